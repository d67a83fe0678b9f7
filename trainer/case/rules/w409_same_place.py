"""the key is always in the same place

A place that is right more often than chance allows is a cue, found by anyone who looks back over a few answers (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned where it is so in all of at least four decisions, or so often that fewer than one case in a hundred would have it by chance.

- 4 × Which step comes first in looking for the cause of her cough?
+ 2 × Which step comes first in looking for the cause of her cough?
    *A film of the chest
    Bronchoscopy
    A blood test
+ 2 × Which step comes first in looking for the cause of her cough?
+   Bronchoscopy
+   A blood test
+   *A film of the chest
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.case.rules.base import Hit, Hits, Subject

_ENOUGH = 4
_RARE = 0.01  # so rare that a fair shuffle of the options would not be believed
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "last": -1}


def check(subject: Subject) -> Hits:
    items = subject.keyed
    if len(items) < _ENOUGH:
        return
    for name, place in _PLACES.items():
        having = [item for item in items if len(item.lengths) > place]
        hits = sum(range(len(item.lengths))[place] in item.key for item in having)
        chances = [len(item.key) / len(item.lengths) for item in having]
        always = len(having) == len(items) == hits
        rare = hits > sum(chances) and _at_least(hits, chances) * len(_PLACES) < _RARE
        if always or rare:
            message = f"the {name} option is right in {hits} of {len(having)} decisions; by chance it would be in about {sum(chances):.0f}."
            yield Hit(
                ("decisions",), message, "Put the options of some decisions in another order."
            )
            return


def _at_least(hits: int, chances: Iterable[float]) -> float:
    """The probability of ``hits`` or more successes in tries that succeed by ``chances``."""
    spread = [1.0]
    for p in chances:
        spread = [
            missed * (1 - p) + hit * p
            for missed, hit in zip([*spread, 0.0], [0.0, *spread], strict=True)
        ]
    return sum(spread[hits:])
