"""The questions put to a learner."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from trainer.case.model.base import (
    CalendarDate,
    Citations,
    Day,
    Number,
    OptionalCitations,
    Part,
    Slug,
    Slugs,
    Text,
    Weight,
)
from trainer.case.model.sources import Facilitator

Reported = Literal["yes", "part", "no", "silent"]
Judgement = Literal["critical", "recommended", "acceptable", "unnecessary", "harmful"]


class Option(Part):
    """One answer that can be picked, with three separate judgements."""

    id: Slug
    text: Text
    reported: Reported
    """What the report did: yes, part of it, no; or the report is silent."""
    judgement: Judgement
    """Whether it was sound on what was known that day."""
    why: Text
    """Why, on that day."""
    hindsight: Text | None = None
    """What is known only from later in the report."""
    orders: Slugs = ()
    """Orders that picking this places."""
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', where they are not those of 'why'."""


class Panel(Part):
    """How a panel answered this decision, for script-concordance scoring."""

    date: CalendarDate
    who: Text
    votes: dict[Slug, Annotated[int, Field(strict=True, ge=0)]]
    """Votes by option."""

    @model_validator(mode="after")
    def _has_votes(self) -> Self:
        if not any(self.votes.values()):
            raise PydanticCustomError("panel", "a panel needs at least one vote")
        return self


class ReportedAnswer(Part):
    """What the report did, told once the answer is revealed."""

    text: Text
    cite: OptionalCitations = ()


class _Question(Part):
    id: Slug
    day: Day
    title: Text
    """A short name for lists; gives nothing away."""
    prompt: Text
    """The question itself."""
    after: Slug | None = None
    """A decision that must be locked before this one is put; by default they come in order."""
    weight: Weight = 1.0
    """How much it counts in concordance: the author's."""
    hints: tuple[Text, ...] = ()
    answer: ReportedAnswer
    facilitator: Facilitator | None = None


class _Choice(_Question):
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    panel: Panel | None = None

    @property
    def has_reported_answer(self) -> bool:
        """Whether the report did any of the options; if not, concordance has no part in it."""
        return any(o.reported in ("yes", "part") for o in self.options)


class OneDecision(_Choice):
    """Pick the single best option."""

    kind: Literal["one"]

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return 1


class SeveralDecision(_Choice):
    """Pick several options, up to a maximum."""

    kind: Literal["several"]
    maximum: Annotated[int, Field(strict=True, ge=1, le=12)]

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return self.maximum


class EstimateDecision(_Question):
    """Estimate a number.

    Full credit within ``within`` of the answer, falling in a straight line to nothing at
    ``zero_at`` from it.
    """

    kind: Literal["estimate"]
    unit: Text
    low: Number
    high: Number
    """The range an estimate may be given in."""
    value: Number
    """The report's number."""
    within: Annotated[Number, Field(ge=0)] = 0.0
    zero_at: Annotated[Number, Field(gt=0)]
    why: Text
    hindsight: Text | None = None
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', where they are not those of 'why'."""

    @property
    def has_reported_answer(self) -> bool:
        """An estimate is always of a number the source gives."""
        return True

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if self.low >= self.high:
            raise PydanticCustomError("estimate", "'low' is not below 'high'")
        if not self.low <= self.value <= self.high:
            raise PydanticCustomError("estimate", "'value' is not between 'low' and 'high'")
        if self.zero_at <= self.within:
            raise PydanticCustomError("estimate", "'zero_at' must be larger than 'within'")
        return self


Decision = Annotated[OneDecision | SeveralDecision | EstimateDecision, Field(discriminator="kind")]
