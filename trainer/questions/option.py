"""Options that can be picked, and what picks of them are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from trainer.values.base import (
    CalendarDate,
    Citation,
    Citations,
    OptionalCitations,
    Part,
    Slug,
    Slugs,
    Text,
)

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

    @property
    def keyed(self) -> bool:
        """Whether the report did it, wholly or in part."""
        return self.reported in ("yes", "part")


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


AGREEMENT = {"yes": 1.0, "part": 0.5, "no": 0.0, "silent": 0.0}

# The trainer's convention, not a source's: see docs/scoring.md.
WORTH = {
    "critical": 1.0,
    "recommended": 1.0,
    "acceptable": 0.5,
    "unnecessary": 0.0,
    "harmful": 0.0,
}


def agreement_credit(picks: Sequence[Option], options: Sequence[Option], most: int) -> float:
    """The key-feature rule: 0 to 1.

    0 if more are picked than ``most`` or any picked is harmful, else the credit of the picks over
    the credit of the full key (Page & Bordage, Acad Med 1995;70:194-201, scoring of key features).
    """
    if len(picks) > most or any(o.judgement == "harmful" for o in picks):
        return 0.0
    key = sorted((AGREEMENT[o.reported] for o in options), reverse=True)[:most]
    full = sum(key)
    return sum(AGREEMENT[o.reported] for o in picks) / full if full else 0.0


def sound_credit(picks: Sequence[Option], options: Sequence[Option], most: int) -> float:
    """0 to 1 by the author's judgements.

    0 if any pick is harmful. For one pick: its worth over the best option's. For several: the mean
    worth of the picks, with each critical option that was left out, as far as it could have been
    picked, counting as a pick worth nothing.
    """
    if not picks or any(o.judgement == "harmful" for o in picks):
        return 0.0
    best = max(WORTH[o.judgement] for o in options)
    if best == 0:
        return 1.0
    critical = sum(o.judgement == "critical" for o in options)
    had = sum(o.judgement == "critical" for o in picks)
    omitted = max(0, min(critical, most) - had)
    return sum(WORTH[o.judgement] for o in picks) / (best * (len(picks) + omitted))


def panel_credit(votes: Mapping[str, int], pick: str) -> float:
    """The script concordance test's aggregate score: votes for the pick over the modal votes.

    Lubarsky et al., Med Teach 2013;35:184-193 (AMEE guide 75). ``votes`` must not be empty.
    """
    return votes.get(pick, 0) / max(votes.values())


def cited(groups: Iterable[Iterable[Citation]]) -> tuple[Citation, ...]:
    """All citations once, in order."""
    return tuple(dict.fromkeys(c for group in groups for c in group))
