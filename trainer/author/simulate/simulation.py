"""Simulate one case, and show the results as JSON values and as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from textwrap import fill, indent
from typing import Any

from trainer.answers import write_answers
from trainer.author.simulate import players
from trainer.author.simulate.play import ANSWER_AXES, AXES, AxisName
from trainer.author.simulate.players import BlindMean, Progress, RandomRuns
from trainer.author.simulate.proofs import robot_troubles
from trainer.author.simulate.questions import ItemStatistics, QuestionFigures, figures_of
from trainer.author.simulate.reach import Reach, reach
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.troubles import (
    NEVER_SEEN,
    Trouble,
    finding_troubles,
    question_troubles,
    shortest,
    timing_troubles,
)
from trainer.case.compiled import Case
from trainer.counting import some

_LIMITS = ("minimum", "maximum", "exact", "bound")
WIDTH = 80
"""The width of the text, in columns."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The results of a simulation.

    ``robots`` has each robot's scores, ``means`` the blind robots' means over ``SEEDS`` seeds.
    """

    case: Case
    seed: int
    runs: RandomRuns
    robots: dict[str, dict[AxisName, float | None]]
    means: dict[str, dict[AxisName, BlindMean | None]]
    reach: dict[AxisName, Reach | None]
    questions: list[QuestionFigures]
    troubles: list[Trouble]

    @property
    def runs_per_second(self) -> float:
        """Random runs drawn and scored on all axes per second of processor time."""
        return self.runs.count / self.runs.seconds if self.runs.seconds else 0.0

    @property
    def never_seen(self) -> list[str]:
        """The findings that no play shows before the debrief."""
        return [t.part for t in self.troubles if t.code == NEVER_SEEN and t.part]

    def percentiles(self) -> dict[str, dict[AxisName, float | None]]:
        """The percentile (0 to 100) of every robot's score among the random runs."""
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
            "means": {
                name: {axis: blind and blind.mean for axis, blind in by_axis.items()}
                for name, by_axis in self.means.items()
            },
            "percentiles": _rounded(self.percentiles(), 1),
            "axes": {axis: self._axis(axis) for axis in AXES},
            "keys": {
                axis: {name: {"chance": credit} for name, credit in parts.items()}
                for axis, parts in self.runs.keys.items()
            },
            "decisions": [asdict(question) for question in self.questions],
            "troubles": [trouble.to_dict() for trouble in self.troubles],
            "findings_never_seen": self.never_seen,
        }
        rounded: dict[str, Any] = _rounded(values)
        return rounded

    def _axis(self, axis: AxisName) -> dict[str, Any]:
        limits, chance = self.reach.get(axis), self.runs.spread(axis)
        values = {name: getattr(limits, name, None) for name in _LIMITS}
        random = asdict(chance) if chance else dict.fromkeys(f.name for f in fields(players.Spread))
        return values | {"random": random}


def simulate(case: Case, count: int, seed: int, progress: Progress | None = None) -> Simulation:
    """Play the robots and ``count`` random runs (at least 1), and look for troubles.

    ``progress`` is called with the number of random runs done.
    """
    tables = Tables(case)
    questions, means = figures_of(tables.sheets), players.blind_means(tables)
    runs = players.random_runs(tables, count, seed, progress)

    def troubles() -> Iterator[Trouble]:
        for sheet, figures in zip(tables.sheets, questions, strict=True):
            yield from question_troubles(sheet, figures)
        yield from timing_troubles(tables)
        yield from robot_troubles(tables, runs, means)
        yield from finding_troubles(case)

    scores, limits = players.robot_scores(tables, seed), reach(tables)
    examples = list(shortest(case, troubles()))
    return Simulation(case, seed, runs, scores, means, limits, questions, examples)


def _rounded(value: Any, digits: int = 4) -> Any:
    """``value`` with all its numbers rounded to ``digits`` decimals."""
    if isinstance(value, dict):
        return {key: _rounded(inner, digits) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner, digits) for inner in value]
    return round(value, digits) if isinstance(value, float) else value


