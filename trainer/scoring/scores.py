"""All axes of a run."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.concordance import concordance
from trainer.scoring.parts import Axis
from trainer.scoring.soundness import soundness
from trainer.scoring.timing import timing
from trainer.scoring.vigilance import vigilance

SCORING = 1
"""The version of the rules; a stored run can be scored again by later ones."""


def axes(case: Case, state: State) -> dict[str, Axis]:
    """The four axes by name, the headline first."""
    scored = (f(case, state) for f in (concordance, soundness, timing, vigilance))
    return {axis.name: axis for axis in scored}


def headline(case: Case, state: State) -> dict[str, float | None]:
    """The four scores alone."""
    return {name: _rounded(axis.score) for name, axis in axes(case, state).items()}


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)
