"""Whether the danger was watched for."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.case.model import Watch
from trainer.engine.state import Placed, State, with_picked_orders
from trainer.scoring.parts import Axis, ScorePart


def vigilance(case: Case, state: State) -> Axis:
    """Watches that have begun; the credit of each is the share of its days that orders cover."""
    state = with_picked_orders(case, state)
    last = case.scenario.clock.last_day if state.finished else state.day
    parts = [_part(w, state, last) for w in case.scenario.watches if w.first <= last]
    return Axis("vigilance", tuple(parts))


def covered(watch: Watch, state: State, last: int) -> int:
    """How many days of the watch, up to ``last``, the orders cover."""
    return len(set[int]().union(*(days_covered(watch, p, last) for p in state.orders)))


def days_covered(watch: Watch, placed: Placed, last: int) -> set[int]:
    """The days of the watch, up to ``last``, that one order covers.

    Each time it falls it covers that day and the ``every`` - 1 days after it.
    """
    days: set[int] = set()
    if placed.order in watch.orders:
        end = min(watch.last, last)
        open_from = watch.first
        for day in placed.days(end):
            days.update(range(max(day, open_from), min(day + watch.every, end + 1)))
            open_from = max(open_from, day + watch.every)
    return days


def _part(watch: Watch, state: State, last: int) -> ScorePart:
    days = min(watch.last, last) - watch.first + 1
    count = covered(watch, state, last)
    often = "every day" if watch.every == 1 else f"at least every {watch.every} days"
    detail = f"{count} of {days} days covered, by an order {often}"
    facts = {
        "days": days,
        "covered": count,
        "first": watch.first,
        "last": watch.last,
        "every": watch.every,
    }
    return ScorePart(watch.id, watch.label, count / days, watch.weight, detail, watch.cite, facts)
