"""Random plays of the shipped scenario, and the rules of moves."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.engine import moves, views
from trainer.engine.events import Finished, from_dict, to_dict
from trainer.engine.state import Lock, after, begin, replay
from trainer.questions import Answer

ORDERS = ["ct-chest", "beta-d-glucan", "plasma-exchange", "full-blood-count", "tofacitinib"]
CALM = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def step(draw, case, state):
    """One legal event, or None where the wish was refused."""
    open_now = views.open_questions(case, state)
    revealable = [k for k, v in state.locks.items() if not v.revealed]
    kinds = ["order", "standing", "stop", "undo-order", "go", "note"]
    kinds += ["commit", "commit", "pass", "hint"] if open_now else ["go", "go", "finish"]
    kinds += ["reveal", "undo"] if revealable else []
    kind = draw(st.sampled_from(kinds))
    index = draw(st.integers(0, 12))
    match kind:
        case "order":
            return moves.place(case, state, ORDERS[index % len(ORDERS)])
        case "standing":
            return moves.place(case, state, ORDERS[index % len(ORDERS)], index + 1)
        case "stop" | "undo-order":
            if not state.orders:
                return None
            index %= len(state.orders)
            return (
                moves.stop(state, index) if kind == "stop" else moves.undo_order(case, state, index)
            )
        case "go":
            return moves.go(case, state, state.day + index + 1)
        case "note":
            return moves.note(state, draw(st.text(min_size=1, max_size=20)))
        case "commit":
            asked = open_now[0]
            sure = draw(st.none() | st.integers(0, 100))
            if asked.kind == "estimate":
                number = draw(st.floats(asked.low, asked.high))
                return moves.commit(case, state, asked.id, Answer((), number, sure))
            ids = [o.id for o in asked.options]
            picks = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
            return moves.commit(case, state, asked.id, Answer(tuple(picks), None, sure, "r"))
        case "pass":
            return moves.pass_by(case, state, open_now[0].id)
        case "hint":
            return moves.hint(case, state, open_now[0].id)
        case "finish":
            return moves.finish(case, state)
        case "reveal":
            return moves.reveal(state, revealable[0])
        case "undo":
            return moves.undo(case, state, revealable[-1])
    raise AssertionError(kind)


def random_play(draw, case):
    """Each event with the state after it."""
    state = begin(case, draw(st.sampled_from(["study", "exam"])))
    for _ in range(draw(st.integers(5, 70))):
        if state.finished:
            return
        with suppress(moves.Refused):
            event = step(draw, case, state)
            if event is not None:
                state = after(state, event)
                yield event, state


@CALM
@given(st.data())
def test_replay_through_json_gives_the_same_state(case, data):
    played = list(random_play(data.draw, case))
    if not played:
        return
    stored = json.loads(json.dumps([to_dict(e) for e, _ in played], allow_nan=False))
    events = [from_dict(values) for values in stored]
    assert events == [e for e, _ in played]
    assert replay(case, events, played[-1][1].mode) == played[-1][1]


@CALM
@given(st.data())
def test_nothing_of_a_later_day_is_ever_shown(case, data):
    for _, state in random_play(data.draw, case):
        if state.finished:
            return
        assert all(f.day <= state.day for f in views.findings(case, state))
        assert all(c.day <= state.day for c in views.course(case, state))
        assert all(n.day <= state.day for n in views.source_notes(case, state))
        assert all(
            t.from_day is None or t.from_day <= state.day for t in views.glossary(case, state)
        )
        assert all(f.day <= state.day for o in views.orders(case, state) for f in o.findings)
        assert all(d.day == state.day for d in views.open_questions(case, state))
        locked = set(state.locks)
        assert all(f.after is None or f.after in locked for f in views.findings(case, state))


def past_today(case, state):
    for asked in views.open_questions(case, state):
        state = after(state, moves.pass_by(case, state, asked.id))
    return state


def on_day(case, day):
    state = begin(case)
    while state.day < day:
        state = past_today(case, state)
        state = after(state, moves.go(case, state, day))
    return state


def test_undo_until_revealed(case):
    state = begin(case, "exam")
    first = views.next_question(case, state)
    committed = after(state, moves.commit(case, state, first.id, Answer((first.options[0].id,))))
    undone = after(committed, moves.undo(case, committed, first.id))
    assert undone == state
    with pytest.raises(moves.Refused, match="comes in the debrief"):
        moves.reveal(committed, first.id)
    studied = begin(case)
    for event in moves.lock(studied, moves.commit(case, studied, first.id, Answer(("ipf",)))):
        studied = after(studied, event)
    with pytest.raises(moves.Refused, match="is final"):
        moves.undo(case, studied, first.id)
    with pytest.raises(moves.Refused, match="nothing to undo"):
        moves.undo(case, state, first.id)


def test_go_stops_where_a_decision_is_asked(case):
    state = begin(case)
    with pytest.raises(moves.Refused, match="is open"):
        moves.go(case, state, 13)
    state = past_today(case, state)
    assert moves.go(case, state, 61).day == 13
    assert 10 not in case.event_days
    assert moves.go(case, state, 10).day == 10
    with pytest.raises(moves.Refused, match="forward only"):
        moves.go(case, state, 8)
    # A day after the end is no other than a day before it: neither says which day is the last.
    assert moves.go(case, state, 62).day == 13
    for decision in case.questions.values():
        lock = Lock(decision.day, None, revealed=True)
        state = replace(state, locks={**state.locks, decision.id: lock})
    late = replace(state, day=max(case.questions_on))
    if late.day < 61:
        assert moves.go(case, late, 900).day == 61
    with pytest.raises(moves.Refused, match="Nothing comes after today"):
        moves.go(case, replace(late, day=61), 62)


def test_days_of_standing_orders(case):
    state = begin(case)
    state = after(state, moves.place(case, state, "beta-d-glucan", 7))
    assert list(state.orders[0].days(30)) == [8, 15, 22, 29]
    state = after(past_today(case, state), moves.go(case, past_today(case, state), 13))
    stopped = after(state, moves.stop(state, 0))
    assert list(stopped.orders[0].days(30)) == [8]
    with pytest.raises(moves.Refused, match="not a standing order"):
        moves.stop(stopped, 0)


@pytest.mark.parametrize("ordered", [True, False])
def test_an_image_is_shown_when_ordered_or_when_its_day_is_over(case, ordered):
    state = past_today(case, on_day(case, 23))
    image = next(
        f
        for f in case.findings
        if f.day == 23 and f.shown == "ordered" and "ct-chest" in case.orders_of(f)
    )
    if ordered:
        state = after(state, moves.place(case, state, "ct-chest"))
    assert views.is_shown(case, state, image) == ordered
    if ordered:
        assert image in views.orders(case, state)[0].findings
    later = after(state, moves.go(case, state, 24))
    assert views.is_shown(case, later, image)


def test_that_the_report_has_no_result_is_said_at_the_end_alone(case):
    state = past_today(case, on_day(case, 10))
    state = after(state, moves.place(case, state, "ct-chest"))
    assert views.orders(case, state)[0].status == "no result"
    assert views.orders(case, after(state, Finished()))[0].status == "not reported"


def test_an_event_of_a_foreign_kind_is_refused():
    with pytest.raises(ValueError, match="not an event"):
        from_dict({"kind": "nothing"})
