"""Rules of robots that know nothing: they go by the position or the wording of an option."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from trainer.files.lists import words_in


def _any_of(*lists: str, more: str = "") -> re.Pattern[str]:
    words = (re.escape(word) for name in lists for word in words_in(__file__, f"lists/{name}.txt"))
    # The longest first, so that 'at least' is matched before 'at'.
    forms = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms}{more})\b", re.IGNORECASE)


# 'not only' and 'never smoked' are not absolute.
_MORE = r"|(?<!not )only|never(?![ -]?(?:smok|treated|vaccinated|married))"
ABSOLUTE = _any_of("absolute", more=_MORE)
"""Words that say always or never."""
ABSOLUTE_WORDS = (*words_in(__file__, "lists/absolute.txt"), "only", "never")
"""Of which one is in every text that ``ABSOLUTE`` finds something in."""
_HEDGING = _any_of("hedging")
_ABSOLUTE_OR_DELAYING = _any_of("absolute", "delaying", more=_MORE)


@dataclass(frozen=True, slots=True)
class Blind:
    """A rule that answers any question without understanding it."""

    picks: Callable[[Sequence[str], int, Random], Sequence[int]]
    """The indices of the options to pick, from their wordings as shown and how many may be picked;
    empty if the rule finds nothing to pick."""
    share: Callable[[Random], float]
    """Where in the range of an estimate to guess: 0 is its lowest number, 1 its highest."""


def position(number: int, count: int) -> Blind:
    """Always option ``number``, from 1, as shown; of a range, that one of ``count`` even steps."""
    return Blind(
        lambda words, most, dice: [number - 1] if number <= len(words) else [],  # noqa: ARG005
        lambda dice: (number - 1) / (count - 1),  # noqa: ARG005
    )


def most_of(worth: Callable[[str], int], share: float) -> Blind:
    """The option whose wording has the highest ``worth``, the first of equal ones; of a range,
    the number at ``share``.
    """
    return Blind(
        lambda words, most, dice: [max(range(len(words)), key=lambda i: worth(words[i]))],  # noqa: ARG005
        lambda dice: share,  # noqa: ARG005
    )


def _mildest(words: Sequence[str], most: int, _: Random) -> list[int]:
    counts = [absolute_or_delaying(text) for text in words]
    fewest = min(counts)
    return [i for i, count in enumerate(counts) if count == fewest][:most]


def _any_number(words: Sequence[str], most: int, dice: Random) -> list[int]:
    return dice.sample(range(len(words)), dice.randint(1, min(most, len(words))))


@cache
def hedges(text: str) -> int:
    """How many words of a text hedge."""
    return len(_HEDGING.findall(text))


@cache
def absolute_or_delaying(text: str) -> int:
    """How many words of a text are absolute or delaying."""
    return len(_ABSOLUTE_OR_DELAYING.findall(text))


MILD = Blind(_mildest, lambda _: 0.5)
"""The options with the fewest absolute or delaying words, as many as may be picked; of a range,
the middle."""
MOST = Blind(lambda words, most, dice: range(min(most, len(words))), lambda _: 1.0)  # noqa: ARG005
"""The options shown first, as many as may be picked; of a range, the highest number."""
RANDOM = Blind(_any_number, lambda dice: dice.uniform(0, 1))
"""Any options, in any number that is allowed; of a range, any number."""
