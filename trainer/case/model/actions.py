"""Orders, what the team did, and the timed actions and watches by which orders are scored."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from trainer.values.base import (
    SLUG_PATTERN,
    Citations,
    Day,
    Flag,
    Interval,
    OptionalCitations,
    Part,
    Slug,
    Slugs,
    SomeSlugs,
    Text,
    Weight,
    since,
)

# Where an end is before its beginning, the end is more likely wrong.
_LAST = {"at_fault": "last"}

OrderKind = Literal["test", "treatment", "procedure", "consult"]
Burden = Literal["none", "blood", "radiation", "invasive"]


class Order(Part):
    """Something a learner can ask for."""

    id: Slug
    name: Text
    kind: OrderKind
    group: Text
    """A heading for browsing."""
    synonyms: tuple[Text, ...] = ()
    """Other names and abbreviations found by typing."""
    burden: Annotated[Burden, since(2)] = "none"
    """What it costs the patient: a blood sample, ionising radiation, or something that enters the
    body. Treatments and consults have 'none'. The rule is in ``burdens.txt``."""


def _day_or_unknown(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    # Pydantic would report a union's error once for each of its members.
    try:
        return handler(value)
    except ValidationError:
        raise PydanticCustomError("until", "'until' is a day or the word unknown") from None


class CourseEntry(Part):
    """Something the team did, as the report describes it."""

    id: Slug
    day: Day
    action: Literal["start", "stop", "order", "procedure", "event"]
    """'start' and 'stop' bound a treatment; 'order' is a test; 'event' is anything else."""
    orders: Slugs = ()
    """The orders it stands for; all actions but 'event' need at least one."""
    until: Annotated[Day | Literal["unknown"] | None, WrapValidator(_day_or_unknown)] = None
    """The last day of something that lasts and has no 'stop' entry; 'unknown' if the report does
    not say when it ended."""
    when: Text | None = None
    """How the report dates it, if 'day' is only an approximation."""
    text: Text
    note: Text | None = None
    after: Slug | None = None
    """A decision that must be answered before this is shown; by default all those of its day."""
    cite: Citations

    @model_validator(mode="after")
    def _names_its_order(self) -> Self:
        if not self.orders and self.action != "event":
            raise PydanticCustomError("course", "an action other than 'event' needs 'orders'")
        return self


class Days(Part):
    """Days of the case, the first and the last included."""

    first: Day
    last: Day

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise PydanticCustomError("window", "'first' is later than 'last'", _LAST)
        return self


class Window(Days):
    """Days on which an action was due given what was known, the first and the last included.

    An action on any of these days earns full credit.
    """

    cite: Annotated[OptionalCitations, since(2)] = ()
    """Where a source says when such an action is due; needed in format 2, in which the report's own
    day does not make a window."""


Pick = Annotated[str, StringConstraints(pattern=SLUG_PATTERN[:-1] + "/" + SLUG_PATTERN[1:])]
"""An option of a decision: 'escalate/plasma-exchange'."""

Tail = Annotated[int, Field(strict=True, ge=0, le=3650)]


class Alternative(Part):
    """Orders or picks that count as done, too, because guidance holds them equal."""

    orders: Slugs = ()
    picks: tuple[Pick, ...] = ()
    why: Text
    cite: Citations

    @model_validator(mode="after")
    def _can_be_done(self) -> Self:
        if not self.orders and not self.picks:
            raise PydanticCustomError("timed", "give the 'orders' or 'picks' that count as done")
        return self


class TimedAction(Part):
    """An action whose day is scored.

    It is done on the first day on which one of ``orders`` is placed or one of ``picks`` is locked,
    those of ``alternatives`` included. A day in ``window`` earns full credit; over the ``early``
    days before it and the ``late`` days after it the credit falls in a straight line; farther away
    it is 0.
    """

    id: Slug
    label: Text
    orders: Slugs = ()
    picks: Annotated[tuple[Pick, ...], Field()] = ()
    alternatives: Annotated[tuple[Alternative, ...], since(2)] = ()
    """Other orders and picks that count as done, each with its reason."""
    from_day: Day | None = None
    """Orders and picks before this day do not count: for an action that has to be repeated."""
    unprompted: Flag = False
    """Whether only orders that the learner places count, not those that an option places."""
    reported: Day | None = None
    """The day on which the report did it, shown beside the window; left out if it never did."""
    window: Window
    early: Tail = 0
    late: Tail = 0
    weight: Weight = 1.0
    why: Text
    hindsight: Text | None = None
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', if they differ from those of 'why'."""

    @property
    def done_by_orders(self) -> tuple[str, ...]:
        """All orders that count as done."""
        return (*self.orders, *(o for a in self.alternatives for o in a.orders))

    @property
    def done_by_picks(self) -> tuple[str, ...]:
        """All options that count as done, as ``question/option``."""
        return (*self.picks, *(p for a in self.alternatives for p in a.picks))

    @model_validator(mode="after")
    def _can_be_done(self) -> Self:
        if not self.orders and not self.picks:
            raise PydanticCustomError("timed", "give the 'orders' or 'picks' that count as done")
        return self


class Watch(Part):
    """Surveillance that should go on for a while.

    An order covers its own day and the ``every`` - 1 days after it.
    """

    id: Slug
    label: Text
    orders: SomeSlugs
    """Any of these counts."""
    first: Day
    last: Day
    every: Interval
    """The most days from one order to the next."""
    weight: Weight = 1.0
    why: Text
    hindsight: Text | None = None
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', if they differ from those of 'why'."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise PydanticCustomError("watch", "'first' is later than 'last'", _LAST)
        return self


class Reasonable(Part):
    """Orders that were called for without being part of a key: they do not lower stewardship."""

    orders: SomeSlugs
    days: Days | None = None
    """The days on which they were called for; any day if left out."""
    every: Interval | None = None
    """The fewest days after which a repeat is called for; if left out, only repeats that the report
    has are called for."""
    why: Text
    cite: Citations


class HarmfulOrders(Part):
    """Orders that would have harmed this patient; the debrief names those that were placed."""

    orders: SomeSlugs
    why: Text
    cite: Citations
