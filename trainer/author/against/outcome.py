"""What came of comparing one figure or day with the article, and the article as it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from trainer.author.against.passages import Passage
from trainer.case.reading.shape import Loc

Answer = Literal[
    "found",
    "elsewhere",  # in the article, but not in the place cited
    "differs",  # another unit, or a power of ten apart
    "missing",
    "other day",  # it stands there with another day
    "undated",  # the place names no day: nothing to hold the claim against
]

SAID: dict[Answer, str] = {
    "elsewhere": "found elsewhere",
    "differs": "found with another unit, sign or power of ten",
    "missing": "not found",
    "other day": "found with another day",
    "undated": "not dated there",
}
"""Each answer in words, where it is not said as it is named."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the article says of one figure or day: ``where`` it stands, or what is there instead."""

    loc: Loc
    label: str
    what: str
    answer: Answer
    where: str = ""
    day: bool = False

    @property
    def wrong(self) -> bool:
        """Whether it is to be told among the findings."""
        return self.answer not in ("found", "undated")


@dataclass(frozen=True)
class Held:
    """An article as claims are held against it.

    ``first`` is the case's first counted day, ``from_admission`` whether that is the admission's;
    ``gap`` is how many days later the case counts than the article, ``hours`` whether both count
    in hours.
    """

    every: tuple[Passage, ...]
    first: int = 1
    from_admission: bool = True
    gap: int = 0
    hours: bool = False

    def called(self, day: int) -> str:
        """A day by its number; an hour where the case counts in hours."""
        return f"{'hour' if self.hours else 'day'} {day}"

    @cached_property
    def text(self) -> tuple[Passage, ...]:
        """All but what stands after the text."""
        return tuple(p for p in self.every if p.role != "back")

    @cached_property
    def days(self) -> frozenset[int]:
        """Every day that the text names or may mean."""
        return frozenset[int]().union(*(p.days for p in self.text))
