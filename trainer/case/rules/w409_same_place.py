"""The right option stands in the same place too often."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.choices import Choice
from trainer.case.rules.odds import at_least

_ENOUGH = 4
_RARE = 0.01  # so rare that a fair shuffle of the options would not be believed
_NAMES = ("first", "second", "third", "fourth", "fifth", "sixth")
_LAST = -1


def _check(subject: Subject) -> Iterator[Hit]:
    asked = [c for c in subject.choices if c.tells_apart]
    if len(asked) < _ENOUGH:
        return
    places = (*range(len(_NAMES)), _LAST)
    for place in places:
        here = [c for c in asked if len(c.lengths) > place]
        hits = sum(_stands(c, place) for c in here)
        chances = [len(c.key) / len(c.lengths) for c in here]
        all_here = len(here) == len(asked) == hits
        if all_here or (hits > sum(chances) and at_least(hits, chances) * len(places) < _RARE):
            name = "last" if place == _LAST else _NAMES[place]
            yield Hit(
                ("decisions",),
                f"the {name} option is right in {hits} of {len(here)} decisions; by chance it would be in about {sum(chances):.0f}.",
                "Put the options of some decisions in another order.",
            )
            return


def _stands(choice: Choice, place: int) -> bool:
    return (place if place != _LAST else len(choice.lengths) - 1) in choice.key


_PROMPT = "Which step comes first in looking for the cause of her cough?"
_BAD = ("*A film of the chest", "Bronchoscopy", "A blood test")
_GOOD = (_BAD, ("Bronchoscopy", "A blood test", "*A film of the chest"))

RULE = Rule(
    "W409",
    "warning",
    "the key is always in the same place",
    _check,
    reason="A place that is right more often than chance allows is a cue, found by anyone who looks back over a few answers (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned where it is so in all of at least four decisions, or so often that fewer than one case in a hundred would have it by chance.",
    bad=asks(*(one(_PROMPT, *_BAD, name=f"look-{n}") for n in range(4))),
    good=asks(*(one(_PROMPT, *_GOOD[n % 2], name=f"look-{n}") for n in range(4))),
)
