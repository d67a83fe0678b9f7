"""The sources of a case's facts, and the reviews of its file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from trainer.values.base import CalendarDate, Part, Slug, Text, since


class Source(Part):
    """A publication that facts, judgements or reference ranges are taken from."""

    id: Slug
    kind: Literal["case-report", "guideline", "study", "review", "table", "other"] = "other"
    """What sort of publication it is; the scenario's course comes from its case report."""
    citation: Text
    """Authors, title, journal, year, pages, in one line."""
    # Only a warning checks their form: a slip here must not keep a case from being played.
    doi: Text | None = None
    pmid: Text | None = None
    pmcid: Text | None = None
    licence: Text
    """The licence as the source states it, or what is known about it."""
    licence_note: Text | None = None
    """What the licence means for this file."""
    locators: dict[str, Text] = Field(default_factory=dict)
    """Short names of the places cited, each with the place: {C4: 'Course after transfer'}."""


_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12,64}$")]


class Review(Part):
    """A signed review of what no program can check: medical truth, fair options."""

    by: Text
    """The reviewer, with their field."""
    date: CalendarDate
    scope: Text
    """What was reviewed, and what was not."""
    verdict: Literal["open", "accepted", "changes-wanted"] = "open"
    hash: Annotated[_Hash | None, since(2)] = None
    """The hash of what was reviewed, the file without its reviews, as 'trainer check' prints it, or
    at least its first twelve characters."""
    questions: Annotated[dict[Slug, _Hash], since(2)] = Field(default_factory=dict)
    """The questions that were reviewed, each with the hash that 'trainer proof' prints beside it: a
    question that changes needs a new review, the others do not."""
