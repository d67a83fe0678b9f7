"""How somebody answers who knows nothing: by where an option stands, or how it is worded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from trainer.files.lists import words_in


def _any_of(*lists: str, more: str = "") -> re.Pattern[str]:
    words = (re.escape(word) for name in lists for word in words_in(__file__, f"lists/{name}.txt"))
    # The longest first: 'at least' and not the 'at' of something else.
    forms = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms}{more})\b", re.IGNORECASE)


# 'not only' and 'never smoked' say nothing absolute.
_MORE = r"|(?<!not )only|never(?![ -]?(?:smok|treated|vaccinated|married))"
ABSOLUTE = _any_of("absolute", more=_MORE)
"""Words that say always or never."""
ABSOLUTE_WORDS = (*words_in(__file__, "lists/absolute.txt"), "only", "never")
"""Of which one is in every text that ``ABSOLUTE`` finds something in."""
_HEDGING = _any_of("hedging")
_PUT_OFF = _any_of("absolute", "delaying", more=_MORE)


@dataclass(frozen=True, slots=True)
class Blind:
    """A rule by which to answer any question unread."""

    picks: Callable[[Sequence[str], int, Random], Sequence[int]]
    """The places to pick, from 0, among the options' wordings as shown, of which so many may be
    picked; none where the rule finds nothing to pick."""
    share: Callable[[Random], float]
    """Where in the range of an estimate to guess: 0 its lowest number, 1 its highest."""


def position(number: int, of: int) -> Blind:
    """Always the option that stands there, from 1; of a range that of as many even steps."""
    return Blind(
        lambda words, most, dice: [number - 1] if number <= len(words) else [],  # noqa: ARG005
        lambda dice: (number - 1) / (of - 1),  # noqa: ARG005
    )


def most_of(worth: Callable[[str], int], share: float) -> Blind:
    """The option that has most of something; of equal ones that which is shown first."""
    return Blind(
        lambda words, most, dice: [max(range(len(words)), key=lambda i: worth(words[i]))],  # noqa: ARG005
        lambda dice: share,  # noqa: ARG005
    )


def _without_such_words(words: Sequence[str], most: int, _: Random) -> list[int]:
    by_words = sorted(range(len(words)), key=lambda i: put_off(words[i]))
    fewest = put_off(words[by_words[0]])
    return [i for i in by_words if put_off(words[i]) == fewest][:most]


def _any_number(words: Sequence[str], most: int, dice: Random) -> list[int]:
    return dice.sample(range(len(words)), dice.randint(1, min(most, len(words))))


@cache
def hedges(text: str) -> int:
    """How many words of a text hedge."""
    return len(_HEDGING.findall(text))


@cache
def put_off(text: str) -> int:
    """How many words of a text are absolute or put off."""
    return len(_PUT_OFF.findall(text))


MILD = Blind(_without_such_words, lambda _: 0.5)
"""What has the fewest absolute or delaying words, as many as may be picked; the middle."""
MOST = Blind(lambda words, most, dice: range(min(most, len(words))), lambda _: 1.0)  # noqa: ARG005
"""The first that are shown, as many as may be picked; the highest number."""
RANDOM = Blind(_any_number, lambda dice: dice.uniform(0, 1))
"""Any allowed number of any options; any number of the range."""
