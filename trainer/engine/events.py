"""The events of a run, and their form as JSON values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from trainer.questions import Answer
from trainer.questions.answer import lifted, lowered


@dataclass(frozen=True, slots=True)
class DayReached:
    """The learner moved on to a day."""

    day: int
    kind: Literal["day"] = "day"


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """The learner placed an order; with ``every`` it stands and is repeated every so many days."""

    order: str
    day: int
    every: int | None = None
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class OrderStopped:
    """A standing order was stopped: the last day on which it may fall is the one before ``day``."""

    index: int
    day: int
    kind: Literal["stop"] = "stop"


@dataclass(frozen=True, slots=True)
class OrderUndone:
    """An order without a result was taken back."""

    index: int
    kind: Literal["undo-order"] = "undo-order"


@dataclass(frozen=True, slots=True)
class Committed:
    """A question was locked with an answer."""

    decision: str
    day: int
    answer: Answer
    kind: Literal["commit"] = "commit"


@dataclass(frozen=True, slots=True)
class Passed:
    """A question was passed without an answer."""

    decision: str
    day: int
    kind: Literal["pass"] = "pass"


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer in an exam was undone, before anything that waited for it was shown."""

    decision: str
    kind: Literal["undo"] = "undo"


@dataclass(frozen=True, slots=True)
class Revealed:
    """The verdict on an answer was shown; the answer can no longer be undone."""

    decision: str
    kind: Literal["reveal"] = "reveal"


@dataclass(frozen=True, slots=True)
class ElementsMarked:
    """The learner marked which of the author's elements their sentence contains."""

    decision: str
    elements: tuple[str, ...]
    kind: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question of an exam was shown to the learner: the answers before it are now final."""

    decision: str
    kind: Literal["question"] = "question"


@dataclass(frozen=True, slots=True)
class HintShown:
    """The next hint of a question was shown."""

    decision: str
    kind: Literal["hint"] = "hint"


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The learner's note on a day."""

    day: int
    text: str
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class DoubtKept:
    """The learner's doubt about a question, kept for the author of the case; never scored."""

    decision: str
    day: int
    text: str
    kind: Literal["doubt"] = "doubt"


@dataclass(frozen=True, slots=True)
class TakeawayWritten:
    """The learner's take-aways, written in the debrief; they replace earlier ones."""

    text: str
    kind: Literal["takeaway"] = "takeaway"


@dataclass(frozen=True, slots=True)
class Finished:
    """The case is over and the debrief open."""

    kind: Literal["finish"] = "finish"


Event = (
    DayReached
    | OrderPlaced
    | OrderStopped
    | OrderUndone
    | Committed
    | Passed
    | Undone
    | Revealed
    | ElementsMarked
    | QuestionShown
    | HintShown
    | NoteWritten
    | DoubtKept
    | TakeawayWritten
    | Finished
)


@cache
def _adapter() -> TypeAdapter[Event]:
    return TypeAdapter(Annotated[Event, Field(discriminator="kind")])


def to_dict(event: Event) -> dict[str, Any]:
    """The event as JSON values."""
    values = asdict(event)
    return lowered(values) if isinstance(event, Committed) else values


def from_dict(values: dict[str, Any]) -> Event:
    """The event that ``values`` describe. Raises ``ValueError`` if they describe none."""
    try:
        committed = values.get("kind") == "commit"
        return _adapter().validate_python(lifted(values) if committed else values)
    except ValidationError as error:
        raise ValueError(f"not an event: {error.errors()[0]['msg']}") from None
