"""How many days before or after the report an action was done."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.case.model import TimedAction
from trainer.engine.state import State, with_picked_orders
from trainer.scoring.parts import Axis, ScorePart


def timing(case: Case, state: State) -> Axis:
    """Actions done, and those whose last day for credit is past."""
    state = with_picked_orders(case, state)
    parts = []
    for action in case.scenario.timed:
        day = day_done(action, state)
        over = state.finished or state.day > action.window.last + action.late
        if day is not None or over:
            parts.append(_part(action, day))
    return Axis("timing", tuple(parts))


def day_done(action: TimedAction, state: State) -> int | None:
    """The first day from ``from_day`` on which an order of it fell or it was picked."""
    days = [
        day
        for placed in state.orders
        if placed.order in action.orders
        for day in placed.days(max(state.day, placed.day))
    ]
    for pick in action.picks:
        decision, _, option = pick.partition("/")
        lock = state.locks.get(decision)
        if lock is not None and option in lock.picks:
            days.append(lock.day)
    counted = (d for d in days if action.from_day is None or d >= action.from_day)
    return min(counted, default=None)


def credit_for(action: TimedAction, day: int | None) -> float:
    """1 inside the window, falling in a straight line to 0 beyond its tails."""
    if day is None:
        return 0.0
    if day < action.window.first:
        off, tail = action.window.first - day, action.early
    elif day > action.window.last:
        off, tail = day - action.window.last, action.late
    else:
        return 1.0
    # A tail of n days still gives something on its n-th day and nothing on the next.
    return max(0.0, 1 - off / (tail + 1))


def _part(action: TimedAction, day: int | None) -> ScorePart:
    off = None if day is None or action.reported is None else day - action.reported
    if day is None:
        detail = "not done"
    elif off is None:
        detail = f"day {day}; the report never did it"
    elif off == 0:
        detail = f"day {day}, as reported"
    else:
        detail = f"day {day}, {abs(off)} days {'before' if off < 0 else 'after'} the report"
    facts = {
        "day": day,
        "reported": action.reported,
        "days_from_report": off,
        "early": off is not None and off < 0,
        "late": off is not None and off > 0,
        "window": [action.window.first, action.window.last],
    }
    credit = credit_for(action, day)
    return ScorePart(action.id, action.label, credit, action.weight, detail, action.cite, facts)
