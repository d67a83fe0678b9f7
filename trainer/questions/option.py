"""Options that can be picked, and what picks of them are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from trainer.values.base import (
    CalendarDate,
    Citation,
    Citations,
    Interval,
    OptionalCitations,
    Part,
    Slug,
    Text,
    since,
)

Reported = Literal["yes", "part", "no", "silent"]
Judgement = Literal["critical", "recommended", "acceptable", "unnecessary", "harmful"]


class PickedOrder(Part):
    """An order that picking an option places: its id alone, or with an interval a standing one."""

    id: Slug
    every: Annotated[Interval | None, since(2)] = None
    """Days from one to the next of a standing order, up to the last day."""


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict | PickedOrder) else value


def _named(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


_PickedOrder = Annotated[
    PickedOrder, BeforeValidator(_named, json_schema_input_type=Slug | PickedOrder)
]
PickedOrders = Annotated[
    tuple[_PickedOrder, ...],
    BeforeValidator(
        _listed, json_schema_input_type=tuple[Slug | PickedOrder, ...] | Slug | PickedOrder
    ),
]
"""Orders by id, some of them with an interval; a single one needs no list."""


class Option(Part):
    """One answer that can be picked, with three separate judgements."""

    id: Slug
    text: Text
    dose: Annotated[Text | None, since(2)] = None
    """The dose in words, where the choice is about it; it is read with 'text'."""
    route: Annotated[Text | None, since(2)] = None
    """The route in words, where the choice is about it; it is read with 'text'."""
    reported: Reported
    """What the report did: yes, part of it, no; or the report is silent."""
    judgement: Judgement
    """Whether it was sound on what was known that day."""
    why: Text
    """Why, on that day."""
    hindsight: Text | None = None
    """What is known only from later in the report."""
    orders: PickedOrders = ()
    """Orders that picking this places, each on its day or, with an interval, from then on."""
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', where they are not those of 'why'."""

    @property
    def wording(self) -> str:
        """What a learner reads: the text, with dose and route where they are named."""
        return ", ".join(filter(None, (self.text, self.dose, self.route)))

    @property
    def keyed(self) -> bool:
        """Whether the report did it, wholly or in part."""
        return self.reported in ("yes", "part")

    @property
    def harmful(self) -> bool:
        """Whether it was harmful on what was known that day."""
        return self.judgement == "harmful"

    @property
    def worth(self) -> float:
        """What picking it is worth for soundness."""
        return WORTH[self.judgement]

    @property
    def share(self) -> float:
        """What picking it is worth for agreement; what was harmful is no part of the key."""
        return 0.0 if self.harmful else AGREEMENT[self.reported]


class Panel(Part):
    """How a panel answered this decision, for script-concordance scoring.

    Of a question with one best answer at least ten votes take the place of the author's judgement.
    """

    date: CalendarDate
    who: Text
    votes: dict[Slug, Annotated[int, Field(strict=True, ge=0)]]
    """Votes by option."""
    reasons: Annotated[dict[Slug, tuple[Text, ...]], since(2)] = Field(default_factory=dict)
    """What members of the panel gave as their reasons, by option."""

    @model_validator(mode="after")
    def _has_votes(self) -> Self:
        if not any(self.votes.values()):
            raise PydanticCustomError("panel", "a panel needs at least one vote")
        return self

    @property
    def size(self) -> int:
        """How many voted."""
        return sum(self.votes.values())


SMALLEST_PANEL = 10
"""With fewer votes the author's judgement stands: ten to fifteen members are the usual least.

Gagnon et al. 2005, Med Educ 39:284-291, doi 10.1111/j.1365-2929.2005.02092.x.
"""

AGREEMENT = {"yes": 1.0, "part": 0.5, "no": 0.0, "silent": 0.0}

# The trainer's convention, not a source's: see docs/scoring.md.
WORTH = {
    "critical": 2.0,
    "recommended": 1.0,
    "acceptable": 0.5,
    "unnecessary": 0.0,
    "harmful": 0.0,
}

PER_UNNECESSARY = 0.9
"""What each unnecessary pick leaves of the credit for soundness."""


def agreement_credit(picks: Sequence[Option], options: Sequence[Option], most: int) -> float:
    """The key-feature rule: 0 to 1.

    0 if more are picked than ``most``, or any that was harmful and not the report's choice; else
    the credit of the picks over the credit of the full key (Page & Bordage, Acad Med
    1995;70:194-201, scoring of key features).
    """
    if len(picks) > most or any(o.harmful and not o.keyed for o in picks):
        return 0.0
    earned = sum(o.share for o in picks)
    return earned / _highest((o.share for o in options), most) if earned else 0.0


def sound_credit(picks: Sequence[Option], options: Sequence[Option], most: int) -> float:
    """0 to 1 by the author's judgements, as docs/scoring.md has it.

    With ``k`` options called for (critical or recommended; at least 1, at most ``most``) the ``k``
    highest worths picked over the ``k`` highest on offer, less a tenth for each unnecessary pick.
    0 if nothing is picked, or more than ``most``, or anything harmful; or if nothing on offer has
    any worth.
    """
    if not picks or len(picks) > most or any(o.harmful for o in picks):
        return 0.0
    called_for = sum(o.judgement in ("critical", "recommended") for o in options)
    k = max(1, min(called_for, most))
    best = _highest((o.worth for o in options), k)
    unnecessary = sum(o.judgement == "unnecessary" for o in picks)
    credit = _highest((o.worth for o in picks), k) / best if best else 0.0
    return float(credit * PER_UNNECESSARY**unnecessary)


def _highest(worths: Iterable[float], count: int) -> float:
    return sum(sorted(worths, reverse=True)[:count])


def panel_credit(votes: Mapping[str, int], pick: str) -> float:
    """The script concordance test's aggregate score: votes for the pick over the modal votes.

    Lubarsky et al., Med Teach 2013;35:184-193 (AMEE guide 75). ``votes`` must not be empty.
    """
    return votes.get(pick, 0) / max(votes.values())


def cited(groups: Iterable[Iterable[Citation]]) -> tuple[Citation, ...]:
    """All citations once, in order."""
    return tuple(dict.fromkeys(c for group in groups for c in group))
