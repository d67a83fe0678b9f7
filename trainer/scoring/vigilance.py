"""Whether the danger was watched for."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.case.model import Watch
from trainer.engine.state import State, with_picked_orders
from trainer.scoring.parts import Axis, ScorePart


def vigilance(case: Case, state: State) -> Axis:
    """Watches that have begun, each by the share of its days that orders cover."""
    state = with_picked_orders(case, state)
    last = case.scenario.clock.last_day if state.finished else state.day
    parts = [_part(w, state, last) for w in case.scenario.watches if w.first <= last]
    return Axis("vigilance", tuple(parts))


def covered(watch: Watch, state: State, last: int) -> int:
    """Days of the watch, up to ``last``, that lie within ``every`` days of an order before them."""
    ordered = sorted(
        {
            day
            for placed in state.orders
            if placed.order in watch.orders
            for day in placed.days(min(last, watch.last))
        }
    )
    count, done = 0, watch.first - 1
    for day in ordered:
        first = max(day, done + 1)
        end = min(day + watch.every - 1, watch.last, last)
        count += max(0, end - first + 1)
        done = max(done, end)
    return count


def _part(watch: Watch, state: State, last: int) -> ScorePart:
    days = min(watch.last, last) - watch.first + 1
    count = covered(watch, state, last)
    detail = f"{count} of {days} days covered, by an order at least every {watch.every} days"
    facts = {
        "days": days,
        "covered": count,
        "first": watch.first,
        "last": watch.last,
        "every": watch.every,
    }
    return ScorePart(watch.id, watch.label, count / days, watch.weight, detail, watch.cite, facts)
