"""How many days before or after the report an action was done."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.case.model import TimedAction
from trainer.engine.state import Placed, State, with_picked_orders
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
    days = [ordered_on(action, p, max(state.day, p.day)) for p in state.orders]
    for decision, lock in state.locks.items():
        days.extend(picked_on(action, decision, pick, lock.day) for pick in lock.picks)
    return min((d for d in days if d is not None), default=None)


def ordered_on(action: TimedAction, placed: Placed, last: int) -> int | None:
    """The first day, up to ``last``, on which this order alone has the action done."""
    if placed.order not in action.orders or (placed.picked and action.unprompted):
        return None
    return next((d for d in placed.days(last) if _counts(action, d)), None)


def picked_on(action: TimedAction, decision: str, option: str, day: int) -> int | None:
    """``day`` if picking that option on it has the action done."""
    return day if f"{decision}/{option}" in action.picks and _counts(action, day) else None


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


def _counts(action: TimedAction, day: int) -> bool:
    return action.from_day is None or day >= action.from_day


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
