"""What was found, by day, as the report says."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from trainer.values.base import (
    Citations,
    Day,
    Flag,
    OptionalCitations,
    Part,
    Quantity,
    Slug,
    Slugs,
    Text,
    since,
)


class ReferenceRange(Part):
    """The limits that values are flagged against; they need a citation of their own."""

    low: Quantity | None = None
    high: Quantity | None = None
    cite: Citations
    note: Text | None = None
    """What a reader must know before trusting the flag, such as an unknown assay."""

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if self.low is None and self.high is None:
            raise PydanticCustomError("range", "a reference range needs 'low', 'high' or both")
        return self


class Analyte(Part):
    """Something measured, with its unit."""

    id: Slug
    name: Text
    short: Text | None = None
    """The name in a narrow table: 'LDH'."""
    unit: (
        Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"^\S+$")] | None
    ) = None
    """The unit in UCUM: 'ng/mL', '10*4/uL', '{index}' for a number without one. Left out only if
    every result is in words."""
    printed: Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)] | None = None
    """The unit as the report prints it, if that differs from UCUM; '' if it prints none."""
    loinc: Annotated[str, StringConstraints(pattern=r"^\d{1,7}-\d$")] | None = None
    reference: ReferenceRange | None = None
    worse: Annotated[Literal["higher", "lower"] | None, since(2)] = None
    """Which direction is worse for the patient, if no range shows it: 'higher' for oxygen need."""
    orders: Slugs = ()
    """Orders that yield this value, the first being the usual one."""
    group: Text | None = None
    """A heading in the results table."""

    @property
    def label(self) -> str:
        """The short name if there is one, else the name."""
        return self.short or self.name

    @property
    def shown_unit(self) -> str:
        """The unit for people: as printed, or in UCUM without the braces of an annotation.

        Empty if it only repeats the short name, as for pH or INR.
        """
        unit = self.printed if self.printed is not None else (self.unit or "").strip("{}")
        return "" if unit == self.short else unit


class Version(Part):
    """One of several contradictory statements about the same fact."""

    says: Text
    cite: Citations


class _Dated(Part):
    id: Slug
    day: Day
    when: Text | None = None
    """How the report dates it, if 'day' is only an approximation: 'before admission'."""
    shown: Literal["always", "ordered"] = "always"
    """'ordered': shown that day only if a learner's order yields it, else when the day is over."""
    taken: Day | None = None
    """The day of the specimen or examination, if its result came only on 'day'; it answers an order
    of either day."""
    after: Slug | None = None
    """A decision that must be locked before this is shown."""
    versions: tuple[Version, ...] = ()
    """Contradictory versions of this fact, side by side."""
    note: Text | None = None
    cite: Citations

    @model_validator(mode="after")
    def _taken_by_its_day(self) -> Self:
        if self.taken is not None and self.taken > self.day:
            raise PydanticCustomError(
                "taken", "'taken' is later than 'day', on which it is known", {"at_fault": "taken"}
            )
        return self


class ValueFinding(_Dated):
    """A laboratory value or other measurement."""

    kind: Literal["value"]
    analyte: Slug
    value: Quantity | None = None
    result: Text | None = None
    """A result in words: 'negative'."""
    silent: Text | None = None
    """What the report says of a result for which it gives no value, such as 'raised'."""
    abnormal: Flag | None = None
    """For a result in words: whether it is abnormal. Values are flagged by their range."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(x is not None for x in (self.value, self.result, self.silent)) != 1:
            raise PydanticCustomError(
                "value_finding", "give exactly one of 'value', 'result' or 'silent'"
            )
        return self


class TextFinding(_Dated):
    """History, symptoms, or anything else in words."""

    kind: Literal["text"]
    title: Text
    text: Text
    topic: Literal["history", "symptom", "course", "report", "other"] = "course"
    orders: Slugs = ()


class ImageFinding(_Dated):
    """An image, described in words."""

    kind: Literal["image"]
    title: Text
    text: Text
    orders: Slugs = ()
    """Orders that show this image on its day."""


class CultureFinding(_Dated):
    """A culture or smear."""

    kind: Literal["culture"]
    specimen: Text
    growth: Flag | None = None
    """Whether anything grew; left out if the report does not say."""
    text: Text
    orders: Slugs = ()


class SignFinding(_Dated):
    """A sign looked for at the bedside."""

    kind: Literal["sign"]
    name: Text
    present: Flag
    text: Text | None = None
    orders: Slugs = ()


Finding = Annotated[
    ValueFinding | TextFinding | ImageFinding | CultureFinding | SignFinding,
    Field(discriminator="kind"),
]


class SourceNote(Part):
    """A point on which the source contradicts itself or is silent; shown, never smoothed over."""

    id: Slug
    kind: Literal["contradiction", "silence"]
    day: Day
    """The first day on which a learner may see it."""
    after: Slug | None = None
    title: Text
    text: Text
    versions: tuple[Version, ...] = ()
    about: Slugs = ()
    """Findings, course entries or decisions it concerns."""
    cite: OptionalCitations = ()

    @model_validator(mode="before")
    @classmethod
    def _contradiction_has_versions(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("kind") == "contradiction":
            versions = value.get("versions")
            if not isinstance(versions, list | tuple) or len(versions) < 2:
                raise PydanticCustomError(
                    "contradiction", "a contradiction needs at least two 'versions', each cited"
                )
        return value
