"""Who plays: robots, each by its rule, and random runs, the distribution of blind players."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from operator import add
from statistics import fmean
from time import perf_counter

from trainer.answers import Answers, by_policy
from trainer.author.simulate.play import AXES, NEARLY, AxisName, Play
from trainer.author.simulate.tables import Tables
from trainer.case.compiled import Case
from trainer.engine.state import Placed

MOST_ORDERS = 6
OTHER_ORDERS = 10
"""How many orders that no part of the case looks at join the pool that is drawn from."""
INTERVALS = (None, None, 7, 14)
"""Days between repeats of a standing order; None, a single order, twice as often."""

Progress = Callable[[int], None]
"""Called with the number of runs done so far."""


@dataclass(frozen=True, slots=True)
class Robot:
    """It plays a whole case by one rule; the seed matters to chance alone.

    A *blind* one goes by something that tells nothing of the matter, such as where an option stands
    or how long it is.
    """

    play: Callable[[Case, int], Answers]
    blind: bool = False


ROBOTS: Mapping[str, Robot] = {
    "reported": Robot(lambda case, seed: by_policy(case, "reported", seed)),
    "first": Robot(lambda case, seed: by_policy(case, "first", seed), blind=True),
    "longest": Robot(lambda case, seed: by_policy(case, "longest", seed), blind=True),
    "none": Robot(lambda case, seed: by_policy(case, "none", seed)),
    "random": Robot(lambda case, seed: by_policy(case, "random", seed)),
}
"""By the name that people know them by: a new robot is an entry here."""


def robot_scores(tables: Tables, seed: int) -> dict[str, dict[AxisName, float | None]]:
    """What each robot scores.

    Orders that no key looks at, or that cannot be placed, change nothing.
    """
    return {
        name: dict(
            zip(AXES, tables.score(tables.play_of(robot.play(tables.case, seed))), strict=True)
        )
        for name, robot in ROBOTS.items()
    }


class Dice:
    """A seeded source of random plays of one case: the policy ``random``, but faster.

    Who plays so answers every question, picks any allowed number of options with the same chance,
    and places up to six orders on any days, some of them standing: the chance level of the case.
    """

    def __init__(self, tables: Tables, seed: int) -> None:
        self._random = random.Random(seed)
        self._tables = tables
        self._keyed = sorted(tables.keyed)
        self._all = sorted(tables.case.catalogue.ids)
        self._days = range(tables.first, tables.last + 1)

    def play(self) -> Play:
        """The next random play."""
        chance = self._random.random
        rows = []
        for sheet in self._tables.sheets:
            group = sheet.groups[int(chance() * len(sheet.groups))]
            rows.append(group[int(chance() * len(group))])
        return Play(tuple(rows), self._orders())

    def _orders(self) -> tuple[Placed, ...]:
        dice = self._random
        others = dice.sample(self._all, min(OTHER_ORDERS, len(self._all)))
        pool = self._keyed + [o for o in others if o not in self._tables.keyed]
        chosen = dice.sample(pool, dice.randint(0, min(MOST_ORDERS, len(pool))))
        return tuple(Placed(o, dice.choice(self._days), dice.choice(INTERVALS)) for o in chosen)


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of random runs on one axis, 0 to 100; ``full_marks`` is a share, 0 to 1."""

    mean: float
    full_marks: float
    p5: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class RandomRuns:
    """The scores of all random runs, sorted, by axis; an axis without parts has none.

    ``keys``, for timing and vigilance: the mean credit (0 to 1) by action or watch.
    """

    scores: Mapping[AxisName, list[float]]
    keys: Mapping[AxisName, dict[str, float]]
    seconds: float
    count: int

    def spread(self, axis: AxisName) -> Spread:
        """How the scores on an axis are spread; ``p5`` is what 5 of 100 runs do not exceed."""
        scores = self.scores[axis]
        full = len(scores) - bisect_left(scores, 100 - NEARLY)
        percentiles = (scores[max(0, ceil(p / 100 * len(scores)) - 1)] for p in (5, 50, 95))
        return Spread(fmean(scores), full / len(scores), *percentiles)

    def percentile(self, axis: AxisName, score: float | None) -> float | None:
        """How many of 100 random runs score below ``score``; ties count half."""
        if score is None:
            return None
        scores = self.scores[axis]
        return 50 * (bisect_left(scores, score) + bisect_right(scores, score)) / len(scores)


def random_runs(
    tables: Tables, count: int, seed: int, progress: Progress | None = None
) -> RandomRuns:
    """Play ``count`` times by ``seed``: the same seed gives the same runs."""
    dice = Dice(tables, seed)
    columns: list[list[float | None]] = [[] for _ in AXES]
    timed, watched = [0.0] * len(tables.actions), [0.0] * len(tables.watches)
    start = perf_counter()
    for done in range(1, count + 1):
        points = tables.points(dice.play())
        for column, score in zip(columns, tables.percents(points), strict=True):
            column.append(score)
        timed = list(map(add, timed, points[2]))
        watched = list(map(add, watched, points[3]))
        if progress is not None and not done % 500:
            progress(done)
    seconds = perf_counter() - start
    scores = {
        axis: sorted(score for score in column if score is not None)
        for axis, column in zip(AXES, columns, strict=True)
    }
    keys: dict[AxisName, dict[str, float]] = {
        "timeliness": {
            a.id: p / count / a.weight for a, p in zip(tables.actions, timed, strict=True)
        },
        "vigilance": {
            w.id: p / count / w.weight for w, p in zip(tables.watches, watched, strict=True)
        },
    }
    return RandomRuns(scores, keys, seconds, count)