def simulation_text(simulation: Simulation, *, with_answers: bool) -> str:
    """The simulation as text; ``with_answers`` adds the answers file of each trouble."""
    lines = [
        line for part in (_head, _axes, _robots, _questions) for line in (*part(simulation), "")
    ]
    conflicts = [d.id for d in simulation.questions if not d.full_on_both]
    if conflicts:
        note = "No answer is both fully as reported and fully sound in: " + ", ".join(conflicts)
        lines += [
            fill(note + ". (A report's course need not be sound, so this is no trouble.)", WIDTH),
            "",
        ]
    for axis, parts in simulation.runs.keys.items():
        if parts:
            means = ", ".join(f"{name} {credit:.0%}" for name, credit in parts.items())
            lines += [fill(f"Mean credit of blind players in {axis}: {means}.", WIDTH), ""]
    for trouble in simulation.troubles:
        lines += [*_trouble(trouble, with_answers=with_answers), ""]
    count = len(simulation.troubles)
    lines.append(f"{some(count, 'trouble')}." if count else "No troubles.")
    return "\n".join(lines)


def _head(simulation: Simulation) -> Iterator[str]:
    scenario = simulation.case.scenario
    yield f"{scenario.id} {scenario.version}: {scenario.title}"
    yield (
        f"{simulation.runs.count:,} random runs, seed {simulation.seed},"
        f" {simulation.runs_per_second:,.0f} a second"
    )


def _axes(simulation: Simulation) -> Iterator[str]:
    yield f"{'':<16}{'any play':>14}   random runs"
    yield (
        f"{'axis, 0 to 100':<16}{'lowest':>6}{'highest':>8}"
        f"{'mean':>9}{'5 %':>6}{'half':>6}{'95 %':>6}   full marks"
    )
    for axis in AXES:
        limits, chance = simulation.reach.get(axis), simulation.runs.spread(axis)
        if chance is None:
            yield f"{axis:<16}nothing to score"
            continue
        low, high = (f"{n:.0f}" for n in (limits.minimum, limits.maximum)) if limits else "--"
        yield (
            f"{axis:<16}{low:>6}{high:>8}"
            f"{chance.mean:>9.1f}{chance.p5:>6.0f}{chance.p50:>6.0f}{chance.p95:>6.0f}"
            f"   in {100 * chance.full_marks:.1f} %"
        )
        if limits and not limits.exact:
            yield f"  (The search for the highest stopped early; it is {limits.bound:.0f} at most.)"


def _robots(simulation: Simulation) -> Iterator[str]:
    yield f"{'robot':<10}" + "".join(f" {axis}" for axis in AXES)
    places = simulation.percentiles()
    for name, scores in simulation.robots.items():
        yield f"{name:<10}" + "".join(
            f" {_scored(scores[a], places[name][a]):>{len(a)}}" for a in AXES
        )
    yield "In brackets: how many of 100 random runs score less; ties count half."
    yield ""
    head = f"blind, mean of {players.SEEDS:,} seeds"
    yield f"{head:<26}" + "".join(f" {axis:>11}" for axis in ANSWER_AXES)
    for name, means in simulation.means.items():
        yield f"{name:<26}" + "".join(f" {_mean(means[a]):>11}" for a in ANSWER_AXES)


def _mean(blind: BlindMean | None) -> str:
    return "-" if blind is None else f"{blind.mean:.1f}"


def _scored(score: float | None, place: float | None) -> str:
    if score is None:
        return "-"
    return f"{score:.0f}" + ("" if place is None else f" [{place:>3.0f}]")


def _questions(simulation: Simulation) -> Iterator[str]:
    yield f"{'':<24}{'soundness':>20}   {'as reported':>20}"
    yield f"{'decision, per cent':<24}" + "   ".join(2 * [f"{'chance':>8}{'best':>6}{'eff.':>6}"])
    for question in simulation.questions:
        sound, agreed = (_item(question.axes.get(axis)) for axis in ANSWER_AXES)
        yield f"{question.id[:24]:<24}{sound:>20}   {agreed:>20}".rstrip()
    yield fill(
        "chance: mean credit of a blind answer. eff.: effective weight, the share of the axis's"
        " variance among blind players. Whether a distractor works and item-rest correlations:"
        " only learners' runs can tell.",
        WIDTH,
    )


def _item(item: ItemStatistics | None) -> str:
    if item is None:
        return "-"
    return f"{100 * item.chance:>8.0f}{100 * item.maximum:>6.0f}{100 * item.effective_weight:>6.0f}"


def _trouble(trouble: Trouble, *, with_answers: bool) -> Iterator[str]:
    where = trouble.question or trouble.part or ""
    yield fill(f"{trouble.code} {where}: {trouble.message}", WIDTH, subsequent_indent="  ")
    if with_answers:
        yield indent(write_answers(trouble.answers).rstrip(), "    ")
