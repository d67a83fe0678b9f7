"""A case file played as it is written: the same point and choices in a case that has changed."""

from __future__ import annotations

from dataclasses import replace

from trainer.answers import by_policy
from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.engine import moves
from trainer.engine.events import Event, OrderStopped, Revealed
from trainer.engine.state import Lock, State, after, begin
from trainer.questions import Answer


def carried(case: Case, old: State) -> tuple[list[Event], list[str]]:
    """Events that lead to ``old``'s day in ``case`` with its choices, and what no longer fits.

    A decision before that day without an answer is passed: it may be new, or was put earlier.
    """
    return _Replay(case, old).carry()


def up_to(case: Case, day: int) -> State:
    """The choices of somebody who did as the report did and has come to ``day``.

    A day out of play becomes the nearest in play.
    """
    clock = case.scenario.clock
    target = min(max(day, clock.first_day), clock.last_day)
    answers = by_policy(case, "reported").decisions
    locks = {}
    for name, decision in case.decisions.items():
        if decision.day < target:
            answer = answers.get(name)
            locks[name] = Lock(decision.day, answer, revealed=answer is not None)
    return State(target, locks)


class _Replay:
    def __init__(self, case: Case, old: State) -> None:
        clock = case.scenario.clock
        self.case = case
        self.old = old
        self.target = min(max(old.day, clock.first_day), clock.last_day)
        self.state = begin(case, old.mode)
        self.events: list[Event] = []
        self.lost: list[str] = []
        self.places: dict[int, int] = {}
        """Where each order of the old run stands in the new one."""

    def carry(self) -> tuple[list[Event], list[str]]:
        days = {*self.case.decisions_on, *(o.day for o in self.old.orders)}
        days |= {day for day, _ in self.old.notes} | {self.target}
        for day in sorted(d for d in days if d <= self.target):
            if day > self.state.day:
                self._add(moves.go(self.case, self.state, day))
            self._orders(day)
            for decision in self.case.decisions_on.get(day, ()):
                self._decision(decision)
            for text in (text for written, text in self.old.notes if written == day):
                self._add(moves.note(self.state, text))
        for index, placed in enumerate(self.old.orders):
            if placed.stopped is not None and index in self.places:
                self._add(OrderStopped(self.places[index], placed.stopped))
        if self.old.takeaway:
            self._add(moves.takeaway(self.old.takeaway))
        if self.old.finished and self.target == self.case.scenario.clock.last_day:
            self._add(moves.finish(self.case, self.state))
        return self.events, self.lost

    def _add(self, event: Event) -> None:
        self.events.append(event)
        self.state = after(self.state, event)

    def _orders(self, day: int) -> None:
        for index, placed in enumerate(self.old.orders):
            if placed.day != day or placed.undone:
                continue
            try:
                self._add(moves.place(self.case, self.state, placed.order, placed.every))
                self.places[index] = len(self.state.orders) - 1
            except moves.Refused as refused:
                self.lost.append(f"The order '{placed.order}' of day {day}: {refused}")

    def _decision(self, decision: Decision) -> None:
        lock = self.old.locks.get(decision.id)
        over = decision.day < self.target or self.old.finished
        if lock is None:
            if over:
                self._pass(decision)
                self.lost.append(f"'{decision.id}' had no answer: passed.")
            return
        for _ in range(min(self.old.hints.get(decision.id, 0), len(decision.hints))):
            self._add(moves.hint(self.case, self.state, decision.id))
        try:
            if lock.answer is None:
                self._pass(decision)
            else:
                answer = self._fitted(decision, lock.answer)
                self._add(moves.commit(self.case, self.state, decision.id, answer))
        except moves.Refused as refused:
            self.lost.append(f"Your answer to '{decision.id}': {refused}")
            if over:
                self._pass(decision)
            return
        if lock.revealed:
            self._add(Revealed(decision.id))

    def _pass(self, decision: Decision) -> None:
        self._add(moves.pass_by(self.case, self.state, decision.id))

    def _fitted(self, decision: Decision, answer: Answer) -> Answer:
        """The answer without what the decision no longer offers."""
        known = self.case.options[decision.id]
        if gone := [p for p in answer.picks if p not in known]:
            self.lost.append(f"'{decision.id}' no longer has: {', '.join(gone)}.")
        return replace(
            answer,
            picks=tuple(p for p in answer.picks if p in known),
            value=None if decision.choices else answer.value,
        )
