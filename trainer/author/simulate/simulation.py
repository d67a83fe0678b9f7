"""Everything the simulation finds out about one case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from trainer.author.simulate.chance import Progress, RandomRuns, random_runs
from trainer.author.simulate.decisions import DecisionFigures, figures_of
from trainer.author.simulate.play import AXES, AxisName
from trainer.author.simulate.reach import Reach, reach
from trainer.author.simulate.robots import cue_troubles, robot_scores
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.troubles import (
    NEVER_SEEN,
    Trouble,
    decision_troubles,
    finding_troubles,
    shortest,
    timing_troubles,
)
from trainer.case.compiled import Case


@dataclass(frozen=True, slots=True)
class Simulation:
    """What comes of a simulation; ``robots`` has the scores of each."""

    case: Case
    seed: int
    runs: RandomRuns
    robots: dict[str, dict[AxisName, float | None]]
    reach: dict[AxisName, Reach | None]
    decisions: list[DecisionFigures]
    troubles: list[Trouble]

    @property
    def runs_per_second(self) -> float:
        """Random runs drawn and scored on all axes, a second."""
        return self.runs.count / self.runs.seconds if self.runs.seconds else 0.0

    @property
    def never_seen(self) -> list[str]:
        """The findings that no play shows before the debrief."""
        return [t.part for t in self.troubles if t.code == NEVER_SEEN and t.part]

    def percentiles(self) -> dict[str, dict[AxisName, float | None]]:
        """Where every robot stands among the random runs, 0 to 100."""
        return {
            name: {axis: self.runs.percentile(axis, score) for axis, score in scores.items()}
            for name, scores in self.robots.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON values."""
        scenario = self.case.scenario
        values = {
            "scenario": scenario.id,
            "version": scenario.version,
            "runs": self.runs.count,
            "seed": self.seed,
            "runs_per_second": round(self.runs_per_second),
            "policies": self.robots,
            "percentiles": _rounded(self.percentiles(), 1),
            "axes": {axis: self._axis(axis) for axis in AXES},
            "keys": {
                axis: {name: {"chance": credit} for name, credit in parts.items()}
                for axis, parts in self.runs.keys.items()
            },
            "decisions": [asdict(decision) for decision in self.decisions],
            "troubles": [trouble.to_dict() for trouble in self.troubles],
            "findings_never_seen": self.never_seen,
        }
        rounded: dict[str, Any] = _rounded(values)
        return rounded

    def _axis(self, axis: AxisName) -> dict[str, Any] | None:
        limits = self.reach[axis]
        if limits is None:
            return None
        return {
            "minimum": limits.minimum,
            "maximum": limits.maximum,
            "exact": limits.exact,
            "bound": limits.bound,
            "random": asdict(self.runs.spread(axis)),
        }


def simulate(case: Case, count: int, seed: int, progress: Progress | None = None) -> Simulation:
    """Let the robots play and ``count`` random runs, and look for troubles.

    ``count`` is at least 1. ``progress`` hears how many random runs are done.
    """
    tables = Tables(case)
    runs = random_runs(tables, count, seed, progress)
    decisions = figures_of(tables.sheets)

    def troubles() -> Iterator[Trouble]:
        for sheet, figures in zip(tables.sheets, decisions, strict=True):
            yield from decision_troubles(sheet, figures)
        yield from timing_troubles(tables)
        yield from cue_troubles(tables, runs)
        yield from finding_troubles(case)

    return Simulation(
        case,
        seed,
        runs,
        robot_scores(tables, seed),
        reach(tables),
        decisions,
        list(shortest(case, troubles())),
    )


def _rounded(value: Any, digits: int = 4) -> Any:
    """``value`` with all its numbers to so many decimals."""
    if isinstance(value, dict):
        return {key: _rounded(inner, digits) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner, digits) for inner in value]
    return round(value, digits) if isinstance(value, float) else value
