"""The best and the worst that any play can do on each axis.

Concordance and soundness are sums over decisions that do not touch each other, so the best of each
decision gives the best whole. Orders only ever add to vigilance: all of them every day is the most.
Timed actions can get into each other's way by a shared order: see ``timed_reach``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from trainer.author.simulate.play import AXES, AxisName, Play, Row
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.timed_reach import best_timing
from trainer.engine.state import Placed


@dataclass(frozen=True, slots=True)
class Reach:
    """The limits of one axis, 0 to 100, and a play that attains the upper one.

    ``exact`` is False where the search for the maximum had to stop early: then it is what was
    attained, and ``bound`` what cannot be exceeded.
    """

    minimum: float
    maximum: float
    exact: bool
    bound: float
    best: Play


def reach(tables: Tables) -> dict[AxisName, Reach | None]:
    """The reach of each axis; None for one without parts."""
    empty = nothing(tables)
    timed = best_timing(tables)
    every_day = tuple(Placed(order, tables.first, 1) for order in sorted(tables.keyed))
    best = {
        "as_reported": _answered(tables, lambda row: row.as_reported or 0.0),
        "soundness": _answered(tables, lambda row: row.soundness or 0.0),
        "timeliness": timed.play,
        "vigilance": replace(empty, orders=every_day),
    }
    found: dict[AxisName, Reach | None] = {}
    for place, axis in enumerate(AXES):
        play = best[axis]
        low, high = tables.score(empty)[place], tables.score(play)[place]
        if low is None or high is None:
            found[axis] = None
        elif axis == "timeliness":
            found[axis] = Reach(low, high, timed.exact, timed.bound, play)
        else:
            found[axis] = Reach(low, high, exact=True, bound=high, best=play)
    return found


def nothing(tables: Tables) -> Play:
    """The play that passes every decision and orders nothing.

    No credit is below the 0 that passing and not ordering earn: it is the minimum of every axis.
    """
    return Play(tuple(sheet.passed for sheet in tables.sheets))


def _answered(tables: Tables, credit: Callable[[Row], float]) -> Play:
    return Play(tuple(sheet.best(credit) for sheet in tables.sheets))
