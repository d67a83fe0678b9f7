"""the longest option is right too often

A learner who notices can pass without reading (Pham 2018, PMC10711986; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned above 40 % of at least five decisions, and only above what chance would give; an option is the longest if it is so by a word.

  5 × Which step comes first in looking for the cause of her cough?
    Bronchoscopy
-   *A plain chest film
+   *A chest film
    A blood test
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item

_SHARE = 0.4
_ENOUGH = 5
_WORD = 6  # a difference of less than a word is not seen


def check(subject: Subject) -> Hits:
    items = subject.keyed
    longest = [item.decision.id for item in items if _longest(item) in item.key]
    # Where several of a few options are right, the longest is often among them by chance alone.
    chance = sum(len(item.key) / len(item.lengths) for item in items)
    if len(items) >= _ENOUGH and len(longest) > max(_SHARE * len(items), chance):
        message = f"the longest option is right in {len(longest)} of {len(items)} decisions: {', '.join(longest)}."
        advice = f"Make another the longest in some; by chance it would be in about {chance:.0f}."
        yield Hit(("decisions",), message, advice)


def _longest(item: Item) -> int | None:
    """The place of the one option that is longer than all others by a word."""
    second, most = sorted(item.lengths)[-2:]
    return item.lengths.index(most) if most - second >= _WORD else None
