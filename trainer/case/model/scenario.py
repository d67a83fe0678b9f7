"""A whole scenario."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from trainer.case.model.actions import (
    CourseEntry,
    HarmfulOrders,
    Order,
    Reasonable,
    TimedAction,
    Watch,
)
from trainer.case.model.facts import Analyte, Finding, SourceNote
from trainer.case.model.sources import Review, Source
from trainer.questions import AnyQuestion, Facilitator
from trainer.values.base import Citations, Day, OptionalCitations, Part, Slug, Text, since

FORMAT = 2
"""The newest version of the format; older ones, from 1 on, are read as well."""


class Clock(Part):
    """How days are counted, and which are played."""

    starts_at: Literal[0, 1] = 1
    """The number of the first counted day."""
    start: Text
    """What that day is: 'admission to the first hospital'."""
    first_day: Day
    """The day on which the learner meets the patient."""
    last_day: Day
    note: Text | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.first_day > self.last_day:
            raise PydanticCustomError(
                "clock", "'first_day' is later than 'last_day'", {"at_fault": "last_day"}
            )
        return self


class Patient(Part):
    """The patient whom the learner meets, without the diagnosis."""

    age: Annotated[int, Field(strict=True, ge=0, le=130)]
    age_unit: Literal["years", "months", "days"] = "years"
    sex: Literal["male", "female", "other", "not reported"]
    summary: Text
    """One or two sentences at the head of the case."""
    cite: Citations


class Term(Part):
    """An abbreviation or term explained on demand."""

    term: Text
    expansion: Text
    meaning: Text | None = None
    from_day: Day | None = None
    """The first day on which the term can be looked up, if it would give something away before."""
    cite: OptionalCitations = ()


class Spoiler(Part):
    """Words that must not be read before their day; no learner sees this list."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """A word and its synonyms, in any case: ['aspergillosis', 'aspergillus', 'IPA']."""
    day: Day
    """The first day on which they may be read."""


class Allowance(Part):
    """A warning of ``trainer check`` that the author has considered and accepts."""

    rule: Annotated[str, StringConstraints(pattern=r"^W\d{3}$")]
    """The code of a warning; errors cannot be silenced."""
    where: Text | None = None
    """The id of the part it concerns, such as 'escalate' or 'escalate/plasma-exchange'; the whole
    file if left out."""
    why: Text
    """The reason, for the next author."""


class Principle(Part):
    """A rule of reasoning that questions train, the same in several cases."""

    id: Slug
    text: Text


class FollowUp(Part):
    """What became of the patient after the last day of play; shown in the debrief."""

    when: Text
    """How the report dates it: 'three months after discharge'."""
    text: Text
    cite: Citations


class LearningPoint(Part):
    """Something to take away, shown in the debrief."""

    id: Slug
    text: Text
    cite: Citations


def _whole(value: Any) -> Any:
    # True and 1.0 equal 1 for Python; an author who writes them means something else.
    if type(value) is not int:
        raise PydanticCustomError("format", "'format' is the whole number 1 or 2")
    return value


class Scenario(Part):
    """A published case as a playable file."""

    format: Annotated[Literal[1, 2], BeforeValidator(_whole, json_schema_input_type=Literal[1, 2])]
    """The version of this format: 2 for a new file; 1 has fewer keys and is still played."""
    id: Slug
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    """The version of this file: 'major.minor.patch', in quotes."""
    title: Text
    """The title, which must give nothing of a later day away."""
    specialty: Text
    summary: Text
    """What the case is about, for the library; it must give nothing away."""
    tags: tuple[Text, ...] = ()
    minutes: Annotated[int, Field(strict=True, ge=1, le=600)] | None = None
    """How long one person takes, roughly."""
    authors: Annotated[tuple[Text, ...], Field(min_length=1)]
    licence: Text
    """The licence of this file's own words."""
    provenance: Text
    """Where the patient's consent to publication is stated, and how facts were taken over."""
    report: Slug
    """The source whose course is replayed."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    clock: Clock
    patient: Patient
    analytes: tuple[Analyte, ...] = ()
    findings: tuple[Finding, ...] = ()
    course: tuple[CourseEntry, ...] = ()
    source_notes: tuple[SourceNote, ...] = ()
    orders: tuple[Order, ...] = ()
    """Orders of this case beside the shared catalogue; one with a shared id only adds synonyms."""
    decisions: Annotated[tuple[AnyQuestion, ...], Field(min_length=1)]
    timed: tuple[TimedAction, ...] = ()
    watches: tuple[Watch, ...] = ()
    reasonable: Annotated[tuple[Reasonable, ...], since(2)] = ()
    """Orders that were called for, beside those that a key, a watch or the report names."""
    harmful_orders: Annotated[tuple[HarmfulOrders, ...], since(2)] = ()
    """Orders that would have harmed this patient."""
    principles: Annotated[tuple[Principle, ...], since(2)] = ()
    """Principles of this case beside the shared list (trainer/case/principles.txt)."""
    sittings: Annotated[tuple[Day, ...], since(2)] = ()
    """Days at whose end the learner can pause; the next day begins a new sitting."""
    weights_note: Text | None = None
    """Where the weights come from; without it they are labelled as the author's choice."""
    glossary: tuple[Term, ...] = ()
    follow_up: Annotated[tuple[FollowUp, ...], since(2)] = ()
    """What the report says about the time after the last day of play."""
    learning_points: tuple[LearningPoint, ...] = ()
    spoilers: tuple[Spoiler, ...] = ()
    """Words that would give a later day away, beside those the program finds itself."""
    allow: tuple[Allowance, ...] = ()
    """Warnings of the check that the author has considered and accepts, each with a reason."""
    facilitator: Facilitator | None = None
    review: tuple[Review, ...] = ()
