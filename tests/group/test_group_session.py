"""The session object: where the room is, and that nobody acts on what they no longer see."""

from __future__ import annotations

import pytest

from tests.group.conftest import Clock
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.session import MOVED_ON, GroupSession
from trainer.questions import Answer


def test_what_was_wanted_elsewhere_is_refused(session: GroupSession) -> None:
    first = next(iter(session.case.questions))
    before = session.turn
    session.show(first, before)
    with pytest.raises(Refused, match=MOVED_ON):
        session.show("", before)
    with pytest.raises(Refused, match=MOVED_ON):
        session.do(moves.open_vote, before)
    assert session.at == first
    session.do(moves.open_vote, session.turn)
    opened = session.turn
    session.do(lambda _, state: moves.close_vote(state), opened)
    with pytest.raises(Refused, match=MOVED_ON):
        session.do(moves.withdraw, opened)
    session.do(moves.withdraw)  # whoever names no place acts on what is there


def test_votes_joins_and_the_door_move_nobody_on(session: GroupSession) -> None:
    session.do(moves.open_vote)
    turn = session.turn
    session.join("p0")
    question = session.case.questions[session.at]
    session.vote("p0", question.id, 1, Answer((question.choices[0].id,)))
    session.do(lambda _, state: moves.allow_joining(state, False))
    session.do(lambda _, state: moves.drop(state, ["p0", "unknown"]))
    assert session.turn == turn
    assert not session.state.participants


def test_the_clock_moves_the_room_on(session: GroupSession, clock: Clock) -> None:
    session.do(lambda case, state: moves.open_vote(case, state, 5))
    turn = session.turn
    clock.now += 5
    assert session.close_when_due()
    with pytest.raises(Refused, match=MOVED_ON):
        session.do(moves.withdraw, turn)
