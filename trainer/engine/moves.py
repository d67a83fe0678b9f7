"""Which events are allowed: each move gives the event, or refuses with a reason for people."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.engine.events import (
    Committed,
    DayReached,
    Event,
    Finished,
    HintShown,
    NoteWritten,
    OrderPlaced,
    OrderStopped,
    OrderUndone,
    Passed,
    Revealed,
    TakeawayWritten,
    Undone,
)
from trainer.engine.state import Placed, State
from trainer.engine.views import open_decisions
from trainer.errors import TrainerError
from trainer.questions import Answer

LONGEST_TEXT = 4000
LONGEST_INTERVAL = 365
"""Days between two of a standing order."""


class Refused(TrainerError):  # noqa: N818 - named for what happened
    """A move that is not allowed now; its text says why and what to do instead."""


def commit(case: Case, state: State, decision: str, answer: Answer) -> Committed:
    """Lock a decision with an answer.

    Raises ``Refused`` if the decision is not open, or the answer does not fit it. More options
    than allowed are accepted: they score nothing in concordance, as in key-feature problems.
    """
    asked = _open(case, state, decision)
    if answer.confidence is not None and not 0 <= answer.confidence <= 100:
        raise Refused("Confidence goes from 0 to 100 %.")
    if misfit := asked.misfit(answer):
        raise Refused(misfit)
    return Committed(decision, state.day, replace(asked.usual(answer), reason=_text(answer.reason)))


def pass_by(case: Case, state: State, decision: str) -> Passed:
    """Leave a decision without an answer."""
    _open(case, state, decision)
    return Passed(decision, state.day)


def lock(mode: Literal["study", "exam"], answer: Committed | Passed) -> tuple[Event, ...]:
    """What locking an answer comes to: in study it is final, and its verdict follows at once.

    The events belong into one write: no run is left with an answer whose verdict is owed.
    """
    return (answer,) if mode == "exam" else (answer, Revealed(answer.decision))


def verdicts_owed(mode: Literal["study", "exam"], state: State) -> tuple[Revealed, ...]:
    """The verdicts of today that a run of 0.1.0, where they took a second key, may still owe."""
    if mode == "exam" or state.finished:
        return ()
    return tuple(
        Revealed(name)
        for name, lock in state.locks.items()
        if lock.day == state.day and not lock.revealed
    )


def undo(state: State, decision: str) -> Undone:
    """Open a locked decision again, as long as its verdict has not been shown."""
    lock = state.locks.get(decision)
    if lock is None:
        raise Refused("There is nothing to undo here.")
    if lock.revealed:
        raise Refused("The answer is final: its verdict has been shown.")
    if lock.day != state.day or state.finished:
        raise Refused("That day is over: what was decided on it stays.")
    return Undone(decision)


def reveal(state: State, decision: str) -> Revealed:
    """Show the answer to a locked decision."""
    lock = state.locks.get(decision)
    if lock is None:
        raise Refused("Commit your answer first.")
    if lock.revealed:
        raise Refused("The answer is already shown.")
    return Revealed(decision)


def hint(case: Case, state: State, decision: str) -> HintShown:
    """Show the next hint of an open decision; it is recorded."""
    asked = _open(case, state, decision)
    if state.hints.get(decision, 0) >= len(asked.hints):
        raise Refused("There is no further hint.")
    return HintShown(decision)


def place(case: Case, state: State, order: str, every: int | None = None) -> OrderPlaced:
    """Place an order today; with ``every`` (days) it stands."""
    if state.finished:
        raise Refused("The case is over.")
    if order not in case.catalogue.orders:
        raise Refused(f"There is no order '{order}'.")
    if every is not None and not 1 <= every <= LONGEST_INTERVAL:
        raise Refused(f"A standing order is repeated every 1 to {LONGEST_INTERVAL} days.")
    for placed in state.orders:
        same = placed.order == order and not placed.undone
        if same and placed.day == state.day and placed.every == every and placed.stopped is None:
            raise Refused("This is already ordered today.")
    return OrderPlaced(order, state.day, every)


def stop(state: State, index: int) -> OrderStopped:
    """End a standing order from tomorrow on."""
    placed = _placed(state, index)
    if placed.every is None or placed.undone or placed.stopped is not None:
        raise Refused("This is not a standing order.")
    return OrderStopped(index, state.day + 1)


def undo_order(case: Case, state: State, index: int) -> OrderUndone:
    """Take back an order of today that has no result."""
    placed = _placed(state, index)
    if placed.undone or placed.day != state.day or state.finished:
        raise Refused("That day is over: what was ordered on it stays.")
    if case.order(placed.order).kind == "test":
        raise Refused("This test has been answered: it can be stopped, not undone.")
    return OrderUndone(index)


def go(case: Case, state: State, day: int) -> DayReached:
    """Move on to a later day, or to the first day before it that asks for a decision."""
    last = case.scenario.clock.last_day
    if state.finished:
        raise Refused("The case is over.")
    waiting = open_decisions(case, state)
    if waiting:
        raise Refused(f"'{waiting[0].title}' is open: answer it, or pass it.")
    if day <= state.day:
        raise Refused(f"Today is day {state.day}: time goes forward only.")
    if day > last:
        raise Refused(f"The last day is {last}.")
    asks = [d for d in case.decisions_on if state.day < d <= day]
    return DayReached(min(asks, default=day))


def finish(case: Case, state: State) -> Finished:
    """End the case on its last day."""
    if state.finished:
        raise Refused("The case is over.")
    if state.day < case.scenario.clock.last_day:
        raise Refused(f"The case goes on to day {case.scenario.clock.last_day}.")
    waiting = open_decisions(case, state)
    if waiting:
        raise Refused(f"'{waiting[0].title}' is open: answer it, or pass it.")
    return Finished()


def note(state: State, text: str) -> NoteWritten:
    """Write a note on today."""
    if not text.strip():
        raise Refused("The note is empty.")
    return NoteWritten(state.day, _text(text))


def takeaway(text: str) -> TakeawayWritten:
    """Keep the learner's own take-aways."""
    return TakeawayWritten(_text(text))


def _placed(state: State, index: int) -> Placed:
    if not 0 <= index < len(state.orders):
        raise Refused("There is no such order.")
    return state.orders[index]


def _open(case: Case, state: State, decision: str) -> Decision:
    asked = case.decisions.get(decision)
    if asked is None:
        raise Refused(f"There is no decision '{decision}'.")
    if decision in state.locks:
        raise Refused("This is already answered.")
    if asked not in open_decisions(case, state):
        raise Refused(f"'{asked.title}' is asked on day {asked.day}; today is day {state.day}.")
    return asked


def _text(text: str) -> str:
    kept = "".join(c for c in text if c.isprintable() or c == "\n").strip()
    if len(kept) > LONGEST_TEXT:
        raise Refused(f"Please keep it under {LONGEST_TEXT} characters.")
    return kept
