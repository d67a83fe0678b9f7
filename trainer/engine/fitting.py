"""Stored events against the case as it is now: which still fit, and what no longer does.

A case may have changed since a run was stored: a question renamed or moved, an option removed, days
cut off, an order gone. Everything that replays stored events comes through here, so that a state
never holds an answer its case does not know.

What is decided: an order or an answer fits if ``moves`` would still allow it. An answer fits as a
whole or not at all, and only on the day its question is put. One that does not fit is left out: its
question is open again if its day has not passed. An order that does not fit stays in its place as
one taken back, since later events name orders by their place. A day beyond the last becomes the
last. What is written is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.case.compiled import Case
from trainer.engine import moves
from trainer.engine.events import (
    Committed,
    DayReached,
    DoubtKept,
    ElementsMarked,
    Event,
    Finished,
    HintShown,
    NoteWritten,
    OrderPlaced,
    OrderStopped,
    OrderUndone,
    Passed,
    QuestionShown,
    Revealed,
    TakeawayWritten,
    Undone,
    from_dict,
)
from trainer.engine.moves import Refused
from trainer.engine.state import Mode, Placed, State, after, begin

Key = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is left of a run in a case: its events, where they lead, and what was left out.

    ``lost`` are sentences for the learner, naming questions, options and orders of the run alone.
    """

    state: State
    events: tuple[Event, ...]
    lost: tuple[str, ...]


def fitted(case: Case, events: Iterable[Event], mode: Mode = "study") -> Fitted:
    """``events`` as far as they fit ``case``; all of them where the case is as it was."""
    fitter = Fitter(case, mode)
    for event in events:
        fitter.take(event)
    return Fitted(fitter.state, tuple(fitter.events), tuple(fitter.lost.values()))


def fitted_record(case: Case, stored: Iterable[Mapping[str, Any]], mode: Mode = "study") -> Fitted:
    """The same of events as they are stored. Raises ``ValueError`` for what is no event."""
    return fitted(case, (from_dict(dict(values)) for values in stored), mode)


