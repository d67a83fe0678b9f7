"""Whether confidence matches correctness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trainer.case.compiled import Case
from trainer.engine.state import State

ENOUGH = 10
"""Fewer forecasts than this say little: shown, but not called a result."""


@dataclass(frozen=True, slots=True)
class Brier:
    """The Brier score (0 best, 1 worst) and Murphy's parts of it.

    ``score = reliability - resolution + uncertainty``; forecasts are grouped by their value, so
    that this holds exactly (Murphy, J Appl Meteorol 1973;12:595-600).
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def brier(forecasts: Sequence[float], outcomes: Sequence[bool]) -> Brier:
    """``forecasts`` are 0 to 1. Raises ``ValueError`` if there are none or lengths differ."""
    n = len(forecasts)
    if not n or n != len(outcomes):
        raise ValueError("as many outcomes as forecasts are needed, and at least one")
    base = sum(outcomes) / n
    groups: dict[float, list[bool]] = defaultdict(list)
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        groups[forecast].append(outcome)
    reliability = resolution = 0.0
    for forecast, seen in groups.items():
        rate = sum(seen) / len(seen)
        reliability += len(seen) * (forecast - rate) ** 2
        resolution += len(seen) * (rate - base) ** 2
    score = sum((f - o) ** 2 for f, o in zip(forecasts, outcomes, strict=True)) / n
    return Brier(score, reliability / n, resolution / n, base * (1 - base))


def pairs(case: Case, state: State) -> list[tuple[float, bool]]:
    """Each stated confidence (0 to 1), and whether the answer was sound on its day.

    Soundness, not agreement with the report: to be sure of a sound answer is well calibrated, even
    where the report did something else. An estimate is right within its tolerance.
    """
    return [
        (answer.confidence / 100, case.decisions[name].is_sound(answer))
        for name, lock in state.locks.items()
        if (answer := lock.answer) is not None and answer.confidence is not None
    ]


def calibration(case: Case, state: State) -> dict[str, Any]:
    """The Brier score of one run as JSON values; all None without a stated confidence."""
    stated = pairs(case, state)
    if not stated:
        empty = dict.fromkeys(("brier", "reliability", "resolution", "uncertainty"))
        return {"n": 0, "enough": False, **empty}
    parts = asdict(brier([p for p, _ in stated], [o for _, o in stated]))
    parts["brier"] = parts.pop("score")
    rounded = {k: round(v, 6) for k, v in parts.items()}
    return {"n": len(stated), "enough": len(stated) >= ENOUGH, **rounded}
