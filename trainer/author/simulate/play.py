"""A whole play in the small, and what the real engine and the real scoring make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from trainer.answers import AnswerOrder, Answers, events_of
from trainer.case.compiled import Case
from trainer.engine.state import Placed, replay
from trainer.questions import Answer
from trainer.scoring.parts import Axis
from trainer.scoring.scores import axes

AxisName = Literal["as_reported", "soundness", "timeliness", "vigilance"]
AXES: tuple[AxisName, ...] = get_args(AxisName)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an order or a pick does for timeliness and vigilance.

    ``done``: the timed actions (by place) it has done, each with the day. ``watched``: the days it
    covers, one bit a day, watch after watch.
    """

    done: tuple[tuple[int, int], ...] = ()
    watched: int = 0

    def __or__(self, other: Effect) -> Effect:
        return Effect((*self.done, *other.done), self.watched | other.watched)


NOTHING = Effect()


@dataclass(frozen=True, slots=True)
class Row:
    """An answer to one question, what it earns and what it does.

    Credits are 0 to 1, or None on an axis in which the question has no part.
    """

    answer: Answer | None
    """None if the question is passed."""
    as_reported: float | None = None
    soundness: float | None = None
    effect: Effect = NOTHING

    @property
    def picks(self) -> tuple[str, ...]:
        """The options picked."""
        return () if self.answer is None else self.answer.picks

    def credit(self, axis: AxisName) -> float | None:
        """The credit on an axis of answers; None on the others."""
        return {"as_reported": self.as_reported, "soundness": self.soundness}.get(axis)


@dataclass(frozen=True, slots=True)
class Play:
    """Answers to all decisions, in the order in which they are asked, and the orders placed."""

    rows: tuple[Row, ...]
    orders: tuple[Placed, ...] = ()


def answers_of(case: Case, play: Play) -> Answers:
    """``play`` as an answers file has it; orders by day."""
    asked = zip(case.decisions, play.rows, strict=True)
    decisions = {name: row.answer for name, row in asked if row.answer is not None}
    placed = sorted(play.orders, key=lambda p: (p.day, p.order, p.every or 0))
    orders = tuple(AnswerOrder(id=p.order, day=p.day, interval=p.every) for p in placed)
    return Answers(scenario=case.scenario.id, decisions=decisions, orders=orders)


def played(case: Case, answers: Answers) -> Mapping[str, Axis]:
    """The four axes of playing ``answers`` to the end through the engine.

    Raises ``trainer.answers.BadAnswers`` if the engine refuses an answer or an order.
    """
    return axes(case, replay(case, events_of(case, answers)))


def scores(axes_played: Mapping[str, Axis]) -> dict[AxisName, float | None]:
    """The scores alone, 0 to 100, or None where an axis has no parts."""
    return {name: axes_played[name].score for name in AXES}


def credit(axes_played: Mapping[str, Axis], axis: AxisName, part: str) -> float | None:
    """The credit (0 to 1) of one decision, action or watch; None if it has no part in the axis."""
    return next((p.credit for p in axes_played[axis].parts if p.id == part), None)
