"""A simulation in words, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from trainer.answers import write_answers
from trainer.author.simulate.chance import full_marks_share
from trainer.author.simulate.items import Item
from trainer.author.simulate.play import AXES
from trainer.author.simulate.simulation import Simulation
from trainer.author.simulate.trouble import Trouble

WIDTH = 80


def simulation_text(found: Simulation, *, with_answers: bool) -> str:
    """The simulation as text; ``with_answers``: each trouble with its answers file."""
    lines = [*_head(found), "", *_axes(found), "", *_policies(found), "", *_decisions(found), ""]
    conflicts = [d.id for d in found.decisions if not d.full_on_both]
    if conflicts:
        said = "No answer is both fully as reported and fully sound in: " + ", ".join(conflicts)
        lines += [fill(said + ". (A report's course need not be sound; no trouble.)", WIDTH), ""]
    for axis, parts in found.keys.items():
        if parts:
            said = ", ".join(f"{name} {got:.0%}" for name, got in parts.items())
            lines += [fill(f"Mean credit of blind players in {axis}: {said}.", WIDTH), ""]
    for trouble in found.troubles:
        lines += [*_trouble(trouble, with_answers=with_answers), ""]
    count = len(found.troubles)
    lines.append("No troubles." if not count else f"{count} trouble{'s' if count > 1 else ''}.")
    return "\n".join(lines)


def _head(found: Simulation) -> Iterator[str]:
    scenario = found.case.scenario
    yield f"{scenario.id} {scenario.version}: {scenario.title}"
    yield (
        f"{found.runs.count:,} random runs, seed {found.seed},"
        f" {found.runs_per_second:,.0f} a second"
    )


def _axes(found: Simulation) -> Iterator[str]:
    yield f"{'':<16}{'any play':>14}   random runs"
    yield (
        f"{'axis, 0 to 100':<16}{'lowest':>6}{'highest':>8}"
        f"{'mean':>9}{'5 %':>6}{'half':>6}{'95 %':>6}   full marks"
    )
    for axis in AXES:
        limits = found.reach[axis]
        if limits is None:
            yield f"{axis:<16}nothing to score"
            continue
        mean = found.runs.mean(axis)
        low, half, high = (found.runs.quantile(axis, q) for q in (0.05, 0.5, 0.95))
        yield (
            f"{axis:<16}{limits.minimum:>6.0f}{limits.maximum:>8.0f}"
            f"{mean:>9.1f}{low:>6.0f}{half:>6.0f}{high:>6.0f}"
            f"   in {100 * full_marks_share(found.runs, axis):.1f} %"
        )
        if not limits.exact:
            yield f"  (The search for the highest stopped early; it is {limits.bound:.0f} at most.)"


def _policies(found: Simulation) -> Iterator[str]:
    yield f"{'policy':<10}" + "".join(f"{axis:>15}" for axis in AXES)
    places = found.percentiles()
    for name, got in found.policies.items():
        yield f"{name:<10}" + "".join(_scored(got[a], places[name][a]) for a in AXES)
    yield "In brackets: how many of 100 random runs score less; ties count half."


def _scored(score: float | None, place: float | None) -> str:
    told = "-" if score is None or place is None else f"{score:.0f} [{place:>3.0f}]"
    return f"{told:>15}"


def _decisions(found: Simulation) -> Iterator[str]:
    yield f"{'':<24}{'as reported':>20}   {'soundness':>20}"
    yield f"{'decision, per cent':<24}" + "   ".join(2 * [f"{'chance':>8}{'best':>6}{'eff.':>6}"])
    for told in found.decisions:
        by_axis = {item.axis: item for item in told.items}
        agreed, sound = (_item(by_axis.get(axis)) for axis in AXES[:2])
        yield f"{told.id[:24]:<24}{agreed:>20}   {sound:>20}".rstrip()
    yield fill(
        "chance: mean credit of a blind answer. eff.: effective weight, the share of the axis's"
        " variance among blind players. Whether a distractor works and item-rest correlations:"
        " only learners' runs can tell.",
        WIDTH,
    )


def _item(item: Item | None) -> str:
    if item is None:
        return "-"
    return f"{100 * item.chance:>8.0f}{100 * item.best:>6.0f}{100 * item.effective_weight:>6.0f}"


def _trouble(trouble: Trouble, *, with_answers: bool) -> Iterator[str]:
    where = trouble.decision or trouble.part or ""
    yield fill(f"{trouble.code} {where}: {trouble.message}", WIDTH, subsequent_indent="  ")
    if with_answers:
        yield indent(write_answers(trouble.answers).rstrip(), "    ")
