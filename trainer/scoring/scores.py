"""All axes of a run."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.as_reported import as_reported
from trainer.scoring.calibration import calibration
from trainer.scoring.parts import Axis, rounded
from trainer.scoring.soundness import soundness
from trainer.scoring.stewardship import stewardship
from trainer.scoring.stored import SCORING
from trainer.scoring.timeliness import timeliness
from trainer.scoring.vigilance import vigilance

__all__ = ["SCORING", "axes", "headline"]

_AXES = (soundness, as_reported, timeliness, vigilance, stewardship, calibration)


def axes(case: Case, state: State) -> dict[str, Axis]:
    """The six axes by name, the headline first."""
    return {axis.name: axis for axis in (score(case, state) for score in _AXES)}


def headline(case: Case, state: State) -> dict[str, float | None]:
    """The scores of all axes, without their parts."""
    return {name: rounded(axis.score) for name, axis in axes(case, state).items()}
