"""The best and the worst that any play can do on each axis.

Concordance and soundness are sums over decisions that do not touch each other, so the best of each
decision gives the best whole. Orders only ever add to vigilance: all of them every day is the most.
Timed actions can get into each other's way by a shared order: see ``timed_reach``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.author.simulate.choices import Choice
from trainer.author.simulate.play import AXES, AxisName, Play
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
        "concordance": _answered(tables, lambda c: c.credits("concordance") or c.soundness),
        "soundness": _answered(tables, lambda c: c.soundness),
        "timing": timed.play,
        "vigilance": Play(empty.picks, empty.values, every_day),
    }
    found: dict[AxisName, Reach | None] = {}
    for place, axis in enumerate(AXES):
        play = best[axis]
        low, high = tables.score(empty)[place], tables.score(play)[place]
        if low is None or high is None:
            found[axis] = None
        elif axis == "timing":
            found[axis] = Reach(low, high, timed.exact, timed.bound, play)
        else:
            found[axis] = Reach(low, high, exact=True, bound=high, best=play)
    return found


def nothing(tables: Tables) -> Play:
    """The play that passes every decision and orders nothing.

    No credit is below the 0 that passing and not ordering earn: it is the minimum of every axis.
    """
    count = len(tables.case.decisions)
    return Play((0,) * count, (None,) * count)


def estimate_reach(tables: Tables, place: int) -> tuple[float, float]:
    """The worst and the best credit of an estimate within its range."""
    asked = tables.estimates[place]
    # The credit falls on both sides of the answer, which lies within the range.
    worst = min(asked.credit_of(asked.low), asked.credit_of(asked.high))
    return worst, asked.credit_of(asked.value)


def best_mask(choice: Choice, credits_by_mask: tuple[float, ...]) -> int:
    """The picks with the highest credit; of several the fewest, within what is allowed first."""
    within = set(choice.within)
    masks = range(1, len(credits_by_mask))
    return max(masks, key=lambda m: (credits_by_mask[m], m in within, -m.bit_count(), -m))


def _answered(tables: Tables, credits_of: Callable[[Choice], tuple[float, ...]]) -> Play:
    picks, values = list(nothing(tables).picks), list(nothing(tables).values)
    for place, choice in tables.choices.items():
        picks[place] = best_mask(choice, credits_of(choice))
    for place, asked in tables.estimates.items():
        values[place] = asked.value
    return Play(tuple(picks), tuple(values))
