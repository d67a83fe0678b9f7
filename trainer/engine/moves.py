"""The moves of a learner: each returns its event, or raises ``Refused`` with a reason for people.

``offers`` decides what may be done now; a move also checks the values that it is given.
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
"""The most days from one placement of a standing order to the next."""


class Refused(TrainerError):  # noqa: N818 - named for what happened
    """A move that is not allowed now; its text says why and what to do instead."""


def commit(case: Case, state: State, question: str, answer: Answer) -> events.Committed:
    """Lock a question with an answer.

    Raises ``Refused`` if the question is not open, or the answer does not fit it. An answer with
    too many options is accepted and earns nothing, as in key-feature problems.
    """
    _refuse_if(offers.no_answer(case, state, question))
    if answer.confidence is not None and not 0 <= answer.confidence <= 100:
        raise Refused("Confidence goes from 0 to 100 %.")
    case_question = case.questions[question]
    _refuse_if(case_question.misfit(answer))
    clean = replace(answer, reason=_text(answer.reason), text=_text(answer.text), elements=())
    return events.Committed(question, state.day, case_question.usual(clean))


def pass_by(case: Case, state: State, question: str) -> events.Passed:
    """Pass a question without an answer."""
    _refuse_if(offers.no_answer(case, state, question))
    return events.Passed(question, state.day)


def lock(state: State, answer: events.Committed | events.Passed) -> tuple[Event, ...]:
    """The events of locking an answer: in study its verdict is shown at once.

    Save them in one write, so that no run is left with an answer whose verdict is missing.
    """
    return (answer, events.Revealed(answer.decision)) if state.mode == "study" else (answer,)


def show(state: State, question: str) -> tuple[events.QuestionShown, ...]:
    """The events of showing a question: an exam records it, as it makes earlier answers final."""
    if state.mode != "exam" or state.finished or question in state.shown:
        return ()
    return (events.QuestionShown(question),)


def verdicts_owed(state: State) -> tuple[events.Revealed, ...]:
    """Today's missing verdicts in a run of version 0.1.0, where showing one took a second key."""
    if state.mode != "study" or state.finished:
        return ()
    return tuple(
        events.Revealed(name)
        for name, lock in state.locks.items()
        if lock.day == state.day and not lock.revealed
    )


def undo(case: Case, state: State, question: str) -> events.Undone:
    """Undo an answer in an exam, as long as nothing that waited for it has been shown."""
    _refuse_if(offers.no_undo(case, state, question))
    return events.Undone(question)


def reveal(state: State, question: str) -> events.Revealed:
    """Show the verdict on a locked question; refused in an exam."""
    _refuse_if(offers.no_reveal(state, question))
    return events.Revealed(question)


def mark(case: Case, state: State, question: str, elements: Iterable[str]) -> events.ElementsMarked:
    """Mark which of the author's elements an answer contains, in place of any earlier marks."""
    _refuse_if(offers.no_mark(case, state, question))
    markable, marked = case.questions[question].markable, set(elements)
    if unknown := sorted(marked - set(markable)):
        raise Refused(f"'{question}' has no element '{unknown[0]}'; it has: {', '.join(markable)}.")
    return events.ElementsMarked(question, tuple(name for name in markable if name in marked))


def hint(case: Case, state: State, question: str) -> events.HintShown:
    """Show the next hint of an open question; it is recorded."""
    _refuse_if(offers.no_hint(case, state, question))
    return events.HintShown(question)


def place(case: Case, state: State, order: str, every: int | None = None) -> events.OrderPlaced:
    """Place an order today; with ``every`` (days) it is a standing order."""
    _refuse_if(offers.no_order(state))
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
    """Stop a standing order from tomorrow on."""
    _refuse_if(offers.no_stop(state, index))
    assert index is not None
    return events.OrderStopped(index, state.day + 1)


def undo_order(case: Case, state: State, index: int | None) -> events.OrderUndone:
    """Take back an order of today that has no result."""
    _refuse_if(offers.no_undo_order(case, state, index))
    assert index is not None
    return events.OrderUndone(index)


def go(case: Case, state: State, day: int) -> events.DayReached:
    """Move on to ``day``, or only to the first day on the way there that has a question.

    A day beyond the last leads to the last: a refusal would tell which day that is.
    """
    _refuse_if(offers.no_way_on(case, state))
    if day <= state.day:
        raise Refused(f"Today is day {state.day}: time goes forward only.")
    days_asked = [d for d in case.questions_on if state.day < d <= day]
    return events.DayReached(min(days_asked, default=min(day, case.scenario.clock.last_day)))


def finish(case: Case, state: State) -> events.Finished:
    """End the case on its last day."""
    _refuse_if(offers.no_finish(case, state))
    return events.Finished()


def note(state: State, text: str) -> events.NoteWritten:
    """Write a note on today."""
    if not text.strip():
        raise Refused("The note is empty.")
    return events.NoteWritten(state.day, _text(text))


def doubt(case: Case, state: State, question: str, text: str) -> events.DoubtKept:
    """Keep a doubt about a question that has been shown, beside any earlier ones."""
    _refuse_if(offers.no_doubt(case, state, question))
    if not text.strip():
        raise Refused("Say in a few words what you doubt.")
    return events.DoubtKept(question, state.day, _text(text))


def takeaway(text: str) -> events.TakeawayWritten:
    """Keep the learner's take-aways."""
    return events.TakeawayWritten(_text(text))


def _refuse_if(why_not: str | None) -> None:
    if why_not:
        raise Refused(why_not)


def _text(text: str) -> str:
    kept = "".join(c for c in text if c.isprintable() or c == "\n").strip()
    if len(kept) > LONGEST_TEXT:
        raise Refused(f"Please keep it under {LONGEST_TEXT} characters.")
    return kept
