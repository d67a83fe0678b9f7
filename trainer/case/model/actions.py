"""What can be ordered, what the team did, and what is scored of both."""

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

# What ends before it begins is mostly a wrong end.
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
    body. Treatments and consults have none here. By the rule in ``burdens.txt``."""


def _day_or_unknown(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    # A union's own errors are told once for each of its members.
    try:
        return handler(value)
    except ValidationError:
        raise PydanticCustomError("until", "'until' is a day or the word unknown") from None


class CourseEntry(Part):
    """Something the team did, as the report tells it."""

    id: Slug
    day: Day
    action: Literal["start", "stop", "order", "procedure", "event"]
    """'start' and 'stop' bound a treatment; 'order' is a test; 'event' is anything else."""
    orders: Slugs = ()
    """The orders it stands for; all actions but 'event' need at least one."""
    until: Annotated[Day | Literal["unknown"] | None, WrapValidator(_day_or_unknown)] = None
    """The last day of something with a length and no 'stop' entry; 'unknown' if the report does
    not say when it ended."""
    when: Text | None = None
    """How the report dates it, where 'day' is only its best place."""
    text: Text
    note: Text | None = None
    after: Slug | None = None
    """A decision that must be answered before this is shown; by default all of its day."""
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
    """Days on which an action was due on what was known, the first and the last included.

    Who does it on one of them earns full credit.
    """

    cite: Annotated[OptionalCitations, since(2)] = ()
    """Where it says when such a thing is due; needed in format 2, where a window is no longer taken
    from the day on which the report has it."""


Pick = Annotated[str, StringConstraints(pattern=SLUG_PATTERN[:-1] + "/" + SLUG_PATTERN[1:])]
"""An option of a decision: 'escalate/plasma-exchange'."""

Tail = Annotated[int, Field(strict=True, ge=0, le=3650)]


class Alternative(Part):
    """What counts as done, too, because guidance holds it equal."""

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

    Done on the first day on which one of ``orders`` was placed or one of ``picks`` committed, those
    of ``alternatives`` among them. Full credit inside ``window``; on the ``early`` days before it
    and the ``late`` days after it less, falling in a straight line, and nothing from the next day
    on.
    """

    id: Slug
    label: Text
    orders: Slugs = ()
    picks: Annotated[tuple[Pick, ...], Field()] = ()
    alternatives: Annotated[tuple[Alternative, ...], since(2)] = ()
    """Other orders and picks that count as done, each with its reason."""
    from_day: Day | None = None
    """Orders and picks before this day do not count as done, where the action is to do it again."""
    unprompted: Flag = False
    """Whether only an order the learner thought of counts, not one that an option places."""
    reported: Day | None = None
    """The day the report has it, a mark beside the window; left out where the report never did
    it."""
    window: Window
    early: Tail = 0
    late: Tail = 0
    weight: Weight = 1.0
    why: Text
    hindsight: Text | None = None
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', where they are not those of 'why'."""

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
    """Days from one order to the next at the most."""
    weight: Weight = 1.0
    why: Text
    hindsight: Text | None = None
    cite: Citations
    hindsight_cite: OptionalCitations = ()
    """Citations of 'hindsight', where they are not those of 'why'."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise PydanticCustomError("watch", "'first' is later than 'last'", _LAST)
        return self


class Reasonable(Part):
    """Orders that were called for without being part of a key: they cost no stewardship."""

    orders: SomeSlugs
    days: Days | None = None
    """When they were called for; without it on any day."""
    every: Interval | None = None
    """After how many days a repeat is called for, at the soonest; without it only where the report
    repeats it."""
    why: Text
    cite: Citations


class HarmfulOrders(Part):
    """Orders that would have harmed this patient; the debrief names those that were placed."""

    orders: SomeSlugs
    why: Text
    cite: Citations
