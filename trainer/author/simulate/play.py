"""A whole play in the small, and what the real engine and the real scoring make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from trainer.answers import AnswerOrder, Answers, events_of
from trainer.case.compiled import Case
from trainer.case.model import EstimateDecision
from trainer.engine.state import Placed, replay
from trainer.questions import Answer
from trainer.scoring.parts import Axis
from trainer.scoring.scores import axes

AxisName = Literal["concordance", "soundness", "timing", "vigilance"]
AXES: tuple[AxisName, ...] = get_args(AxisName)


@dataclass(frozen=True, slots=True)
class Play:
    """Answers to all decisions, in the order in which they are asked, and the orders placed."""

    picks: tuple[int, ...]
    """One number a decision: its bit i stands for option i; 0 if passed, and for an estimate."""
    values: tuple[float | None, ...]
    """One a decision: the number estimated; None if passed, and where options are picked."""
    orders: tuple[Placed, ...] = ()


def answers_of(case: Case, play: Play) -> Answers:
    """``play`` as an answers file has it; orders by day."""
    decisions: dict[str, Answer] = {}
    for asked, mask, value in zip(case.decisions.values(), play.picks, play.values, strict=True):
        if isinstance(asked, EstimateDecision):
            if value is not None:
                decisions[asked.id] = Answer(value=value)
        elif mask:
            picks = (o.id for i, o in enumerate(asked.options) if mask >> i & 1)
            decisions[asked.id] = Answer(picks=tuple(picks))
    placed = sorted(play.orders, key=lambda p: (p.day, p.order, p.every or 0))
    orders = tuple(AnswerOrder(id=p.order, day=p.day, interval=p.every) for p in placed)
    return Answers(scenario=case.scenario.id, decisions=decisions, orders=orders)


def play_of(case: Case, answers: Answers) -> Play:
    """The other way: ``answers`` must fit the case (see ``trainer.answers.events_of``)."""
    masks: list[int] = []
    values: list[float | None] = []
    for asked in case.decisions.values():
        answer = answers.decisions.get(asked.id, Answer())
        places = {name: i for i, name in enumerate(case.options[asked.id])}
        masks.append(sum(1 << places[pick] for pick in answer.picks))
        values.append(answer.value)
    orders = tuple(Placed(o.id, o.day, o.interval) for o in answers.orders)
    return Play(tuple(masks), tuple(values), orders)


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
