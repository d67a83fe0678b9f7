from __future__ import annotations

from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine import moves
from trainer.engine.state import after, begin, with_picked_orders
from trainer.questions import Answer
from trainer.scoring.timeliness import timeliness

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


def test_a_pick_places_its_orders_on_its_day() -> None:
    scenario = load(CASE).scenario
    assert scenario is not None
    case = Case.of(scenario)
    decision, option = next(
        (d, o)
        for d in case.questions.values()
        for o in getattr(d, "options", ())
        if o.orders and d.day == scenario.clock.first_day
    )
    state = begin(case)
    state = after(state, moves.commit(case, state, decision.id, Answer((option.id,))))
    placed = with_picked_orders(case, state).orders
    assert [(p.order, p.day) for p in placed] == [(o.id, decision.day) for o in option.orders]
    assert state.orders == ()


def test_escalating_by_decision_or_by_order_is_timed_alike() -> None:
    scenario = load(CASE).scenario
    assert scenario is not None
    case = Case.of(scenario)
    step = next(a for a in scenario.timed if "plasma-exchange" in a.orders)
    state = begin(case)
    state = after(state, moves.place(case, state, "plasma-exchange"))
    part = next(p for p in timeliness(case, state).parts if p.id == step.id)
    assert part.credit == 1
    assert part.facts["days_from_report"] == scenario.clock.first_day - 13
