"""Robots: each plays a whole case by one rule.

A *blind* one plays by something that tells nothing of the matter, such as where an option stands or
how long it is. If it does better than chance, that is a cue (test-wiseness): one that scores above
95 of 100 blind players gives the answers away, and is a trouble.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from trainer.answers import Answers, by_policy
from trainer.author.simulate.chance import RandomRuns
from trainer.author.simulate.play import ANSWER_AXES, AXES, AxisName, Outcome
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.troubles import Trouble
from trainer.case.compiled import Case

BEATS_CHANCE = 95.0
"""The percentile among blind players above which a cue is a trouble."""
ENOUGH = 100
"""With fewer random runs a percentile says too little."""


@dataclass(frozen=True, slots=True)
class Robot:
    """``play`` gives the answers of a case by a seed, which matters to chance alone."""

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


def cue_troubles(tables: Tables, runs: RandomRuns) -> Iterator[Trouble]:
    """Blind robots that beat chance, with the fewest answers that do."""
    if runs.count < ENOUGH:
        return
    for name, robot in ROBOTS.items():
        if not robot.blind:
            continue
        decisions = robot.play(tables.case, 0).decisions
        outcome = Outcome(tables.case, Answers(decisions=decisions))
        for axis in ANSWER_AXES:
            shows = partial(_beats_chance, runs, axis)
            if not shows(outcome):
                continue
            score = outcome.scores[axis]
            message = (
                f"always picking the {name} option scores {score:.0f} in {axis}, more than"
                f" {runs.percentile(axis, score):.0f} of 100 blind players: it gives the answers"
                " away."
            )
            # What earns least is left out first; of what earns the same, the last question.
            parts = outcome.axes[axis].parts
            best_first = sorted(parts, key=lambda p: p.credit * p.weight, reverse=True)
            names = [p.id for p in reversed(best_first) if p.id in decisions]
            kept = {k: replace(decisions[k], confidence=None) for k in names}
            yield Trouble(f"cue-{name}", message, Answers(decisions=kept), shows, part=name)


def _beats_chance(runs: RandomRuns, axis: AxisName, outcome: Outcome) -> bool:
    return (runs.percentile(axis, outcome.scores[axis]) or 0.0) >= BEATS_CHANCE
