"""Prove a case with robots, and find the troubles of a case that fails.

A robot that knows nothing must not beat chance, one that gives sound care must score high, and one
that orders every test every day must score low on stewardship.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from trainer.answers import Answers, by_policy
from trainer.answers.robots import every_test
from trainer.author.simulate.play import ROUNDING, AxisName, Outcome
from trainer.author.simulate.players import SEEDS, BlindMean, RandomRuns, scores_of
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.troubles import Trouble

FEWEST_RUNS = 100
"""With fewer random runs a percentile says too little."""
SOUND = 95.0
"""The least that sound play must earn on each axis except agreement with the report."""
SHOTGUN = 20.0
"""Ordering every test every day must earn less than this on stewardship."""

_PARTIAL: tuple[AxisName, ...] = ("stewardship", "calibration")
"""The axes on which leaving something out costs nothing."""


def robot_troubles(
    tables: Tables,
    runs: RandomRuns,
    means: Mapping[str, Mapping[AxisName, BlindMean | None]],
) -> Iterator[Trouble]:
    """A trouble for each robot that breaks a rule, with answers that show it."""
    yield from _cues(tables, runs, means)
    yield from _sound(tables)
    yield from _shotgun(tables)


def _cues(
    tables: Tables,
    runs: RandomRuns,
    means: Mapping[str, Mapping[AxisName, BlindMean | None]],
) -> Iterator[Trouble]:
    """If a blind robot beats chance, its rule is a cue (test-wiseness) that gives answers away."""
    if runs.count < FEWEST_RUNS:
        return
    for name, by_axis in means.items():
        if name == "random":  # the chance level itself
            continue
        for axis, blind in by_axis.items():
            chance = runs.spread(axis)
            if blind is None or chance is None or blind.mean <= chance.p95 + ROUNDING:
                continue
            message = (
                f"'{name}' scores {blind.mean:.0f} in {axis} on average over {SEEDS:,} orders of"
                f" the options, but 95 of 100 blind players score at most {chance.p95:.0f}: its"
                f" rule gives answers away (here with seed {blind.seed})."
            )
            questions = by_policy(tables.case, name, blind.seed).decisions
            shows = partial(_beats, axis, chance.p95)
            # The answers that earn least are left out first; of equal ones, the last question's.
            outcome = Outcome(tables.case, Answers(decisions=questions))
            parts = outcome.axes[axis].parts
            best_first = sorted(parts, key=lambda p: p.credit * p.weight, reverse=True)
            names = [p.id for p in reversed(best_first) if p.id in questions]
            kept = {k: replace(questions[k], confidence=None) for k in names}
            yield Trouble(f"cue-{name}", message, Answers(decisions=kept), shows, part=name)


def _beats(axis: AxisName, chance: float, outcome: Outcome) -> bool:
    score = outcome.scores[axis]
    return score is not None and score > chance + ROUNDING


def _sound(tables: Tables) -> Iterator[Trouble]:
    answers = by_policy(tables.case, "sound")
    for axis, score in scores_of(tables, answers).items():
        if axis == "as_reported" or score is None or score >= SOUND - ROUNDING:
            continue
        message = (
            f"sound play earns {score:.0f} in {axis}, but should earn at least {SOUND:.0f}: it"
            " takes every critical and recommended option, each watch at its interval, and each"
            " timed action when due."
        )
        lowest = None if axis in _PARTIAL else score
        shows = partial(_falls_short, axis, lowest)
        yield Trouble(f"sound-{axis}", message, answers, shows, part="sound")


def _falls_short(axis: AxisName, lowest: float | None, outcome: Outcome) -> bool:
    score = outcome.scores[axis]
    enough = lowest is None or (score or 0.0) >= lowest - ROUNDING
    return score is not None and score < SOUND - ROUNDING and enough


def _shotgun(tables: Tables) -> Iterator[Trouble]:
    answers = by_policy(tables.case, "shotgun")
    score = scores_of(tables, answers)["stewardship"]
    if score is None or score < SHOTGUN - ROUNDING:
        return
    message = (
        f"every test every day earns {score:.0f} in stewardship, but should earn less than"
        f" {SHOTGUN:.0f}: too much is named as called for, or too often."
    )
    answers = replace(answers, decisions={})
    yield Trouble("shotgun-stewardship", message, answers, _asks_for_all, part="shotgun")


def _asks_for_all(outcome: Outcome) -> bool:
    if not set(every_test(outcome.case)) <= set(outcome.answers.orders):
        return False
    return (outcome.scores["stewardship"] or 0.0) >= SHOTGUN - ROUNDING
