"""The result of comparing one figure or day, and the article as claims are compared with it."""

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
    "other day",  # in the place cited, but with another day
    "undated",  # the place names no day to compare with
]

ANSWER_WORDS: dict[Answer, str] = {
    "elsewhere": "found elsewhere",
    "differs": "found with another unit, sign or power of ten",
    "missing": "not found",
    "other day": "found with another day",
    "undated": "not dated there",
}
"""The words for each answer that is not shown by its own name."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure or day of a case (``statement``) compared with the article.

    ``where`` is the place where the article has it, or what it has instead.
    """

    loc: Loc
    label: str
    statement: str
    answer: Answer
    where: str = ""
    day: bool = False

    @property
    def wrong(self) -> bool:
        """Whether it counts as a finding of the check."""
        return self.answer not in ("found", "undated")


@dataclass(frozen=True)
class ArticleText:
    """An article as claims are compared with it.

    ``first`` is the number of the case's first day, ``from_admission`` whether that is the day of
    admission; ``gap`` is what was added to the article's day numbers to get those of the case, and
    ``hours`` is whether both count in hours.
    """

    passages: tuple[Passage, ...]
    first: int = 1
    from_admission: bool = True
    gap: int = 0
    hours: bool = False

    def called(self, day: int) -> str:
        """'day 3', or 'hour 3' if the case counts in hours."""
        return f"{'hour' if self.hours else 'day'} {day}"

    @cached_property
    def text(self) -> tuple[Passage, ...]:
        """The passages without the back matter."""
        return tuple(p for p in self.passages if p.role != "back")

    @cached_property
    def days(self) -> frozenset[int]:
        """Every day that the text names or may mean."""
        return frozenset[int]().union(*(p.days for p in self.text))
