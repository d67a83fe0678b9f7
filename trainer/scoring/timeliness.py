"""Whether timed actions were done when they were due."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.case.model import TimedAction
from trainer.counting import some
from trainer.engine.state import Placed, State, with_picked_orders
from trainer.scoring.parts import Axis, ScorePart


def timeliness(case: Case, state: State) -> Axis:
    """The timed actions that were done, and those whose last day for credit is past."""
    state = with_picked_orders(case, state)
    parts = []
    for action in case.scenario.timed:
        day = day_done(action, state)
        over = state.finished or state.day > action.window.last + action.late
        if day is not None or over:
            parts.append(_part(action, day))
    return Axis("timeliness", tuple(parts))


def day_done(action: TimedAction, state: State) -> int | None:
    """The first day, from ``from_day`` on, of one of its orders or picks; None if not done."""
    days = [ordered_on(action, p, max(state.day, p.day)) for p in state.orders]
    for question, lock in state.locks.items():
        days.extend(picked_on(action, question, pick, lock.day) for pick in lock.picks)
    return min((d for d in days if d is not None), default=None)


def ordered_on(action: TimedAction, placed: Placed, last: int) -> int | None:
    """The first day, up to ``last``, on which this order alone counts as the action, or None."""
    if placed.order not in action.done_by_orders or (placed.picked and action.unprompted):
        return None
    return next((d for d in placed.days(last) if _counts(action, d)), None)


def picked_on(action: TimedAction, question: str, option: str, day: int) -> int | None:
    """``day`` if picking the option on that day counts as the action, else None."""
    return day if f"{question}/{option}" in action.done_by_picks and _counts(action, day) else None


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
    window = action.window
    reported = action.reported
    facts = {
        "day": day,
        "reported": reported,
        "days_from_report": None if day is None or reported is None else day - reported,
        "early": day is not None and day < window.first,
        "late": day is not None and day > window.last,
        "window": [window.first, window.last],
        "reported_credit": credit_for(action, reported),
    }
    cite = tuple(dict.fromkeys((*window.cite, *action.cite)))
    credit = credit_for(action, day)
    return ScorePart(action.id, action.label, credit, action.weight, when(action, day), cite, facts)


def when(action: TimedAction, day: int | None) -> str:
    """In words when an action was done, when it was due, and when the report did it.

    ``day`` is the day on which it was done; None if it was not.
    """
    first, last = action.window.first, action.window.last
    due = f"due from day {first} to {last}" if first < last else f"due on day {last}"
    if day is None:
        done = "not done"
    elif first <= day <= last:
        done = f"done on day {day}, in time"
    else:
        off = first - day if day < first else day - last
        done = f"done on day {day}, {some(off, 'day')} {'early' if day < first else 'late'}"
    report = "the report never did it"
    if action.reported is not None:
        report = f"reported on day {action.reported}"
        if action.reported > last:
            report += f", {some(action.reported - last, 'day')} late"
    return f"{done}; {due}; {report}"
