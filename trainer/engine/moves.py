"""Which events are allowed: each move gives the event, or refuses with a reason for people.

The rules of what may be done now are those of ``offers``; here what is given is looked at as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.engine import events, offers
from trainer.engine.events import Event
from trainer.engine.state import State
from trainer.errors import TrainerError
from trainer.questions import Answer

LONGEST_TEXT = 4000
LONGEST_INTERVAL = 365
"""Days between two of a standing order."""


class Refused(TrainerError):  # noqa: N818 - named for what happened
    """A move that is not allowed now; its text says why and what to do instead."""


def commit(case: Case, state: State, question: str, answer: Answer) -> events.Committed:
    """Lock a question with an answer.

    Raises ``Refused`` if the question is not open, or the answer does not fit it. More options
    than allowed are accepted: they earn nothing, as in key-feature problems.
    """
    _unless(offers.no_answer(case, state, question))
    if answer.confidence is not None and not 0 <= answer.confidence <= 100:
        raise Refused("Confidence goes from 0 to 100 %.")
    known = case.questions[question]
    _unless(known.misfit(answer))
    clean = replace(answer, reason=_text(answer.reason), text=_text(answer.text), elements=())
    return events.Committed(question, state.day, known.usual(clean))


def pass_by(case: Case, state: State, question: str) -> events.Passed:
    """Leave a question without an answer."""
    _unless(offers.no_answer(case, state, question))
    return events.Passed(question, state.day)


def lock(state: State, answer: events.Committed | events.Passed) -> tuple[Event, ...]:
    """What locking an answer comes to: in study it is final, and its verdict follows at once.

    The events belong into one write: no run is left with an answer whose verdict is owed.
    """
    return (answer, events.Revealed(answer.decision)) if state.mode == "study" else (answer,)


def show(state: State, question: str) -> tuple[events.QuestionShown, ...]:
    """What putting a question comes to: in an exam it makes the answers before it final."""
    noted = state.mode != "exam" or state.finished or question in state.shown
    return () if noted else (events.QuestionShown(question),)


def verdicts_owed(state: State) -> tuple[events.Revealed, ...]:
    """The verdicts of today that a run of 0.1.0, where they took a second key, may still owe."""
    if state.mode != "study" or state.finished:
        return ()
    return tuple(
        events.Revealed(name)
        for name, lock in state.locks.items()
        if lock.day == state.day and not lock.revealed
    )


def undo(case: Case, state: State, question: str) -> events.Undone:
    """Open an answer of an exam again, as long as nothing that waited for it has been shown."""
    _unless(offers.no_undo(case, state, question))
    return events.Undone(question)


def reveal(state: State, question: str) -> events.Revealed:
    """Show the answer to a locked question; never in an exam."""
    _unless(offers.no_reveal(state, question))
    return events.Revealed(question)


def mark(case: Case, state: State, question: str, elements: Iterable[str]) -> events.ElementsMarked:
    """Mark which of the author's elements an answer has; marking again replaces the marks."""
    _unless(offers.no_mark(case, state, question))
    known, marked = case.questions[question].markable, set(elements)
    if unknown := sorted(marked - set(known)):
        raise Refused(f"'{question}' has no element '{unknown[0]}'; it has: {', '.join(known)}.")
    return events.ElementsMarked(question, tuple(name for name in known if name in marked))


def hint(case: Case, state: State, question: str) -> events.HintShown:
    """Show the next hint of an open question; it is recorded."""
    _unless(offers.no_hint(case, state, question))
    return events.HintShown(question)


def place(case: Case, state: State, order: str, every: int | None = None) -> events.OrderPlaced:
    """Place an order today; with ``every`` (days) it stands."""
    _unless(offers.no_order(state))
    if order not in case.catalogue.orders:
        raise Refused(f"There is no order '{order}'.")
    if every is not None and not 1 <= every <= LONGEST_INTERVAL:
        raise Refused(f"A standing order is repeated every 1 to {LONGEST_INTERVAL} days.")
    for placed in state.orders:
        same = placed.order == order and not placed.undone
        if same and placed.day == state.day and placed.every == every and placed.stopped is None:
            raise Refused("This is already ordered today.")
    return events.OrderPlaced(order, state.day, every)


def stop(state: State, index: int | None) -> events.OrderStopped:
    """End a standing order from tomorrow on."""
    _unless(offers.no_stop(state, index))
    assert index is not None
    return events.OrderStopped(index, state.day + 1)


def undo_order(case: Case, state: State, index: int | None) -> events.OrderUndone:
    """Take back an order of today that has no result."""
    _unless(offers.no_undo_order(case, state, index))
    assert index is not None
    return events.OrderUndone(index)


def go(case: Case, state: State, day: int) -> events.DayReached:
    """Move on to a later day, or to the first day before it on which a question waits.

    A day after the last one leads to the last: a refusal would tell which that is.
    """
    _unless(offers.no_way_on(case, state))
    if day <= state.day:
        raise Refused(f"Today is day {state.day}: time goes forward only.")
    asks = [d for d in case.questions_on if state.day < d <= day]
    return events.DayReached(min(asks, default=min(day, case.scenario.clock.last_day)))


def finish(case: Case, state: State) -> events.Finished:
    """End the case on its last day."""
    _unless(offers.no_finish(case, state))
    return events.Finished()


def note(state: State, text: str) -> events.NoteWritten:
    """Write a note on today."""
    if not text.strip():
        raise Refused("The note is empty.")
    return events.NoteWritten(state.day, _text(text))


def doubt(case: Case, state: State, question: str, text: str) -> events.DoubtKept:
    """Keep a doubt about a question that has been put; each one is kept beside the others."""
    _unless(offers.no_doubt(case, state, question))
    if not text.strip():
        raise Refused("Say in a few words what you doubt.")
    return events.DoubtKept(question, state.day, _text(text))


def takeaway(text: str) -> events.TakeawayWritten:
    """Keep the learner's own take-aways."""
    return events.TakeawayWritten(_text(text))


def _unless(why_not: str | None) -> None:
    if why_not:
        raise Refused(why_not)


def _text(text: str) -> str:
    kept = "".join(c for c in text if c.isprintable() or c == "\n").strip()
    if len(kept) > LONGEST_TEXT:
        raise Refused(f"Please keep it under {LONGEST_TEXT} characters.")
    return kept
