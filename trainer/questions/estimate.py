"""A number to estimate."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from trainer.questions.answer import Answer, Votes
from trainer.questions.base import PASSED, Question
from trainer.questions.blind import Blind
from trainer.questions.verdict import Credit, Explained
from trainer.typed import estimate, number_text
from trainer.values.base import Citations, Flag, Number, OptionalCitations, Text, since

STEPS = 1000
"""The number of even steps through the range that stand for all blind guesses."""


class EstimateQuestion(Question):
    """Estimate a number.

    Full credit within ``within`` of the answer, falling in a straight line to nothing at
    ``zero_at`` from it.
    """

    degrees: ClassVar[tuple[str, str, str]] = ("Wrong", "Near", "Right")

    kind: Literal["estimate"]
    unit: Text
    low: Number
    high: Number
    """The range an estimate may be given in."""
    value: Number
    """The number a source gives."""
    in_course: Annotated[Flag, since(2)] = False
    """Whether the number is part of the reported course; if so, the estimate also counts for
    agreement with the report."""
    within: Annotated[Number, Field(ge=0)] = 0.0
    zero_at: Annotated[Number, Field(gt=0)]
    why: Text
    hindsight: Text | None = None
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', where they are not those of 'why'."""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if self.low >= self.high:
            raise PydanticCustomError("estimate", "'low' is not below 'high'", {"at_fault": "low"})
        if not self.low <= self.value <= self.high:
            raise PydanticCustomError(
                "estimate", "'value' is not between 'low' and 'high'", {"at_fault": "value"}
            )
        if self.zero_at <= self.within:
            raise PydanticCustomError(
                "estimate", "'zero_at' must be larger than 'within'", {"at_fault": "zero_at"}
            )
        return self

    @property
    def how(self) -> str:
        """Its range and unit."""
        return f"A number from {self.low:g} to {self.high:g} ({self.unit})"

    def misfit(self, answer: Answer, *, strict: bool = False) -> str:  # noqa: ARG002 - nothing is lenient here
        """The answer must be a number in the range."""
        if answer.picks or answer.text or answer.chances or answer.value is None:
            return f"'{self.title}' asks for a number ({self.unit})."
        if not self.low <= answer.value <= self.high:
            return f"The number must lie between {self.low:g} and {self.high:g}."
        return ""

    def read(self, typed: str, marks: Sequence[str] = ()) -> Answer:  # noqa: ARG002 - there are no options
        """A number, with or without its unit."""
        return Answer(value=estimate(typed, self.unit))

    def with_unit(self, value: float) -> str:
        """A number with its unit."""
        return number_text(value, self.unit)

    # Credit

    @property
    def has_reported_answer(self) -> bool:
        """Whether its number is part of the course."""
        return self.in_course

    def is_near(self, value: float) -> bool:
        """Whether a number lies within the tolerance, its edges included."""
        # 7.16 - 7.06 is 0.1 and a little more in binary.
        return abs(value - self.value) <= self.within + 1e-9

    def credit_of(self, value: float | None) -> float:
        """1 within the tolerance, falling in a straight line to 0 at ``zero_at``; 0 for None."""
        if value is None:
            return 0.0
        if self.is_near(value):
            return 1.0
        off = abs(value - self.value)
        return max(0.0, (self.zero_at - off) / (self.zero_at - self.within))

    def agreement(self, answer: Answer | None) -> Credit:
        """Credit by the distance from the source's number."""
        value = None if answer is None else answer.value
        detail = PASSED
        if value is not None:
            detail = f"estimated {value:g}; the source says {self.value:g}"
        return Credit(self.credit_of(value), detail, self.cite)

    def soundness(self, answer: Answer | None) -> Credit:
        """The same credit as for agreement."""
        return self.agreement(answer)

    def is_sound(self, answer: Answer) -> bool:
        """Whether the number is within the tolerance."""
        return answer.value is not None and self.is_near(answer.value)

    # Robots

    def reported_answer(self) -> Answer:
        """The source's number."""
        return Answer(value=self.value)

    def robot(self, rule: Blind, dice: Random) -> Answer:
        """A number at the rule's place in the range."""
        return Answer(value=self.drawn(rule.share(dice)))

    def drawn(self, share: float) -> float:
        """The number at that share (0 to 1) of the range, to one decimal place."""
        value = round(self.low + (self.high - self.low) * share, 1)
        # Rounding may step over a limit with more decimal places.
        return min(max(value, self.low), self.high)

    def sample(self) -> tuple[tuple[Answer, ...], ...]:
        """Numbers at even steps through the range, its ends included."""
        return (tuple(Answer(value=self.drawn(step / STEPS)) for step in range(STEPS + 1)),)

    # Rooms

    def numbers(self, votes: Votes) -> list[float]:
        """The numbers given, in ascending order."""
        return sorted(a.value for a in votes.answers if a.value is not None)

    def median(self, votes: Votes) -> float | None:
        """The median of the numbers given; None if there are none."""
        numbers = self.numbers(votes)
        return statistics.median(numbers) if numbers else None

    def majority(self, votes: Votes) -> Answer:
        """The median."""
        return Answer(value=self.median(votes))

    def share_right(self, votes: Votes) -> float | None:
        """The share of numbers within the tolerance."""
        numbers = self.numbers(votes)
        return sum(map(self.is_near, numbers)) / len(numbers) if numbers else None

    # Words

    def in_words(self, answer: Answer) -> tuple[str, ...]:
        """The number with its unit."""
        return () if answer.value is None else (self.with_unit(answer.value),)

    def named(self, answer: Answer) -> str:
        """The number."""
        return "" if answer.value is None else f"{answer.value:g}"

    def key_in_words(self) -> tuple[str, ...]:
        """The source's number."""
        return (self.with_unit(self.value),)

    def explained(self, answer: Answer | None, *, hindsight: bool) -> tuple[Explained, ...]:  # noqa: ARG002 - the number stands alone
        """The source's number, and its tolerance."""
        text = (
            f"{self.with_unit(self.value)}; full credit within {self.within:g},"
            f" none from {self.zero_at:g} off"
        )
        later = self.hindsight if hindsight else None
        figures = {name: getattr(self, name) for name in ("value", "unit", "within", "zero_at")}
        return (
            Explained(
                "", text, False, None, None, self.why, later, self.cite,
                self.hindsight_cite if later else (), "The report's number", figures,
            ),
        )  # fmt: skip

    def shape(self) -> Mapping[str, Any]:
        """Its range and unit."""
        return {"low": self.low, "high": self.high, "unit": self.unit}
