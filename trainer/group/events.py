"""The events of a group session, and their stored form.

Orders, days and the end are events of a run; the events defined here occur only in groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, TypeAdapter, ValidationError

from trainer.clock import stamp
from trainer.engine import events as run
from trainer.questions import Answer
from trainer.questions.answer import lifted, lowered
from trainer.store.records import new_id, old_id
from trainer.store.room.journal import Header

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Joined:
    """A device joined; ``participant`` is the hash of its token and identifies no person."""

    participant: str
    team: str = ""
    kind: Literal["joined"] = "joined"


@dataclass(frozen=True, slots=True)
class VoteOpened:
    """A round of voting began; ``seconds`` is its countdown, None if it has none."""

    decision: str
    round: int
    seconds: int | None = None
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A participant voted, or changed their vote."""

    participant: str
    decision: str
    round: int
    ballot: Answer
    kind: Literal["vote"] = "vote"


@dataclass(frozen=True, slots=True)
class HandsCounted:
    """A count of hands was typed in: votes by option. It replaces the team's earlier count."""

    decision: str
    round: int
    counts: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    """How many people raised a hand at least once."""
    team: str = ""
    kind: Literal["hands"] = "hands"


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """A round ended; its votes stay as they are."""

    decision: str
    round: int
    kind: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class AnswerLocked:
    """The group's answer: the majority's, or the facilitator's pick."""

    decision: str
    day: int
    answer: Answer | None
    """None if the question was passed."""
    how: Literal["majority", "facilitator", "passed"] = "majority"
    kind: Literal["locked"] = "locked"


@dataclass(frozen=True, slots=True)
class AnswerRevealed:
    """The reported answer was shown to the room."""

    decision: str
    kind: Literal["revealed"] = "revealed"


@dataclass(frozen=True, slots=True)
class VoteUnclosed:
    """A closed round takes votes again, without a countdown."""

    decision: str
    round: int
    kind: Literal["unclosed"] = "unclosed"


@dataclass(frozen=True, slots=True)
class RoundWithdrawn:
    """A round no longer counts and is not open; its votes stay in the journal."""

    decision: str
    round: int
    kind: Literal["withdrawn"] = "withdrawn"


@dataclass(frozen=True, slots=True)
class JoiningSet:
    """Joining was allowed or stopped, from now on."""

    allowed: bool
    kind: Literal["joining"] = "joining"


@dataclass(frozen=True, slots=True)
class CodeChanged:
    """The code and the link's secret were replaced; the old ones let nobody in any more."""

    code: str
    secret: str
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Devices were removed from the room, together with their votes."""

    participants: tuple[str, ...]
    kind: Literal["dropped"] = "dropped"


@dataclass(frozen=True, slots=True)
class ReasonsShown:
    """The reasons given in a question's last round were put on the wall or taken off it."""

    decision: str
    shown: bool
    kind: Literal["reasons"] = "reasons"


AdmissionEvent = JoiningSet | CodeChanged | Dropped
"""Events by which the facilitator controls who is in the room."""
VoteEvent = (
    Joined | VoteOpened | VoteCast | HandsCounted | VoteClosed | VoteUnclosed | RoundWithdrawn
    | ReasonsShown | AdmissionEvent
)  # fmt: skip
"""Events that do not occur in a run."""
QuestionEvent = (
    VoteOpened | VoteClosed | VoteUnclosed | RoundWithdrawn | HandsCounted | ReasonsShown
    | AnswerLocked | AnswerRevealed
)  # fmt: skip
"""Events that change what everybody sees of a question."""
DEVICE_EVENTS = (Joined, VoteCast)
"""Events of a single device: hundreds come at once, and they change no other device's page."""
GroupEvent = (
    VoteEvent | AnswerLocked | AnswerRevealed
    | run.DayReached | run.OrderPlaced | run.OrderStopped | run.OrderUndone | run.Finished
)  # fmt: skip


def as_run_event(event: GroupEvent) -> run.Event | None:
    """The same event in the group's own run; None if ``event`` concerns only votes."""
    match event:
        case AnswerLocked(question, day, Answer() as answer):
            return run.Committed(question, day, answer)
        case AnswerLocked(question, day):
            return run.Passed(question, day)
        case AnswerRevealed(question):
            return run.Revealed(question)
    return None if isinstance(event, VoteEvent) else event


@dataclass(frozen=True, slots=True)
class Stamped:
    """An event with its number (from 1, without gaps), time (seconds since 1970) and id."""

    number: int
    at: float
    event: GroupEvent
    id: str = field(default_factory=new_id)

    @property
    def ends(self) -> bool:
        """Whether the event ends the session."""
        return isinstance(self.event, run.Finished)

    def to_dict(self) -> dict[str, Any]:
        """The event as JSON values; the time is ISO text, as in a run."""
        second, millisecond = divmod(round(self.at * 1000), 1000)
        at = f"{_second(second)}.{millisecond:03}Z"
        return {"number": self.number, "id": self.id, "at": at, "event": _values(self.event)}


@lru_cache(maxsize=16)
def _second(second: int) -> str:
    """A whole second as ``stamp`` writes it, up to the dot. Hundreds of votes share one."""
    return stamp(_EPOCH + timedelta(seconds=second)).partition(".")[0]


def _values(event: GroupEvent) -> dict[str, Any]:
    """The same as ``asdict``, but values are not copied: six hundred votes may come at once."""
    values = _shallow(event)
    if isinstance(event, VoteCast):
        values["ballot"] = _shallow(event.ballot)
    elif isinstance(event, AnswerLocked):
        values["answer"] = event.answer and _shallow(event.answer)
        values = lowered(values)
    return values


def _shallow(value: GroupEvent | Answer) -> dict[str, Any]:
    return {name: getattr(value, name) for name in _NAMES[type(value)]}


_NAMES = {kind: tuple(f.name for f in fields(kind)) for kind in (*get_args(GroupEvent), Answer)}


@cache
def _adapter() -> TypeAdapter[GroupEvent]:
    return TypeAdapter(Annotated[GroupEvent, Field(discriminator="kind")])


def from_dict(values: Any, header: Header | None = None) -> Stamped:
    """The stamped event in ``values``, read by the schema in ``header`` (by default the newest).

    Raises ``ValueError`` if ``values`` are not an event.
    """
    try:
        event = values["event"]
        if event.get("kind") == "locked":
            event = lifted(event)
            event["answer"] = None if event["how"] == "passed" else event["answer"]
        number = int(values["number"])
        if header is not None and header.schema == 1:
            at, name = float(values["at"]), old_id(header.session, number)
        else:
            at, name = datetime.fromisoformat(values["at"]).timestamp(), str(values["id"])
        return Stamped(number, at, _adapter().validate_python(event), name)
    except ValidationError as error:
        raise ValueError(f"not an event: {error.errors()[0]['msg']}") from None
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an event: {error}") from None
