"""A simulation in words, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from trainer.answers import write_answers
from trainer.author.simulate.decisions import Item
from trainer.author.simulate.play import ANSWER_AXES, AXES
from trainer.author.simulate.simulation import Simulation
from trainer.author.simulate.troubles import Trouble

WIDTH = 80


def simulation_text(simulation: Simulation, *, with_answers: bool) -> str:
    """The simulation as text; ``with_answers``: each trouble with its answers file."""
    lines = [
        *_head(simulation),
        "",
        *_axes(simulation),
        "",
        *_robots(simulation),
        "",
        *_decisions(simulation),
        "",
    ]
    conflicts = [d.id for d in simulation.decisions if not d.full_on_both]
    if conflicts:
        note = "No answer is both fully as reported and fully sound in: " + ", ".join(conflicts)
        lines += [fill(note + ". (A report's course need not be sound; no trouble.)", WIDTH), ""]
    for axis, parts in simulation.runs.keys.items():
        if parts:
            means = ", ".join(f"{name} {credit:.0%}" for name, credit in parts.items())
            lines += [fill(f"Mean credit of blind players in {axis}: {means}.", WIDTH), ""]
    for trouble in simulation.troubles:
        lines += [*_trouble(trouble, with_answers=with_answers), ""]
    count = len(simulation.troubles)
    lines.append("No troubles." if not count else f"{count} trouble{'s' if count > 1 else ''}.")
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
        limits = simulation.reach[axis]
        if limits is None:
            yield f"{axis:<16}nothing to score"
            continue
        chance = simulation.runs.spread(axis)
        yield (
            f"{axis:<16}{limits.minimum:>6.0f}{limits.maximum:>8.0f}"
            f"{chance.mean:>9.1f}{chance.p5:>6.0f}{chance.p50:>6.0f}{chance.p95:>6.0f}"
            f"   in {100 * chance.full_marks:.1f} %"
        )
        if not limits.exact:
            yield f"  (The search for the highest stopped early; it is {limits.bound:.0f} at most.)"


def _robots(simulation: Simulation) -> Iterator[str]:
    yield f"{'policy':<10}" + "".join(f"{axis:>15}" for axis in AXES)
    places = simulation.percentiles()
    for name, scores in simulation.robots.items():
        yield f"{name:<10}" + "".join(_scored(scores[a], places[name][a]) for a in AXES)
    yield "In brackets: how many of 100 random runs score less; ties count half."


def _scored(score: float | None, place: float | None) -> str:
    text = "-" if score is None or place is None else f"{score:.0f} [{place:>3.0f}]"
    return f"{text:>15}"


def _decisions(simulation: Simulation) -> Iterator[str]:
    yield f"{'':<24}{'concordance':>20}   {'soundness':>20}"
    yield f"{'decision, per cent':<24}" + "   ".join(2 * [f"{'chance':>8}{'best':>6}{'eff.':>6}"])
    for decision in simulation.decisions:
        agreed, sound = (_item(decision.axes.get(axis)) for axis in ANSWER_AXES)
        yield f"{decision.id[:24]:<24}{agreed:>20}   {sound:>20}".rstrip()
    yield fill(
        "chance: mean credit of a blind answer. eff.: effective weight, the share of the axis's"
        " variance among blind players. Whether a distractor works and item-rest correlations:"
        " only learners' runs can tell.",
        WIDTH,
    )


def _item(item: Item | None) -> str:
    if item is None:
        return "-"
    return f"{100 * item.chance:>8.0f}{100 * item.maximum:>6.0f}{100 * item.effective_weight:>6.0f}"


def _trouble(trouble: Trouble, *, with_answers: bool) -> Iterator[str]:
    where = trouble.decision or trouble.part or ""
    yield fill(f"{trouble.code} {where}: {trouble.message}", WIDTH, subsequent_indent="  ")
    if with_answers:
        yield indent(write_answers(trouble.answers).rstrip(), "    ")
