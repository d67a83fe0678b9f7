"""Everything the simulation finds out about one case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from trainer.answers import Policy
from trainer.author.simulate.chance import (
    RandomRuns,
    Tell,
    cue_troubles,
    full_marks_share,
    key_chances,
    policy_scores,
    random_runs,
)
from trainer.author.simulate.decision_troubles import decision_troubles
from trainer.author.simulate.items import Item, items
from trainer.author.simulate.key_troubles import key_troubles
from trainer.author.simulate.options import OptionTold, options_of
from trainer.author.simulate.play import AXES, AxisName
from trainer.author.simulate.reach import Reach, reach
from trainer.author.simulate.seen import finding_troubles, never_seen
from trainer.author.simulate.sheet import Sheet
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.trouble import Trouble, shortest
from trainer.case.compiled import Case


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """One decision: its items, one an axis it takes part in, and its options."""

    id: str
    title: str
    day: int
    kind: str
    items: list[Item]
    options: list[OptionTold]
    full_on_both: bool
    """Whether one answer earns full marks as reported and for soundness; the report's course
    need not be sound, so that it is told, but is no trouble."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What was found."""

    case: Case
    seed: int
    runs: RandomRuns
    policies: dict[Policy, dict[AxisName, float | None]]
    reach: dict[AxisName, Reach | None]
    decisions: list[DecisionTold]
    troubles: list[Trouble]
    never_seen: list[str]
    keys: dict[AxisName, dict[str, float]]
    """For timeliness and vigilance: the mean credit (0 to 1) of blind players, by part."""

    @property
    def runs_per_second(self) -> float:
        """Random runs drawn and scored on all axes, a second."""
        return self.runs.count / self.runs.seconds if self.runs.seconds else 0.0

    def percentiles(self) -> dict[Policy, dict[AxisName, float | None]]:
        """Where every policy stands among the random runs, 0 to 100."""
        return {
            name: {
                axis: None if (s := got[axis]) is None else round(self.runs.percentile(axis, s), 1)
                for axis in AXES
            }
            for name, got in self.policies.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON values."""
        scenario = self.case.scenario
        return {
            "scenario": scenario.id,
            "version": scenario.version,
            "runs": self.runs.count,
            "seed": self.seed,
            "runs_per_second": round(self.runs_per_second),
            "policies": {
                name: {axis: _rounded(score) for axis, score in got.items()}
                for name, got in self.policies.items()
            },
            "percentiles": self.percentiles(),
            "axes": {axis: self._axis(axis) for axis in AXES},
            "keys": {
                axis: {name: {"chance": _rounded(got)} for name, got in parts.items()}
                for axis, parts in self.keys.items()
            },
            "decisions": [_decision(d) for d in self.decisions],
            "troubles": [t.to_dict() for t in self.troubles],
            "findings_never_seen": self.never_seen,
        }

    def _axis(self, axis: AxisName) -> dict[str, Any] | None:
        limits = self.reach[axis]
        if limits is None:
            return None
        return {
            "minimum": _rounded(limits.minimum),
            "maximum": _rounded(limits.maximum),
            "exact": limits.exact,
            "bound": _rounded(limits.bound),
            "random": {
                "mean": _rounded(self.runs.mean(axis)),
                "full_marks": _rounded(full_marks_share(self.runs, axis)),
                **{f"p{p}": _rounded(self.runs.quantile(axis, p / 100)) for p in (5, 50, 95)},
            },
        }


def simulate(case: Case, count: int, seed: int, tell: Tell | None = None) -> Simulation:
    """Play the policies and ``count`` random runs, and look for troubles.

    ``count`` is at least 1. ``tell`` hears how many random runs are done.
    """
    tables = Tables(case)
    runs = random_runs(tables, count, seed, tell)
    played_items = items(tables)
    decisions = [_told(sheet, played_items[sheet.decision.id]) for sheet in tables.sheets]
    options = {d.id: d.options for d in decisions}

    def found() -> Iterator[Trouble]:
        yield from decision_troubles(tables, played_items, options)
        yield from key_troubles(tables)
        yield from cue_troubles(tables, runs)
        yield from finding_troubles(tables)

    return Simulation(
        case,
        seed,
        runs,
        policy_scores(tables, seed),
        reach(tables),
        decisions,
        list(shortest(case, found())),
        [f.id for f in never_seen(case)],
        key_chances(tables, min(count, 2000), seed),
    )


def _told(sheet: Sheet, told: list[Item]) -> DecisionTold:
    asked = sheet.decision
    both = not asked.choices or any(
        all((row.credit(axis) or 0.0) >= 1 for axis in sheet.axes) for row in sheet.within
    )
    options = options_of(sheet)
    return DecisionTold(asked.id, asked.title, asked.day, asked.kind, told, options, both)


def _decision(told: DecisionTold) -> dict[str, Any]:
    values = asdict(told)
    values["axes"] = {
        item.axis: {
            "weight": item.weight,
            "minimum": _rounded(item.worst),
            "maximum": _rounded(item.best),
            "chance": _rounded(item.chance),
            "sd": _rounded(item.sd),
            "headroom": _rounded(item.headroom),
            "effective_weight": _rounded(item.effective_weight),
            "discriminates": item.discriminates,
        }
        for item in told.items
    }
    del values["items"]
    return values


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
