"""A session without a screen: reads a script, and writes a line of JSON for each change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine.events import Finished, OrderPlaced
from trainer.engine.moves import Refused
from trainer.errors import Failure
from trainer.group import events, moves, tally
from trainer.group.codes import new_code, new_secret
from trainer.group.events import GroupEvent, Stamped
from trainer.group.offers import current, now, stage
from trainer.group.script import Action
from trainer.group.session import GroupSession, Move
from trainer.group.state import GroupState
from trainer.group.summary import scores
from trainer.questions import Answer, Question
from trainer.questions.marks import LETTERS
from trainer.typed import NotUnderstood

TICK = 0.05
"""Seconds between looks at the countdown."""
Say = Callable[[dict[str, Any]], None]


def run(session: GroupSession, script: Iterable[Action], say: Say) -> None:
    """Do the script's actions in order. Raises ``Failure`` if one is refused or a wait runs out.

    ``say`` is called for each change except joins and single votes, in the order of events.
    """
    changed = threading.Condition()

    def report(state: GroupState, stamped: Stamped) -> None:
        if not isinstance(stamped.event, events.DEVICE_EVENTS):
            say(line(session, state, stamped))
        with changed:
            changed.notify_all()

    stop = session.listen(report)
    try:
        for action in script:
            try:
                if action.name == "wait":
                    say(_wait(session, action, changed))
                else:
                    _do(session, action, say)
            except Refused as refused:
                raise Failure(f"line {action.number}, {action.name}: {refused}") from None
            if session.state.run.finished:
                return
    finally:
        stop()


def _do(session: GroupSession, action: Action, say: Say) -> None:
    if action.name == "close" and _closed_by_clock(session):
        return
    if action.name == "next day":
        _leave_open_questions(session)
    receipt = session.do(move(session, action))
    if not receipt.saved.result():
        say({"event": "unsaved", "problem": session.journal.problem})


def _closed_by_clock(session: GroupSession) -> bool:
    """Whether the countdown has closed the vote before the script did."""
    session.close_when_due()
    question = current(session.case, session.state)
    if question is None or session.state.voting:
        return False
    latest = session.state.latest(question.id)
    return latest > 0 and session.state.rounds[question.id][latest - 1].deadline is not None


def _leave_open_questions(session: GroupSession) -> None:
    """Pass today's open questions and reveal their answers: the script goes on to the next day."""
    while not session.state.voting:
        question = current(session.case, session.state)
        lock = session.state.run.locks.get(question.id) if question else None
        if question is None or (lock is not None and not lock.passed):
            return
        if lock is None:
            session.do(moves.lock_pick)
        session.do(moves.reveal)


def move(session: GroupSession, action: Action) -> Move:
    """The move for an action of a script, except ``wait``, which is not a move."""
    seconds = action.count if action.count is not None else session.header.countdown
    moves_by_name: dict[str, Move] = {
        "open": lambda c, s: moves.open_vote(c, s, seconds),
        "reopen": lambda c, s: moves.vote_again(c, s, seconds),
        "close": lambda _, s: moves.close_vote(s),
        "unclose": moves.unclose,
        "withdraw": moves.withdraw,
        "lock-join": lambda _, s: moves.allow_joining(s, False),
        "unlock-join": lambda _, s: moves.allow_joining(s, True),
        "drop-last": lambda _, s: moves.drop_last(s, action.count or 0, session.clock()),
        "new-code": lambda _, s: moves.change_code(s, new_code(), new_secret()),
        "count": lambda c, s: moves.count_hands(
            c, s, {_option(c, s, o): n for o, n in action.counts.items()}
        ),
        "lock": lambda c, s: _lock(c, s, action),
        "pass": moves.lock_pick,
        "reveal": moves.reveal,
        "reasons": lambda c, s: _reasons(c, s, True),
        "hide-reasons": lambda c, s: _reasons(c, s, False),
        "order": lambda c, s: moves.place(c, s, action.words[0], action.count),
        "next day": moves.next_day,
        "end": lambda _, s: moves.end(s),
    }
    return moves_by_name[action.name]


def _lock(case: Case, state: GroupState, action: Action) -> events.AnswerLocked:
    if not action.words:
        return moves.lock_majority(case, state)
    question = current(case, state)
    if question is None:
        return moves.lock_pick(case, state)
    try:
        return moves.lock_pick(case, state, question.read(" ".join(action.words), LETTERS))
    except NotUnderstood as why:
        raise Refused(str(why)) from None


def _reasons(case: Case, state: GroupState, shown: bool) -> events.ReasonsShown:
    """For the question the room looks at: a revealed one stays until the next vote is opened."""
    question = stage(case, state)[1]
    return moves.show_reasons(state, question.id if question else "", shown)