class Fitter:
    """Takes stored events one at a time; ``lost`` is by what it concerns, so that it is said once.

    What was undone or answered anew later is not lost.
    """

    def __init__(self, case: Case, mode: Mode = "study") -> None:
        self.case = case
        self.state = begin(case, mode)
        self.events: list[Event] = []
        self.lost: dict[Key, str] = {}

    def take(self, event: Event) -> None:
        """Let ``event`` happen if it fits."""
        match event:
            case DayReached(day):
                self._go(day)
            case OrderPlaced():
                self._place(event)
            case OrderStopped(index):
                placed = self._placed(index)
                if placed and placed.every is not None and placed.stopped is None:
                    self._did(event)
            case OrderUndone(index):
                self.lost.pop(("order", index), None)
                if self._placed(index):
                    self._did(event)
            case Committed() | Passed():
                self._answer(event)
            case Undone(decision):
                self.lost.pop(("question", decision), None)
                if self._is_locked(decision):
                    self._did(event)
            case Revealed(decision):
                if self._is_locked(decision):
                    self._did(event)
            case ElementsMarked(decision, elements):
                self._mark(decision, elements)
            case QuestionShown(decision):
                if decision in self.case.decisions:
                    self._did(event)
            case HintShown(decision):
                self._hint(decision)
            case NoteWritten(day, text):
                self._come_to(day)
                self._did(NoteWritten(self.state.day, text))
            case TakeawayWritten() | DoubtKept():
                self._did(event)
            case Finished():
                self._finish()

    def _did(self, event: Event) -> None:
        self.events.append(event)
        self.state = after(self.state, event)

    def _try(self, move: Callable[[], Event]) -> bool:
        try:
            self._did(move())
        except Refused:
            return False
        return True

    # What was taken back, stopped or shown has happened, whatever the rules would say of it today:
    # it only needs what it is about.

    def _placed(self, index: int) -> Placed | None:
        if not 0 <= index < len(self.state.orders):
            return None
        placed = self.state.orders[index]
        return None if placed.undone else placed

    def _is_locked(self, question: str) -> bool:
        return question in self.state.locks and not self.state.locks[question].revealed

    def _go(self, day: int) -> None:
        clock = self.case.scenario.clock
        if day > clock.last_day:
            self.lost[("days", "last")] = (
                f"The case now ends on day {clock.last_day}, and the run had come to day {day}."
            )
        # Not as ``moves.go``: that a question is open again, or was put in between, holds no run
        # back that has been further on.
        day = min(day, clock.last_day)
        if day > self.state.day and not self.state.finished:
            self._did(DayReached(day))

    def _come_to(self, day: int) -> None:
        # Where play now begins earlier nothing says that the run was further on from the start.
        if self.state.day < day <= self.case.scenario.clock.last_day:
            self._go(day)

    def _finish(self) -> None:
        last = self.case.scenario.clock.last_day
        if self.state.day < last:
            self.lost[("days", "last")] = (
                f"The case now goes on after day {self.state.day}, where the run ended."
            )
        if not self.state.finished:
            self._did(Finished())

    def _place(self, event: OrderPlaced) -> None:
        self._come_to(event.day)
        there = event.day == self.state.day
        if there and self._try(
            lambda: moves.place(self.case, self.state, event.order, event.every)
        ):
            return
        index = len(self.state.orders)
        self._did(event)
        self._did(OrderUndone(index))
        known = self.case.catalogue.orders.get(event.order)
        if known is None:
            why = "is no longer in the catalogue"
        else:
            why = "cannot be placed then any more" if there else "is on a day no longer played"
        name = event.order if known is None else known.name
        self.lost[("order", index)] = f"The order '{name}' of day {event.day} {why}."

    def _hint(self, question: str) -> None:
        if self._try(lambda: moves.hint(self.case, self.state, question)):
            return
        if question not in self.case.decisions:
            self._lose(question, "is no longer in the case")
        elif question not in self.state.locks:
            told = f"{self._named(question)}: a hint that was shown is no longer counted."
            self.lost.setdefault(("hint", question), told)

    def _mark(self, question: str, elements: tuple[str, ...]) -> None:
        asked = self.case.decisions.get(question)
        kept = [name for name in elements if asked and name in asked.markable]
        fits = self._try(lambda: moves.mark(self.case, self.state, question, kept))
        if fits and len(kept) < len(elements):
            gone = f"{self._named(question)}: what you marked is no longer all in the case."
            self.lost.setdefault(("mark", question), gone)

    def _answer(self, event: Committed | Passed) -> None:
        self._come_to(event.day)
        name = event.decision
        asked = self.case.decisions.get(name)
        if asked is None:
            self._lose(name, "is no longer in the case")
            return
        if asked.day != event.day:
            self._lose(name, "is now asked on another day")
            return
        if event.day != self.state.day:
            self._lose(name, "is on a day no longer played")
            return
        try:
            if isinstance(event, Passed):
                self._did(moves.pass_by(self.case, self.state, name))
            else:
                gone = [p for p in event.answer.picks if p not in self.case.options[name]]
                if gone and self.case.options[name]:
                    self._lose(name, f"no longer has {_quoted(gone)}")
                    return
                self._did(moves.commit(self.case, self.state, name, event.answer))
        except Refused as refused:
            if name not in self.state.locks:
                self._lose(name, "no longer takes this answer", str(refused))
            return
        self.lost.pop(("question", name), None)

    def _lose(self, question: str, why: str, reason: str = "") -> None:
        self.lost.pop(("hint", question), None)
        told = f"{self._named(question)} {why}."
        self.lost[("question", question)] = f"{told} {reason}".rstrip()

    def _named(self, question: str) -> str:
        asked = self.case.decisions.get(question)
        # What a question of a later day is called now is not for today.
        known = asked is not None and asked.day <= self.state.day
        return f"The question '{asked.title if asked and known else question}'"


def _quoted(names: list[str]) -> str:
    told = ", ".join(f"'{name}'" for name in names)
    return f"the option {told}" if len(names) == 1 else f"the options {told}"
