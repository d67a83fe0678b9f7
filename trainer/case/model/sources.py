"""Where facts come from, and who stands behind the file."""

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
    # Their form is for a warning to judge: a slip there must not keep a case from being played.
    doi: Text | None = None
    pmid: Text | None = None
    pmcid: Text | None = None
    licence: Text
    """The licence as the source states it, or what is known of it."""
    licence_note: Text | None = None
    """What the licence means for this file."""
    locators: dict[str, Text] = Field(default_factory=dict)
    """The short places cited from it and what each stands for: {C4: 'Course after transfer'}."""


_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12,64}$")]


class Review(Part):
    """Somebody's signed word on what no program can check: medical truth, fair options."""

    by: Text
    """Who reviewed, with their field."""
    date: CalendarDate
    scope: Text
    """What was reviewed, and what was not."""
    verdict: Literal["open", "accepted", "changes-wanted"] = "open"
    hash: Annotated[_Hash | None, since(2)] = None
    """What was reviewed: the hash that 'trainer check' tells of the file without its reviews, or
    its first twelve characters or more."""
    questions: Annotated[dict[Slug, _Hash], since(2)] = Field(default_factory=dict)
    """The questions that were reviewed, each with the hash that 'trainer proof' prints beside it:
    when its words change, its review no longer holds, and that of the others does."""
