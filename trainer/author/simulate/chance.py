"""Random runs: the distribution a blind player is drawn from, and who beats it.

A *cue* is what lets somebody who knows nothing of the matter choose well: the right option being
the longest or the first (test-wiseness). The policies ``longest`` and ``first`` play by nothing
else; one that scores above 95 of 100 blind players is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from statistics import fmean
from time import perf_counter

from trainer.answers import POLICIES, Answers, Policy, by_policy
from trainer.author.simulate.dice import Dice
from trainer.author.simulate.play import AXES, AxisName, played, scores
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.trouble import Trouble

BEATS_CHANCE = 95.0
"""The percentile among blind players above which a cue is told."""
ENOUGH = 100
"""With fewer random runs a percentile says too little."""
NEARLY = 1e-9
CUES: tuple[Policy, ...] = ("first", "longest")

Tell = Callable[[int], None]
"""Called with the number of runs done so far."""


@dataclass(frozen=True, slots=True)
class RandomRuns:
    """The scores of all random runs, sorted, by axis; an axis without parts has none."""

    scores: Mapping[AxisName, list[float]]
    seconds: float
    count: int

    def quantile(self, axis: AxisName, share: float) -> float:
        """The score that ``share`` (0 to 1) of the runs do not exceed."""
        got = self.scores[axis]
        return got[max(0, ceil(share * len(got)) - 1)]

    def mean(self, axis: AxisName) -> float:
        """The mean score."""
        return fmean(self.scores[axis])

    def percentile(self, axis: AxisName, score: float) -> float:
        """How many of 100 random runs score below ``score``; ties count half."""
        got = self.scores[axis]
        return 50 * (bisect_left(got, score) + bisect_right(got, score)) / len(got)


def random_runs(tables: Tables, count: int, seed: int, tell: Tell | None = None) -> RandomRuns:
    """Play ``count`` times by ``seed``: the same seed gives the same runs."""
    dice = Dice(tables, seed)
    found: dict[AxisName, list[float]] = {axis: [] for axis in AXES}
    columns = [found[axis] for axis in AXES]
    start = perf_counter()
    for done in range(1, count + 1):
        for column, score in zip(columns, tables.score(dice.play()), strict=True):
            if score is not None:
                column.append(score)
        if tell is not None and not done % 500:
            tell(done)
    seconds = perf_counter() - start
    for column in columns:
        column.sort()
    return RandomRuns(found, seconds, count)


def full_marks_share(runs: RandomRuns, axis: AxisName) -> float:
    """The share (0 to 1) of random runs with full marks on an axis."""
    got = runs.scores[axis]
    return (len(got) - bisect_left(got, 100 - NEARLY)) / len(got)


def key_chances(tables: Tables, count: int, seed: int) -> dict[AxisName, dict[str, float]]:
    """The mean credit (0 to 1) of random runs for every timed action and every watch."""
    dice = Dice(tables, seed)
    timed, watched = [0.0] * len(tables.actions), [0.0] * len(tables.watches)
    for _ in range(count):
        for sums, points in zip((timed, watched), tables.points(dice.play()), strict=True):
            for i, got in enumerate(points):
                sums[i] += got
    return {
        "timeliness": {
            a.id: got / count / a.weight for a, got in zip(tables.actions, timed, strict=True)
        },
        "vigilance": {
            w.id: got / count / w.weight for w, got in zip(tables.watches, watched, strict=True)
        },
    }


def policy_scores(tables: Tables, seed: int) -> dict[Policy, dict[AxisName, float | None]]:
    """The five policies of ``trainer.answers``, played through the engine.

    Orders that cannot be placed are left out: each is a trouble of its own.
    """
    known = tables.case.catalogue.orders
    found: dict[Policy, dict[AxisName, float | None]] = {}
    for name in POLICIES:
        answers = by_policy(tables.case, name, seed)
        orders = tuple(o for o in answers.orders if o.id in known and o.day <= tables.last)
        whole = replace(answers, orders=orders)
        found[name] = scores(played(tables.case, whole))
    return found


def cue_troubles(tables: Tables, runs: RandomRuns) -> Iterator[Trouble]:
    """Policies that know nothing and still beat chance."""
    if runs.count < ENOUGH:
        return
    for policy in CUES:
        answers = by_policy(tables.case, policy)
        got = scores(played(tables.case, answers))
        for axis in AXES[:2]:
            score = got[axis]
            if score is None or (p := runs.percentile(axis, score)) < BEATS_CHANCE:
                continue
            said = (
                f"always picking the {policy} option scores {score:.0f} in {axis}, more than"
                f" {p:.0f} of 100 blind players: it gives the answers away."
            )
            yield Trouble(
                f"cue-{policy}", said, _strongest(tables, answers, axis, runs),
                partial(_beats, tables, runs, axis), part=policy,
            )  # fmt: skip


def _beats(tables: Tables, runs: RandomRuns, axis: AxisName, answers: Answers) -> bool:
    score = scores(played(tables.case, answers))[axis]
    return score is not None and runs.percentile(axis, score) >= BEATS_CHANCE


def _strongest(tables: Tables, answers: Answers, axis: AxisName, runs: RandomRuns) -> Answers:
    """The fewest of the policy's answers that beat chance: those worth most, taken first."""
    axes = played(tables.case, answers)
    worth = {p.id: p.credit * p.weight for p in axes[axis].parts}
    names = sorted(answers.decisions, key=lambda name: -worth.get(name, 0.0))
    for count in range(len(names) + 1):
        kept = {
            k: replace(a, confidence=None)
            for k, a in answers.decisions.items()
            if k in names[:count]
        }
        fewer = Answers(decisions=kept)
        if _beats(tables, runs, axis, fewer):
            return fewer
    return answers
