"""Statistics of each question as a test item, and of each option compared with the others.

The terms are those of classical test theory. *Chance*, the facility of an item, is the mean credit
of a blind player; *headroom* is how much more the best answer earns; *effective weight* is the
question's share of an axis's variance among blind players, for comparison with its nominal weight.
An item-rest correlation is not reported: blind answers to different questions are independent, so
it is zero by construction. It needs the runs of learners, as does any claim that a distractor
works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainer.author.simulate.play import ANSWER_AXES, NOTHING, ROUNDING, AnswerRow, AxisName, Sheet


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One question on one axis; credits are 0 to 1, over the answers the question allows."""

    weight: float
    minimum: float
    maximum: float
    chance: float
    """The mean credit of ``players.Dice``."""
    sd: float
    headroom: float
    """How much more the best answer earns than a blind one on average."""
    discriminates: bool
    """Whether any two answers score differently."""
    effective_weight: float = 0.0
    """Its share of the variance of all questions on the axis, 0 to 1."""

    @property
    def variance(self) -> float:
        """The variance of its points among blind players."""
        return (self.weight * self.sd) ** 2


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """One option.

    It is *dominated by* another, as a distractor should be, if in every allowed answer with it and
    without the other, taking the other instead is at least as good on agreement and on soundness,
    and better on one of them in some answer. It is *dead* if adding it to any allowed answer
    changes no axis, and *never helps* if adding it to an allowed answer raises neither credit.
    """

    id: str
    reported: str
    judgement: str
    dead: bool
    never_helps: bool
    dominated_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question: its options, and its statistics on each axis that scores it."""

    id: str
    title: str
    day: int
    kind: str
    options: list[OptionFigures]
    full_on_both: bool
    """Whether one answer earns full marks both as reported and in soundness. If not, this is
    shown but is no trouble, because the report's course need not be sound."""
    axes: dict[AxisName, ItemStatistics]


def figures_of(sheets: Sequence[Sheet]) -> list[QuestionFigures]:
    """The figures of all questions of a case."""
    items = [{axis: _item(sheet, axis) for axis in sheet.axes} for sheet in sheets]
    total = {
        axis: sum(by_axis[axis].variance for by_axis in items if axis in by_axis)
        for axis in ANSWER_AXES
    }
    for by_axis in items:
        for axis, item in by_axis.items():
            by_axis[axis] = replace(item, effective_weight=item.variance / (total[axis] or 1))
    return [_figures(sheet, by_axis) for sheet, by_axis in zip(sheets, items, strict=True)]


def _item(sheet: Sheet, axis: AxisName) -> ItemStatistics:
    by_chance = [
        (1 / len(sheet.groups) / len(group), row.credits[axis])
        for group in sheet.groups
        for row in group
    ]
    minimum = min(credit for _, credit in by_chance)
    maximum = sheet.best(axis).credits[axis]
    mean = sum(p * c for p, c in by_chance)
    return ItemStatistics(
        weight=sheet.question.weight,
        minimum=minimum,
        maximum=maximum,
        chance=mean,
        sd=sum(p * (c - mean) ** 2 for p, c in by_chance) ** 0.5,
        headroom=maximum - mean,
        discriminates=maximum > minimum,
    )


def _figures(sheet: Sheet, items: dict[AxisName, ItemStatistics]) -> QuestionFigures:
    question = sheet.question
    full_on_both = not question.choices or any(
        all(credit >= 1 for credit in row.credits.values()) for row in sheet.within
    )
    options = [
        OptionFigures(
            o.id,
            o.reported,
            o.judgement,
            _is_dead(sheet, o.id),
            all(gain <= ROUNDING for pair in _added(sheet, o.id) for gain in _gains(*pair)),
            tuple(b.id for b in question.choices if b is not o and _dominates(sheet, b.id, o.id)),
        )
        for o in question.choices
    ]
    return QuestionFigures(
        question.id, question.title, question.day, question.kind, options, full_on_both, items
    )


def _is_dead(sheet: Sheet, option: str) -> bool:
    # If only one option may be picked, none can be added: options that are all alike then count as
    # a question that does not discriminate.
    beside = [pair for pair in _added(sheet, option) if len(pair[1].picks) > 1]
    nothing_done = sheet.effects[option] == NOTHING
    return bool(beside) and nothing_done and all(a.credits == b.credits for a, b in beside)


def _dominates(sheet: Sheet, better: str, worse: str) -> bool:
    """Whether replacing ``worse`` by ``better`` never costs credit and sometimes gains some."""
    gains = [
        gain
        for row in sheet.within
        if worse in row.picks and better not in row.picks
        for gain in _gains(row, sheet.by_picks[frozenset(row.picks) - {worse} | {better}])
    ]
    return all(gain >= -ROUNDING for gain in gains) and any(gain > ROUNDING for gain in gains)


def _added(sheet: Sheet, option: str) -> list[tuple[AnswerRow, AnswerRow]]:
    """Pairs of rows: an allowed answer without the option, and the same answer with it."""
    return [
        (sheet.by_picks[frozenset(row.picks) - {option}], row)
        for row in sheet.within
        if option in row.picks
    ]


def _gains(before: AnswerRow, after: AnswerRow) -> list[float]:
    """How much more credit ``after`` has than ``before``, axis by axis."""
    return [after.credits[axis] - before.credits[axis] for axis in before.credits]
