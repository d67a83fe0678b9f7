"""A session without a screen: a script in, one JSON value a line out for each change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from trainer.case.compiled import Case
from trainer.engine.moves import Refused
from trainer.errors import Failure
from trainer.group import moves
from trainer.group.lines import SILENT, line
from trainer.group.offers import current
from trainer.group.script import Action
from trainer.group.session import GroupSession, Move
from trainer.group.state import GroupState
from trainer.questions.marks import LETTERS
from trainer.typed import NotUnderstood

TICK = 0.05
"""Seconds between looks at the countdown."""


def run(
    session: GroupSession, script: Iterable[Action], say: Callable[[dict[str, Any]], None]
) -> None:
    """Do the script's actions in their order. Raises ``Failure``.

    ``say`` is called for each change but joins and single votes, in the order of events.
    """
    changed = threading.Condition()

    def heard(state: GroupState, stamped: Any) -> None:
        if not isinstance(stamped.event, SILENT):
            say(line(session, state, stamped))
        with changed:
            changed.notify_all()

    stop = session.listen(heard)
    try:
        for action in script:
            try:
                _do(session, action, changed, say)
            except Refused as refused:
                raise Failure(f"line {action.number}, {action.name}: {refused}") from None
            if session.state.run.finished:
                return
    finally:
        stop()


def _do(
    session: GroupSession,
    action: Action,
    changed: threading.Condition,
    say: Callable[[dict[str, Any]], None],
) -> None:
    if action.name == "wait":
        _wait(session, action, changed, say)
        return
    if action.name == "close" and _closed_by_clock(session):
        return
    if action.name == "next day":
        _leave_open_questions(session)
    receipt = session.do(_move(session, action))
    if not receipt.saved.result():
        say({"event": "unsaved", "problem": session.journal.problem})


def _closed_by_clock(session: GroupSession) -> bool:
    """A countdown may end a vote before the script does: then there is nothing left to close."""
    session.close_when_due()
    asked = current(session.case, session.state)
    rounds = session.state.rounds.get(asked.id, ()) if asked else ()
    return bool(not session.state.voting and rounds and rounds[-1].deadline is not None)


def _leave_open_questions(session: GroupSession) -> None:
    """A script that goes on leaves what is still asked today: passed, and its answer told."""
    while not session.state.voting:
        asked = current(session.case, session.state)
        lock = session.state.run.locks.get(asked.id) if asked else None
        if asked is None or (lock is not None and not lock.passed):
            return
        if lock is None:
            session.do(moves.lock_pick)
        session.do(moves.reveal)


def _move(session: GroupSession, action: Action) -> Move:
    seconds = action.count if action.count is not None else session.header.countdown
    known: dict[str, Move] = {
        "open": lambda c, s: moves.open_vote(c, s, seconds),
        "reopen": lambda c, s: moves.vote_again(c, s, seconds),
        "close": lambda _, s: moves.close_vote(s),
        "count": lambda c, s: moves.count_hands(
            c, s, {_option(c, s, o): n for o, n in action.counts.items()}
        ),
        "lock": lambda c, s: _lock(c, s, action),
        "pass": lambda c, s: moves.lock_pick(c, s),
        "reveal": moves.reveal,
        "order": lambda c, s: moves.place(c, s, action.words[0], action.count),
        "next day": moves.next_day,
        "end": lambda _, s: moves.end(s),
    }
    return known[action.name]


def _lock(case: Case, state: GroupState, action: Action) -> Any:
    if not action.words:
        return moves.lock_majority(case, state)
    asked = current(case, state)
    if asked is None:
        return moves.lock_pick(case, state)
    try:
        return moves.lock_pick(case, state, asked.read(" ".join(action.words), LETTERS))
    except NotUnderstood as why:
        raise Refused(str(why)) from None


def _option(case: Case, state: GroupState, word: str) -> str:
    """An option by its id, or by the letter that stands before it."""
    asked = current(case, state)
    options = list(case.options.get(asked.id, ())) if asked else []
    letters = dict(zip(LETTERS, options, strict=False))
    return word if word in options else letters.get(word.upper(), word)


def _wait(
    session: GroupSession,
    action: Action,
    changed: threading.Condition,
    say: Callable[[dict[str, Any]], None],
) -> None:
    wanted, until = action.count or 0, time.monotonic() + action.within
    here = session.state.open_round
    if here is None:
        raise Refused("No vote is open: there is nothing to wait for.")
    asked = session.state.voting
    while (here := session.state.open_round) is not None and here.counted < wanted:
        if time.monotonic() > until:
            raise Failure(
                f"line {action.number}: {here.counted} of {wanted} votes came within"
                f" {action.within:g} seconds."
            )
        session.close_when_due()
        with changed:
            changed.wait(TICK)
    votes = session.state.rounds[asked][-1].counted
    say({"event": "waited", "number": session.state.number, "votes": votes, "wanted": wanted})
