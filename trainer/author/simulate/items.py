"""Each decision as an item of a test: how hard it is by chance, and what it can tell apart.

The words are those of classical test theory. *Facility by chance* is the mean credit of one who
picks blindly; *headroom* is what is left above it for knowing better; *effective weight* is the
decision's share of an axis's variance among blind players, to be set beside its nominal weight.
An item-rest correlation is not reported: blind answers to different decisions are independent, so
it is nothing by construction. It needs the runs of learners, and so does the claim that a
distractor works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.author.simulate.play import AxisName
from trainer.author.simulate.sheet import Sheet
from trainer.author.simulate.tables import Tables


@dataclass(frozen=True, slots=True)
class Item:
    """One decision on one axis; credits are 0 to 1, over the answers the question allows."""

    axis: AxisName
    weight: float
    worst: float
    best: float
    chance: float
    """The facility by chance: the mean credit of ``dice.Dice``."""
    sd: float
    effective_weight: float
    """Its share of the variance of all decisions on the axis, 0 to 1."""

    @property
    def discriminates(self) -> bool:
        """Whether any two answers score differently."""
        return self.best > self.worst

    @property
    def headroom(self) -> float:
        """What the best answer earns above a blind one."""
        return self.best - self.chance


def items(tables: Tables) -> dict[str, list[Item]]:
    """The items by decision."""
    whole: dict[str, list[_Answers]] = {
        sheet.decision.id: list(_answers(sheet)) for sheet in tables.sheets
    }
    variance: dict[AxisName, float] = {}
    for given in whole.values():
        for a in given:
            variance[a.axis] = variance.get(a.axis, 0.0) + (a.weight * a.sd) ** 2
    return {
        name: [
            Item(
                a.axis, a.weight, a.worst, a.best, a.mean, a.sd,
                (a.weight * a.sd) ** 2 / variance[a.axis] if variance[a.axis] else 0.0,
            )
            for a in given
        ]
        for name, given in whole.items()
    }  # fmt: skip


class _Answers:
    """The credits of all allowed answers on one axis, each with its probability by chance."""

    def __init__(
        self, axis: AxisName, weight: float, met: Sequence[tuple[float, float]], best: float
    ) -> None:
        self.axis = axis
        self.weight = weight
        self.worst = min(credit for _, credit in met)
        self.best = max(best, *(credit for _, credit in met))
        self.mean = sum(p * c for p, c in met)
        self.sd = sum(p * (c - self.mean) ** 2 for p, c in met) ** 0.5


def _answers(sheet: Sheet) -> Iterator[_Answers]:
    for axis in sheet.axes:
        met = [
            (1 / len(sheet.groups) / len(group), row.credit(axis) or 0.0)
            for group in sheet.groups
            for row in group
        ]
        best = sheet.best(lambda row, axis=axis: row.credit(axis) or 0.0)  # type: ignore[misc]
        yield _Answers(axis, sheet.decision.weight, met, best.credit(axis) or 0.0)
