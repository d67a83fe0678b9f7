"""Carry a play's point and choices over to a case that has changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.answers import by_policy
from trainer.case.compiled import Case
from trainer.engine import events
from trainer.engine.events import Event
from trainer.engine.fitting import fitted
from trainer.engine.state import Lock, State


def carried(case: Case, old: State) -> tuple[list[Event], list[str]]:
    """Events that bring ``case`` to the day and choices of ``old``, and notes on what is lost.

    An earlier decision without an answer is passed: it may be new, or have moved to that day.
    """
    target = _in_play(case, old.day)
    steps: list[Event] = []
    notes = ((day, events.NoteWritten(day, text)) for day, text in old.notes)
    dated = (*_orders(old), *_answers(case, old), *notes)
    for day, event in sorted(dated, key=lambda pair: pair[0]):
        if day <= target:
            steps += (events.DayReached(day), event)
    steps.append(events.DayReached(target))
    for index, placed in enumerate(old.orders):
        if placed.stopped is not None:
            steps.append(events.OrderStopped(index, placed.stopped))
    if old.takeaway:
        steps.append(events.TakeawayWritten(old.takeaway))
    fit = fitted(case, steps, old.mode)
    finished = old.finished and target == case.scenario.clock.last_day
    passed = [
        events.Passed(question.id, question.day)
        for question in case.questions.values()
        if question.id not in fit.state.locks and (question.day < target or finished)
    ]
    lost = [*fit.lost, *(f"'{each.decision}' had no answer: passed." for each in passed)]
    return [*fit.events, *passed, *([events.Finished()] if finished else [])], lost


def up_to(case: Case, day: int) -> State:
    """The state of a play that followed the report and has reached ``day``.

    A day out of play becomes the nearest day in play.
    """
    target = _in_play(case, day)
    answers = by_policy(case, "reported").decisions
    locks = {
        name: Lock(question.day, answers.get(name), revealed=name in answers)
        for name, question in case.questions.items()
        if question.day < target
    }
    return State(target, locks)


def _in_play(case: Case, day: int) -> int:
    clock = case.scenario.clock
    return min(max(day, clock.first_day), clock.last_day)


def _orders(old: State) -> Iterator[tuple[int, Event]]:
    for index, placed in enumerate(old.orders):
        yield placed.day, events.OrderPlaced(placed.order, placed.day, placed.every)
        if placed.undone:
            yield placed.day, events.OrderUndone(index)


def _answers(case: Case, old: State) -> Iterator[tuple[int, Event]]:
    """The events of hints and answers, each on the day on which its question is put now."""
    for question in case.questions.values():
        for _ in range(min(old.hints.get(question.id, 0), len(question.hints))):
            yield question.day, events.HintShown(question.id)
        lock = old.locks.get(question.id)
        if lock is None:
            continue
        if lock.answer is None:
            yield question.day, events.Passed(question.id, question.day)
        else:
            yield question.day, events.Committed(question.id, question.day, lock.answer)
        if lock.revealed:
            yield question.day, events.Revealed(question.id)
        if lock.answer is not None and lock.answer.elements:
            yield question.day, events.ElementsMarked(question.id, lock.answer.elements)
