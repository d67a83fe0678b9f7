"""A question asked again, months later, with what was known on its day."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import Lock, State


def on_that_day(case: Case, question: str) -> State:
    """The state in which ``question`` is asked: all before it answered, nothing after it known.

    The part of that day's course that waits for it is hidden, and so is what only an order shows.
    Raises ``KeyError`` if the case has no such question.
    """
    day = case.questions[question].day
    before: dict[str, Lock] = {}
    for name, other in case.questions.items():  # in the order in which they are asked
        if name == question:
            break
        before[name] = Lock(other.day, None, revealed=True)
    return State(day, before)
