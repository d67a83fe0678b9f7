"""In study an answer is final when it is locked, and its verdict is in the same write."""

from __future__ import annotations

import pytest

from tests.shipped import shipped_file
from trainer.engine import moves, views
from trainer.questions import Answer
from trainer.session import Session
from trainer.store.runs import RunStore

from .conftest import FILE


@pytest.fixture
def session(tmp_path):
    return Session.start(shipped_file(FILE), RunStore(tmp_path))


def lock_next(session):
    case, state = session.case, session.state
    asked = views.next_question(case, state)
    if asked.kind == "estimate":
        session.lock(moves.commit(case, state, asked.id, Answer(value=asked.low)))
    else:
        session.lock(moves.commit(case, state, asked.id, Answer((asked.options[0].id,))))
    return asked


def test_a_lock_in_study_is_one_write_with_its_verdict_and_final(session):
    writes = []
    keep = session.journal.keep
    session.journal.keep = lambda events, *rest: writes.append(events) or keep(events, *rest)
    asked = lock_next(session)
    assert [[e["kind"] for e in write] for write in writes] == [["commit", "reveal"]]
    with pytest.raises(moves.Refused, match="is final"):
        moves.undo(session.case, session.state, asked.id)


def test_a_pass_in_study_has_its_verdict_too(session):
    asked = views.next_question(session.case, session.state)
    session.lock(moves.pass_by(session.case, session.state, asked.id))
    assert session.state.locks[asked.id].revealed


def test_in_an_exam_nothing_is_revealed_and_an_answer_can_be_undone(tmp_path):
    session = Session.start(shipped_file(FILE), RunStore(tmp_path), mode="exam")
    asked = lock_next(session)
    assert not session.state.locks[asked.id].revealed
    session.do(moves.undo(session.case, session.state, asked.id))
    assert asked.id not in session.state.locks


def test_a_verdict_tells_nothing_of_the_days_open_questions(session):
    """What the day led to, and what waits for a question, is not told by another's verdict."""
    case = session.case
    for day in sorted(case.questions_on):
        if day > session.state.day:
            session.do(moves.go(case, session.state, day))
        while views.open_questions(case, session.state):
            lock_next(session)
            waiting = {d.id for d in views.open_questions(case, session.state)}
            state = session.state
            told = [c for c in views.course(case, state) if c.day == day]
            assert not waiting or all(c.after is not None for c in told)
            assert not waiting & {c.after for c in told}
            assert not waiting & {f.after for f in views.findings(case, state)}
            assert not waiting & {n.after for n in views.source_notes(case, state)}


@pytest.mark.parametrize("kind", ["commit", "pass"])
def test_a_run_of_0_1_0_that_owes_a_verdict_gives_it_when_taken_up(session, tmp_path, kind):
    case, state, run = session.case, session.state, session.run
    asked = views.next_question(case, state)
    if kind == "commit":
        session.do(moves.commit(case, state, asked.id, Answer((asked.options[0].id,), None, 70)))
    else:
        session.do(moves.pass_by(case, state, asked.id))
    session.close()
    again = Session.resume(shipped_file(FILE), RunStore(tmp_path), run)
    assert again.owed == [asked.id]
    assert again.state.locks[asked.id].revealed
    again.close()
    third = Session.resume(shipped_file(FILE), RunStore(tmp_path), run)
    assert third.owed == []
    assert third.state == again.state
    third.close()


def test_a_run_in_an_exam_owes_nothing(tmp_path):
    session = Session.start(shipped_file(FILE), RunStore(tmp_path), mode="exam")
    lock_next(session)
    session.close()
    assert Session.resume(shipped_file(FILE), RunStore(tmp_path), session.run).owed == []
