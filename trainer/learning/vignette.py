"""A question put again, months later: on what was known that day, in a new order of options."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import Lock, State


def on_that_day(case: Case, question: str) -> State:
    """The state in which ``question`` is put: all before it answered, nothing after it known.

    What the team did of its day that waits for it is not told, nor what only an order would show.
    Raises ``KeyError`` where the case has no such question.
    """
    day = case.questions[question].day
    before: dict[str, Lock] = {}
    for name, other in case.questions.items():  # in the order in which they are put
        if name == question:
            break
        before[name] = Lock(other.day, None, revealed=True)
    return State(day, before)
