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
"""By which rules a run is played: when an answer is final, and when its verdict is told."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A question that is locked: committed, or passed without an answer."""

    day: int
    answer: Answer | None
    """None if it was passed."""
    revealed: bool = False

    @property
    def passed(self) -> bool:
        """Whether it was left without an answer."""
        return self.answer is None

    @property
    def picks(self) -> tuple[str, ...]:
        """The options picked."""
        return () if self.answer is None else self.answer.picks


@dataclass(frozen=True, slots=True)
class Placed:
    """An order as placed; ``stopped`` is the first day it no longer falls on.

    ``picked`` is true of one that came with a picked option, not from the learner's own thought.
    """

    order: str
    day: int
    every: int | None = None
    stopped: int | None = None
    undone: bool = False
    picked: bool = False

    def days(self, last: int) -> range:
        """The days it falls on, up to ``last``."""
        if self.undone:
            return range(0)
        end = last if self.stopped is None else min(last, self.stopped - 1)
        if self.every is None:
            return range(self.day, min(self.day, end) + 1)
        return range(self.day, end + 1, self.every)

    def in_force(self, day: int) -> bool:
        """Whether a standing order had begun and not ended: what is told between its days, and
        would have been told without it, answers it as well."""
        ended = self.undone or (self.stopped is not None and day >= self.stopped)
        return self.every is not None and day >= self.day and not ended


@dataclass(frozen=True, slots=True)
class State:
    """A run at one moment; follows from its events alone."""

    day: int
    locks: Mapping[str, Lock] = field(default_factory=dict)
    orders: tuple[Placed, ...] = ()
    hints: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[tuple[int, str], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    """Questions by id, and what the learner doubts of them."""
    takeaway: str = ""
    finished: bool = False
    mode: Mode = "study"
    shown: frozenset[str] = frozenset()
    """The questions of an exam that have been put to the learner."""


def begin(case: Case, mode: Mode = "study") -> State:
    """The state before anything has happened: the first day."""
    return State(case.scenario.clock.first_day, mode=mode)


def after(state: State, event: Event) -> State:
    """The state once ``event`` has happened. Does not judge whether it may: see ``moves``."""
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
            return state  # whoever says so: an exam's verdicts come with its end
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
            shown = state.hints.get(question, 0) + 1
            return replace(state, hints={**state.hints, question: shown})
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
    """``state`` with the orders that committed options place, on the days of their questions."""
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
