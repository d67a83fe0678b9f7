"""Fit stored events to the case as it is now, and say what no longer fits.

A case may have changed since a run was stored: a question renamed or moved, an option removed, days
cut off, an order gone. Everything that replays stored events comes through here, so that a state
never holds an answer that its case does not know.

An order or an answer fits if ``moves`` would still allow it. An answer fits as a whole or not at
all, and only on the day of its question. One that does not fit is left out; its question is open
again if its day has not passed. An order that does not fit keeps its place as an order taken back,
since later events name orders by index. A day beyond the last becomes the last. Notes, doubts and
take-aways are always kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from trainer.case.compiled import Case
from trainer.engine import events, moves
from trainer.engine.events import Event, from_dict
from trainer.engine.moves import Refused
from trainer.engine.state import Mode, Placed, after, begin

Key = tuple[str, str | int]


def fitted(case: Case, events: Iterable[Event], mode: Mode = "study") -> Fitter:
    """A fitter that has taken ``events``; it keeps all of them if the case has not changed."""
    fitter = Fitter(case, mode)
    for event in events:
        fitter.take(event)
    return fitter


def fitted_record(case: Case, stored: Iterable[Mapping[str, Any]], mode: Mode = "study") -> Fitter:
    """The same for events as stored. Raises ``ValueError`` if one of them is no event."""
    return fitted(case, (from_dict(dict(values)) for values in stored), mode)


class Fitter:
    """Takes stored events one at a time: ``events`` are those kept, ``state`` is where they lead.

    An answer or order that was undone or replaced later is not listed in ``lost``.
    """

    def __init__(self, case: Case, mode: Mode = "study") -> None:
        self.case = case
        self.state = begin(case, mode)
        self.events: tuple[Event, ...] = ()
        self._lost: dict[Key, str] = {}
        """Sentences by what they concern, so that each is shown once."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Sentences for the learner; they name only questions, options and orders of the run."""
        return tuple(self._lost.values())

    def take(self, event: Event) -> None:
        """Apply ``event`` as far as it fits."""
        match event:
            case events.DayReached(day):
                self._go(day)
            case events.OrderPlaced():
                self._place(event)
            case events.OrderStopped(index):
                placed = self._placed(index)
                if placed and placed.every is not None and placed.stopped is None:
                    self._apply(event)
            case events.OrderUndone(index):
                self._lost.pop(("order", index), None)
                if self._placed(index):
                    self._apply(event)
            case events.Committed() | events.Passed():
                self._answer(event)
            case events.Undone(question):
                self._lost.pop(("question", question), None)
                if self._is_locked(question):
                    self._apply(event)
            case events.Revealed(question):
                if self._is_locked(question):
                    self._apply(event)
            case events.ElementsMarked(question, elements):
                self._mark(question, elements)
            case events.QuestionShown(question):
                if question in self.case.questions:
                    self._apply(event)
            case events.HintShown(question):
                self._hint(question)
            case events.NoteWritten(day, text):
                self._come_to(day)
                self._apply(events.NoteWritten(self.state.day, text))
            case events.TakeawayWritten() | events.DoubtKept():
                self._apply(event)
            case events.Finished():
                self._finish()

    def _apply(self, event: Event) -> None:
        self.events = (*self.events, event)
        self.state = after(self.state, event)

    def _try(self, move: Callable[[], Event]) -> bool:
        try:
            self._apply(move())
        except Refused:
            return False
        return True

    # Stopping or undoing an order and showing a verdict are not checked against the rules again:
    # they have happened, and only need the order or the answer that they are about.

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
            self._lost[("days", "last")] = (
                f"The case now ends on day {clock.last_day}, and the run had come to day {day}."
            )
        # Unlike ``moves.go``, this does not stop at an open question: a run that was already
        # further on stays there when a question is new or open again.
        day = min(day, clock.last_day)
        if day > self.state.day and not self.state.finished:
            self._apply(events.DayReached(day))

    def _come_to(self, day: int) -> None:
        # If the case now begins earlier, no stored event says that the run began on a later day.
        if self.state.day < day <= self.case.scenario.clock.last_day:
            self._go(day)

    def _finish(self) -> None:
        last = self.case.scenario.clock.last_day
        if self.state.day < last:
            self._lost[("days", "last")] = (
                f"The case now goes on after day {self.state.day}, where the run ended."
            )
        if not self.state.finished:
            self._apply(events.Finished())

    def _place(self, event: events.OrderPlaced) -> None:
        self._come_to(event.day)
        today = event.day == self.state.day
        if today and self._try(
            lambda: moves.place(self.case, self.state, event.order, event.every)
        ):
            return
        index = len(self.state.orders)
        self._apply(event)
        self._apply(events.OrderUndone(index))
        order = self.case.catalogue.orders.get(event.order)
        if order is None:
            why = "is no longer in the catalogue"
        else:
            why = "can no longer be placed then" if today else "is on a day no longer played"
        name = event.order if order is None else order.name
        self._lost[("order", index)] = f"The order '{name}' of day {event.day} {why}."

    def _hint(self, question: str) -> None:
        if self._try(lambda: moves.hint(self.case, self.state, question)):
            return
        if question not in self.case.questions:
            self._lose(question, "is no longer in the case")
        elif question not in self.state.locks:
            sentence = f"{self._named(question)}: a hint that was shown is no longer counted."
            self._lost.setdefault(("hint", question), sentence)

    def _mark(self, name: str, elements: tuple[str, ...]) -> None:
        question = self.case.questions.get(name)
        kept = [element for element in elements if question and element in question.markable]
        fits = self._try(lambda: moves.mark(self.case, self.state, name, kept))
        if fits and len(kept) < len(elements):
            sentence = f"{self._named(name)}: some of what you marked is no longer in the case."
            self._lost.setdefault(("mark", name), sentence)

    def _answer(self, event: events.Committed | events.Passed) -> None:
        self._come_to(event.day)
        name = event.decision
        if why := self._misplaced(event):
            self._lose(name, why)
            return
        try:
            if isinstance(event, events.Passed):
                self._apply(moves.pass_by(self.case, self.state, name))
            else:
                self._apply(moves.commit(self.case, self.state, name, event.answer))
        except Refused as refused:
            if name not in self.state.locks:
                self._lose(name, "no longer takes this answer", str(refused))
            return
        self._lost.pop(("question", name), None)

    def _misplaced(self, event: events.Committed | events.Passed) -> str:
        """Which of the answer's question, day and options is gone, in words; empty if none is."""
        question = self.case.questions.get(event.decision)
        if question is None:
            return "is no longer in the case"
        if question.day != event.day:
            return "is now asked on another day"
        if event.day != self.state.day:
            return "is on a day no longer played"
        options = self.case.options[question.id]
        picks = event.answer.picks if isinstance(event, events.Committed) else ()
        gone = [f"'{pick}'" for pick in picks if pick not in options]
        if not (gone and options):
            return ""
        return f"no longer has the option{'s' if len(gone) > 1 else ''} {', '.join(gone)}"

    def _lose(self, question: str, why: str, reason: str = "") -> None:
        self._lost.pop(("hint", question), None)
        sentence = f"{self._named(question)} {why}. {reason}".rstrip()
        self._lost[("question", question)] = sentence

    def _named(self, name: str) -> str:
        question = self.case.questions.get(name)
        # The present title of a later day's question must not be shown yet.
        title = question.title if question and question.day <= self.state.day else name
        return f"The question '{title}'"
