"""The players: robots, each with its rule, and random runs, which give the chance level."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from operator import add
from statistics import fmean
from time import process_time

from trainer.answers import ROBOTS, Answers, by_policy
from trainer.answers.robots import drawn_orders
from trainer.author.simulate.play import ANSWER_AXES, AXES, ROUNDING, AxisName, Play
from trainer.author.simulate.tables import Tables
from trainer.questions import Answer
from trainer.scoring.limits import ENOUGH

Progress = Callable[[int], None]
"""Called with the number of runs done so far."""


SEEDS = 1000
"""How many orders of the options the mean of a blind robot is taken over."""


@dataclass(frozen=True, slots=True)
class BlindMean:
    """A blind robot's mean score on one axis over ``SEEDS`` seeds, and its best with its seed."""

    mean: float
    best: float
    seed: int


def robot_scores(tables: Tables, seed: int) -> dict[str, dict[AxisName, float | None]]:
    """The scores of each robot, with the options in the order that ``seed`` gives."""
    return {name: scores_of(tables, by_policy(tables.case, name, seed)) for name in ROBOTS}


def scores_of(tables: Tables, answers: Answers) -> dict[AxisName, float | None]:
    """The scores of ``answers``, which must fit the case."""
    return dict(zip(AXES, tables.score(tables.play_of(answers)), strict=True))


def blind_means(tables: Tables, seeds: int = SEEDS) -> dict[str, dict[AxisName, BlindMean | None]]:
    """The blind robots' means on the axes of answers; None for an axis without parts."""
    case = tables.case
    blind = {name: robot for name, robot in ROBOTS.items() if robot.blind}
    columns: dict[tuple[str, AxisName], list[float]] = {
        (name, axis): [] for name in blind for axis in ANSWER_AXES
    }
    by_answer: list[dict[Answer | None, Mapping[AxisName, float]]] = [{} for _ in tables.sheets]
    # A robot that uses no chance gives the same answer to the same options in the same order.
    by_order: list[dict[object, Mapping[AxisName, float]]] = [{} for _ in tables.sheets]
    for seed in range(seeds):
        shuffled = case.shuffled(seed)
        orders = [tuple(o.id for o in q.choices) for q in shuffled.questions.values()]
        for name, robot in blind.items():
            dice, points = random.Random(seed), dict.fromkeys(ANSWER_AXES, 0.0)
            for at, (sheet, question) in enumerate(
                zip(tables.sheets, shuffled.questions.values(), strict=True)
            ):
                key = None if robot.by_chance else (name, orders[at])
                if (earned := by_order[at].get(key)) is None:
                    answer = robot.answer(shuffled, question, dice)
                    if (earned := by_answer[at].get(answer)) is None:
                        earned = by_answer[at][answer] = sheet.row(answer).credits
                    if key is not None:
                        by_order[at][key] = earned
                for axis, credit in earned.items():
                    points[axis] += credit * sheet.question.weight
            for axis, sum_ in points.items():
                columns[name, axis].append(sum_)
    full = dict(zip(ANSWER_AXES, tables.full, strict=False))
    return {
        name: {axis: _mean(columns[name, axis], full[axis]) for axis in ANSWER_AXES}
        for name in blind
    }


def _mean(points: list[float], full: float) -> BlindMean | None:
    if not full:
        return None
    seed = max(range(len(points)), key=points.__getitem__)
    return BlindMean(100 * fmean(points) / full, 100 * points[seed] / full, seed)


class Dice:
    """A seeded source of random plays of one case: the robot ``random``, but faster.

    It answers every question, picks each allowed number of options with the same chance, has any
    confidence in steps of ten, and places up to six orders on any days, some of them standing. Its
    scores are the chance level of the case.
    """

    def __init__(self, tables: Tables, seed: int) -> None:
        self._random = random.Random(seed)
        self._tables = tables
        self._keyed = dict.fromkeys(sorted(tables.keyed))
        self._all = sorted(tables.case.catalogue.ids)
        self._days = range(tables.first, tables.last + 1)
        forecast = [sheet.question.forecast for sheet in tables.sheets]
        self._forecast = forecast if sum(forecast) >= ENOUGH else []

    def play(self) -> Play:
        """The next random play."""
        chance = self._random.random
        rows = []
        for sheet in self._tables.sheets:
            group = sheet.groups[int(chance() * len(sheet.groups))]
            rows.append(group[int(chance() * len(group))])
        # Without enough answers to score calibration, no confidence is drawn.
        confidences = tuple(
            10 * int(chance() * 11) if forecast else None for forecast in self._forecast
        )
        orders = drawn_orders(self._keyed, self._all, self._days, self._random)
        return Play(tuple(rows), orders, confidences)


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of random runs on one axis, 0 to 100; ``full_marks`` is the share at 100."""

    mean: float
    full_marks: float
    p5: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class RandomRuns:
    """The sorted scores of all random runs by axis; runs without a score are left out.

    ``keys``, for timeliness and vigilance: the mean credit (0 to 1) by action or watch.
    ``seconds`` is the processor time that ``count`` runs took.
    """

    scores: Mapping[AxisName, list[float]]
    keys: Mapping[AxisName, dict[str, float]]
    seconds: float
    count: int

    def spread(self, axis: AxisName) -> Spread | None:
        """The spread of the scores on an axis; None if no run has a score.

        ``p5`` is the score that 5 of 100 runs do not exceed.
        """
        if not (scores := self.scores[axis]):
            return None
        full = len(scores) - bisect_left(scores, 100 - ROUNDING)
        percentiles = (scores[max(0, ceil(p / 100 * len(scores)) - 1)] for p in (5, 50, 95))
        return Spread(fmean(scores), full / len(scores), *percentiles)

    def percentile(self, axis: AxisName, score: float | None) -> float | None:
        """The percentage of random runs that score below ``score``; ties count half."""
        if score is None or not (scores := self.scores[axis]):
            return None
        return 50 * (bisect_left(scores, score) + bisect_right(scores, score)) / len(scores)


def random_runs(
    tables: Tables, count: int, seed: int, progress: Progress | None = None
) -> RandomRuns:
    """Play ``count`` random runs; the same ``seed`` gives the same runs."""
    dice = Dice(tables, seed)
    columns: list[list[float | None]] = [[] for _ in AXES]
    timed, watched = [0.0] * len(tables.actions), [0.0] * len(tables.watches)
    start = process_time()
    for done in range(1, count + 1):
        play = dice.play()
        points = tables.points(play)
        for column, score in zip(columns, tables.scores(points, play), strict=True):
            column.append(score)
        timed = list(map(add, timed, points[2]))
        watched = list(map(add, watched, points[3]))
        if progress is not None and not done % 500:
            progress(done)
    seconds = process_time() - start
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
