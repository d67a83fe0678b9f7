"""Whether confidence matches correctness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.limits import ENOUGH
from trainer.scoring.parts import Axis, ScorePart


@dataclass(frozen=True, slots=True)
class Brier:
    """The Brier score (0 best, 1 worst) and Murphy's parts of it.

    ``score = reliability - resolution + uncertainty`` holds exactly, because forecasts are grouped
    by their value (Murphy, J Appl Meteorol 1973;12:595-600).
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def brier(forecasts: Sequence[float], outcomes: Sequence[bool]) -> Brier:
    """The Brier score of ``forecasts``, 0 to 1, with their ``outcomes``.

    Raises ``ValueError`` if there are no forecasts, or more or fewer outcomes.
    """
    n = len(forecasts)
    if not n or n != len(outcomes):
        raise ValueError("as many outcomes as forecasts are needed, and at least one")
    base = sum(outcomes) / n
    groups: dict[float, list[bool]] = defaultdict(list)
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        groups[forecast].append(outcome)
    reliability = resolution = 0.0
    for forecast, group in groups.items():
        rate = sum(group) / len(group)
        reliability += len(group) * (forecast - rate) ** 2
        resolution += len(group) * (rate - base) ** 2
    score = sum((f - o) ** 2 for f, o in zip(forecasts, outcomes, strict=True)) / n
    return Brier(score, reliability / n, resolution / n, base * (1 - base))


def calibration(case: Case, state: State) -> Axis:
    """Each stated confidence compared with whether the answer was sound on its day.

    Being sure of a sound answer is good calibration, even where the report did something else. An
    estimate is sound within its tolerance. A part's credit is 1 minus the squared error of the
    confidence, so that the score is 100 times 1 minus the Brier score. The Brier figures stand
    beside it, all None without a stated confidence.
    """
    parts = []
    stated: list[tuple[float, bool]] = []
    for name, lock in state.locks.items():
        answer, question = lock.answer, case.questions[name]
        if answer is None or answer.confidence is None:
            continue
        forecast, sound = answer.confidence / 100, question.is_sound(answer)
        stated.append((forecast, sound))
        error = forecast - sound
        detail = f"{answer.confidence} % sure; {'sound' if sound else 'not fully sound'} that day"
        facts = {"confidence": answer.confidence, "sound": sound}
        parts.append(ScorePart(name, question.title, 1 - error * error, 1.0, detail, facts=facts))
    enough = len(stated) >= ENOUGH
    return Axis("calibration", tuple(parts), figures(stated), enough)


def figures(stated: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """The Brier score of forecasts (0 to 1), each with its outcome, as JSON values."""
    if not stated:
        empty = dict.fromkeys(("brier", "reliability", "resolution", "uncertainty"))
        return {"n": 0, "enough": False, **empty}
    parts = asdict(brier([p for p, _ in stated], [o for _, o in stated]))
    parts["brier"] = parts.pop("score")
    rounded = {k: round(v, 6) for k, v in parts.items()}
    return {"n": len(stated), "enough": len(stated) >= ENOUGH, **rounded}
