"""What a session without a screen prints: one JSON value for each change."""

from __future__ import annotations

from typing import Any

from trainer.engine.events import DayReached, Finished, OrderPlaced, OrderStopped, OrderUndone
from trainer.group import tally
from trainer.group.events import (
    AnswerLocked,
    AnswerRevealed,
    HandsCounted,
    Joined,
    Stamped,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from trainer.group.offers import current, stage
from trainer.group.session import GroupSession
from trainer.group.state import GroupState
from trainer.group.summary import scores
from trainer.questions import Answer, Question
from trainer.questions.marks import LETTERS

SILENT = (Joined, VoteCast)
"""Events that print nothing: a room of three hundred would drown the rest."""


def status(session: GroupSession, state: GroupState) -> str:
    """Where the room is: waiting, open, closed, locked, revealed or ended."""
    return stage(session.case, state)[0]


def line(session: GroupSession, state: GroupState, stamped: Stamped | None) -> dict[str, Any]:
    """A change as JSON values; without an event, the state as it is."""
    event = stamped.event if stamped else None
    told: dict[str, Any] = {
        "event": "state" if event is None else getattr(event, "kind", ""),
        "number": state.number,
        "status": status(session, state),
        "day": state.run.day,
        "participants": len(state.participants),
    }
    asked = current(session.case, state)
    told["decision"] = _question(asked) if asked else None
    match event:
        case VoteOpened(decision, number, seconds):
            told |= {"round": number, "seconds": seconds}
            told["decision"] = _question(session.case.decisions[decision])
        case VoteClosed(decision, number) | HandsCounted(decision, number):
            told |= {"round": number, **_tally(session, state, decision, number)}
            told["decision"] = _question(session.case.decisions[decision])
        case AnswerLocked(decision, _, answer, how):
            given = answer or Answer()
            told |= {"picks": list(given.picks), "value": given.value, "how": how}
            told["decision"] = _question(session.case.decisions[decision])
        case AnswerRevealed(decision):
            shown = session.case.decisions[decision]
            told |= {"revealed": decision, "answer": shown.answer.text, **_key(shown)}
        case OrderPlaced(order, day, every):
            told |= {"order": order, "ordered_on": day, "every": every}
        case Finished():
            told["scores"] = scores(session.case, state)
        case DayReached() | OrderStopped() | OrderUndone() | _:
            pass
    return told


def _question(asked: Question) -> dict[str, Any]:
    shape = dict(asked.shape())
    for letter, option in zip(LETTERS, shape.get("options", ()), strict=False):
        option["letter"] = letter
    return {"id": asked.id, "title": asked.title, "kind": asked.kind, **shape}


def _tally(session: GroupSession, state: GroupState, decision: str, number: int) -> dict[str, Any]:
    asked, rounds = session.case.decisions[decision], state.rounds[decision]
    here = rounds[number - 1]
    told: dict[str, Any] = {"votes": here.counted, "tally": tally.counts(asked, here)}
    if not asked.choices:
        told["median"] = asked.median(here.cast)
    if number > 1:
        before = rounds[number - 2]
        moved = tally.changes(asked, before, here)
        told["changes"] = [{"from": a, "to": b, "count": n} for (a, b), n in moved.items()]
        told["shift"] = tally.shift(asked, before, here)
    return told


def _key(asked: Question) -> dict[str, Any]:
    values = [e.figures["value"] for e in asked.explained(None, hindsight=False) if e.figures]
    reported: dict[str, Any] = {"reported": [o.id for o in asked.choices if o.keyed]}
    return reported | ({"value": values[0]} if values else {})
