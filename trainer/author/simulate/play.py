"""A whole play in compact form, and its outcome by the real engine and the real scoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Literal, get_args

from trainer.answers import AnswerOrder, Answers, events_of
from trainer.case.compiled import Case
from trainer.engine.state import Placed, replay
from trainer.questions import Answer, AnyQuestion
from trainer.scoring.parts import Axis
from trainer.scoring.scores import axes

AxisName = Literal[
    "soundness", "as_reported", "timeliness", "vigilance", "stewardship", "calibration"
]
AXES: tuple[AxisName, ...] = get_args(AxisName)
ANSWER_AXES = AXES[:2]
"""The axes of answers: on these each answer has a credit of its own."""
ROUNDING = 1e-9
"""How far two sums of credit may lie apart and still count as equal."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an order or a pick does for timeliness and vigilance.

    ``done``: the timed actions (by index) that it does, each with the day. ``watched``: the days of
    watches that it covers, one bit a day, watch after watch.
    """

    done: tuple[tuple[int, int], ...] = ()
    watched: int = 0

    def __or__(self, other: Effect) -> Effect:
        return Effect((*self.done, *other.done), self.watched | other.watched)


NOTHING = Effect()


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer to one question, its effect, and its credit (0 to 1) on each axis of answers.

    An axis that does not score the question is missing in ``credits``.
    """

    answer: Answer | None
    """None if the question is passed."""
    credits: Mapping[AxisName, float]
    effect: Effect = NOTHING
    right: bool = False
    """Whether the answer is right for the calibration of confidence."""

    @property
    def picks(self) -> tuple[str, ...]:
        """The options picked."""
        return () if self.answer is None else self.answer.picks


@dataclass(frozen=True)
class Sheet:
    """A question with the rows of its answers; ``effects`` has the effect of each option."""

    question: AnyQuestion
    effects: Mapping[str, Effect]

    def row(self, answer: Answer | None) -> AnswerRow:
        """The credits and the effect of an answer."""
        question, effect = self.question, NOTHING
        for pick in () if answer is None else answer.picks:
            effect |= self.effects[pick]
        earned: dict[AxisName, float] = {}
        if (sound := question.soundness(answer)) is not None:
            earned["soundness"] = sound.credit
        if question.has_reported_answer:
            earned["as_reported"] = question.agreement(answer).credit
        right = answer is not None and question.is_sound(answer)
        return AnswerRow(answer, earned, effect, right)

    @cached_property
    def passed(self) -> AnswerRow:
        """The row of passing the question."""
        return self.row(None)

    @cached_property
    def groups(self) -> tuple[tuple[AnswerRow, ...], ...]:
        """The rows of a blind player's answers: groups are equally likely, and rows within each."""
        return tuple(tuple(map(self.row, group)) for group in self.question.sample())

    @cached_property
    def within(self) -> tuple[AnswerRow, ...]:
        """The rows of all answers that the question allows; for a number, of even steps."""
        return tuple(chain.from_iterable(self.groups))

    @cached_property
    def by_picks(self) -> Mapping[frozenset[str], AnswerRow]:
        """The rows of all allowed answers and of passing, by their picks."""
        return {frozenset(row.picks): row for row in (self.passed, *self.within)}

    @property
    def axes(self) -> tuple[AxisName, ...]:
        """The axes of answers that score the question."""
        return tuple(self.passed.credits)

    def best(self, axis: AxisName) -> AnswerRow:
        """The row with the highest credit; of several, the one with the fewest picks."""
        reported = self.question.reported_answer()
        rows = [self.row(reported), *self.within] if reported else self.within
        return max(rows, key=lambda row: (row.credits.get(axis, 0.0), -len(row.picks)))


@dataclass(frozen=True, slots=True)
class Play:
    """Answers to all questions, in the order in which they are put, and the orders placed.

    ``confidences`` has the confidence in each answer, 0 to 100 or None; it may be empty.
    """

    rows: tuple[AnswerRow, ...]
    orders: tuple[Placed, ...] = ()
    confidences: tuple[int | None, ...] = ()


def by_day(placed: Placed) -> tuple[int, str, int]:
    """A sort key for orders, by day first."""
    return placed.day, placed.order, placed.every or 0


def answers_of(case: Case, play: Play) -> Answers:
    """``play`` as an answers file has it, with its orders sorted by day."""
    confidences = play.confidences or (None,) * len(play.rows)
    questions = {
        name: replace(row.answer, confidence=confidence)
        for name, row, confidence in zip(case.questions, play.rows, confidences, strict=True)
        if row.answer is not None
    }
    placed = sorted(play.orders, key=by_day)
    orders = tuple(AnswerOrder(id=p.order, day=p.day, interval=p.every) for p in placed)
    return Answers(scenario=case.scenario.id, decisions=questions, orders=orders)


@dataclass(frozen=True)
class Outcome:
    """The outcome of playing ``answers`` to the end through the engine.

    Its scores raise ``trainer.errors.Unreadable`` if the engine refuses an answer or an order.
    """

    case: Case
    answers: Answers

    @cached_property
    def axes(self) -> Mapping[str, Axis]:
        """The axes by name."""
        return axes(self.case, replay(self.case, events_of(self.case, self.answers)))

    def picks(self, question: str) -> tuple[str, ...]:
        """The options picked in a question."""
        answer = self.answers.decisions.get(question)
        return () if answer is None else answer.picks

    @property
    def scores(self) -> dict[AxisName, float | None]:
        """The score of each axis, 0 to 100, or None if the axis has no parts."""
        return {name: self.axes[name].score for name in AXES}

    @property
    def credits(self) -> dict[tuple[str, str], float]:
        """Every credit (0 to 1), by axis and question, action or watch."""
        return {(name, p.id): p.credit for name, axis in self.axes.items() for p in axis.parts}