def _option(case: Case, state: GroupState, word: str) -> str:
    """The id of the option that ``word`` names by its id or letter; else ``word`` itself."""
    question = current(case, state)
    options = {letter: option.id for letter, option in question.lettered} if question else {}
    return word if word in options.values() else options.get(word.upper(), word)


def _wait(session: GroupSession, action: Action, changed: threading.Condition) -> dict[str, Any]:
    """Wait for votes, then give a line with their count. Raises ``Refused`` or ``Failure``."""
    wanted, until = action.count or 0, time.monotonic() + action.within
    name = session.state.voting
    if not name:
        raise Refused("No vote is open: there is nothing to wait for.")
    number = session.state.latest(name)
    while (votes := session.state.open_round) is not None and votes.counted < wanted:
        if time.monotonic() > until:
            raise Failure(
                f"line {action.number}: {votes.counted} of {wanted} votes came within"
                f" {action.within:g} seconds."
            )
        session.close_when_due()
        with changed:
            changed.wait(TICK)
    votes = session.state.rounds[name][number - 1]
    counted = votes.counted
    return {
        "event": "waited", "number": session.state.number, "votes": counted, "wanted": wanted,
    }  # fmt: skip


def line(session: GroupSession, state: GroupState, stamped: Stamped | None) -> dict[str, Any]:
    """A change as JSON values; without an event, the present state."""
    case, event = session.case, stamped.event if stamped else None
    phase, question = now(case, state)
    if phase == "question":  # a question is named only once its vote is opened or it is locked
        question = None
    values = _values(case, state, event)
    if isinstance(event, events.QuestionEvent) and not isinstance(event, events.AnswerRevealed):
        question = case.questions[event.decision]
    return {
        "event": "state" if event is None else event.kind,
        "number": state.number,
        "status": stage(case, state)[0],
        "day": state.run.day,
        "participants": len(state.participants),
        "decision": _question(question) if question else None,
        **values,
    }


def _values(case: Case, state: GroupState, event: GroupEvent | None) -> dict[str, Any]:
    """The fields for an event, beside those that say where the room is."""
    match event:
        case events.VoteOpened(_, number, seconds):
            return {"round": number, "seconds": seconds}
        case events.VoteClosed(name, number) | events.HandsCounted(name, number):
            return {"round": number, **_tally(case.questions[name], state, number)}
        case events.VoteUnclosed(_, number) | events.RoundWithdrawn(_, number):
            return {"round": number}
        case events.ReasonsShown(_, on_wall):
            return {"shown": on_wall}
        case events.JoiningSet(allowed):
            return {"allowed": allowed}
        case events.CodeChanged(code):
            return {"code": code}
        case events.Dropped(participants):
            return {"dropped": len(participants)}
        case events.AnswerLocked(_, _, answer, how):
            locked = answer or Answer()
            return {"picks": list(locked.picks), "value": locked.value, "how": how}
        case events.AnswerRevealed(name):
            question = case.questions[name]
            return {"revealed": name, "answer": question.answer.text, **_key(question)}
        case OrderPlaced(order, day, every):
            return {"order": order, "ordered_on": day, "every": every}
        case Finished():
            return {"scores": scores(case, state)}
    return {}


def _question(question: Question) -> dict[str, Any]:
    shape = dict(question.shape())
    for letter, option in zip(LETTERS, shape.get("options", ()), strict=False):
        option["letter"] = letter
    return {"id": question.id, "title": question.title, "kind": question.kind, **shape}


def _tally(question: AnyQuestion, state: GroupState, number: int) -> dict[str, Any]:
    last = state.rounds[question.id][number - 1]
    before = [r for r in state.counting(question.id) if r is not last and r.opened <= last.opened]
    rounds = [*before[-1:], last]
    rows = [tally.counted(question, votes) for votes in rounds]
    values: dict[str, Any] = {"votes": rows[-1].voters, "tally": rows[-1].counts}
    if not question.choices:
        values["median"] = rows[-1].median
    if len(rounds) > 1:
        moved = tally.changes(question, *rounds)
        values["changes"] = [{"from": a, "to": b, "count": n} for (a, b), n in moved.items()]
        values["shift"] = tally.shift(*rows)
    return values


def _key(question: Question) -> dict[str, Any]:
    values = [e.figures["value"] for e in question.explained(None, hindsight=False) if e.figures]
    reported: dict[str, Any] = {"reported": [o.id for o in question.choices if o.keyed]}
    return reported | ({"value": values[0]} if values else {})
