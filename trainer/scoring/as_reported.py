"""Agreement with the reported course."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.parts import Axis, ScorePart


def as_reported(case: Case, state: State) -> Axis:
    """Questions answered so far that have a reported answer, by the author's weights."""
    parts = [
        ScorePart.of(question, question.agreement(lock.answer))
        for question in case.questions.values()
        if (lock := state.locks.get(question.id)) is not None and question.has_reported_answer
    ]
    return Axis("as_reported", tuple(parts))
