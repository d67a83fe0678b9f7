from __future__ import annotations

from pathlib import Path

from tests.shipped import shipped
from trainer.engine import moves
from trainer.engine.state import after, begin, with_picked_orders
from trainer.questions import Answer
from trainer.scoring.timeliness import timeliness

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


def test_a_pick_places_its_orders_on_its_day() -> None:
    case = shipped(CASE)
    decision, option = next(
        (d, o)
        for d in case.questions.values()
        for o in getattr(d, "options", ())
        if o.orders and d.day == case.scenario.clock.first_day
    )
    state = begin(case)
    state = after(state, moves.commit(case, state, decision.id, Answer((option.id,))))
    placed = with_picked_orders(case, state).orders
    assert [(p.order, p.day) for p in placed] == [(o.id, decision.day) for o in option.orders]
    assert state.orders == ()


def test_escalating_by_decision_or_by_order_is_timed_alike() -> None:
    case = shipped(CASE)
    step = next(a for a in case.scenario.timed if "plasma-exchange" in a.orders)
    state = begin(case)
    state = after(state, moves.place(case, state, "plasma-exchange"))
    part = next(p for p in timeliness(case, state).parts if p.id == step.id)
    assert part.credit == 1
    assert part.facts["days_from_report"] == case.scenario.clock.first_day - 13
