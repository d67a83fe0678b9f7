"""Where a learner stands, and how an event changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from trainer.case.compiled import Case
from trainer.engine import events
from trainer.engine.events import Event
from trainer.questions import Answer

Mode = Literal["study", "exam", "room"]
"""The rules of a run: when an answer becomes final, and when its verdict is shown."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A question that is locked: committed, or passed without an answer."""

    day: int
    answer: Answer | None
    """None if it was passed."""
    revealed: bool = False

    @property
    def passed(self) -> bool:
        """Whether the question was passed."""
        return self.answer is None

    @property
    def picks(self) -> tuple[str, ...]:
        """The options picked."""
        return () if self.answer is None else self.answer.picks


@dataclass(frozen=True, slots=True)
class Placed:
    """An order as placed; ``stopped`` is the first day on which it no longer falls.

    ``picked`` is true if a picked option placed it, and not the learner directly.
    """

    order: str
    day: int
    every: int | None = None
    stopped: int | None = None
    undone: bool = False
    picked: bool = False

    def days(self, last: int) -> range:
        """The days on which it falls, ``last`` included."""
        if self.undone:
            return range(0)
        end = last if self.stopped is None else min(last, self.stopped - 1)
        if self.every is None:
            return range(self.day, min(self.day, end) + 1)
        return range(self.day, end + 1, self.every)

    def in_force(self, day: int) -> bool:
        """Whether it is a standing order that had begun by ``day`` and not ended.

        A finding between the days on which it falls answers it too, if it is shown anyway.
        """
        ended = self.undone or (self.stopped is not None and day >= self.stopped)
        return self.every is not None and day >= self.day and not ended


@dataclass(frozen=True, slots=True)
class State:
    """A run at one moment; its events alone determine it."""

    day: int
    locks: Mapping[str, Lock] = field(default_factory=dict)
    orders: tuple[Placed, ...] = ()
    hints: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[tuple[int, str], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    """Ids of questions, each with the learner's doubt about it."""
    takeaway: str = ""
    finished: bool = False
    mode: Mode = "study"
    shown: frozenset[str] = frozenset()
    """The questions of an exam that have been shown to the learner, by id."""


def begin(case: Case, mode: Mode = "study") -> State:
    """The state at the start of the first day."""
    return State(case.scenario.clock.first_day, mode=mode)


def after(state: State, event: Event) -> State:
    """The state once ``event`` has happened; ``moves`` decides whether it may."""
    match event:
        case events.DayReached(day):
            return replace(state, day=day)
        case events.OrderPlaced(order, day, every):
            return replace(state, orders=(*state.orders, Placed(order, day, every)))
        case events.OrderStopped(index, day):
            return _order(state, index, replace(state.orders[index], stopped=day))
        case events.OrderUndone(index):
            return _order(state, index, replace(state.orders[index], undone=True))
        case events.Committed(question, day, answer):
            return _lock(state, question, Lock(day, answer))
        case events.Passed(question, day):
            return _lock(state, question, Lock(day, None))
        case events.Undone(question):
            return replace(state, locks={k: v for k, v in state.locks.items() if k != question})
        case events.Revealed() if state.mode == "exam":
            return state  # an exam shows its verdicts at the end, whatever asks for them earlier
        case events.Revealed(question):
            return _lock(state, question, replace(state.locks[question], revealed=True))
        case events.ElementsMarked(question, elements):
            lock = state.locks[question]
            assert lock.answer is not None
            marked = replace(lock.answer, elements=elements)
            return _lock(state, question, replace(lock, answer=marked))
        case events.QuestionShown(question):
            return replace(state, shown=state.shown | {question})
        case events.HintShown(question):
            count = state.hints.get(question, 0) + 1
            return replace(state, hints={**state.hints, question: count})
        case events.NoteWritten(day, text):
            return replace(state, notes=(*state.notes, (day, text)))
        case events.DoubtKept(question, _, text):
            return replace(state, doubts=(*state.doubts, (question, text)))
        case events.TakeawayWritten(text):
            return replace(state, takeaway=text)
        case events.Finished():
            return replace(state, finished=True)


def replay(case: Case, events: Iterable[Event], mode: Mode = "study") -> State:
    """The state after all ``events``."""
    state = begin(case, mode)
    for event in events:
        state = after(state, event)
    return state


def with_picked_orders(case: Case, state: State) -> State:
    """``state`` with the orders that the picked options place, on the days of their questions."""
    picked = [
        Placed(order.id, lock.day, order.every, picked=True)
        for question, lock in state.locks.items()
        for pick in lock.picks
        for order in case.options[question][pick].orders
    ]
    return replace(state, orders=(*state.orders, *picked)) if picked else state


def _lock(state: State, question: str, lock: Lock) -> State:
    return replace(state, locks={**state.locks, question: lock})


def _order(state: State, index: int, order: Placed) -> State:
    orders = (*state.orders[:index], order, *state.orders[index + 1 :])
    return replace(state, orders=orders)
