"""Agreement with the reported course."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.parts import Axis, ScorePart


def as_reported(case: Case, state: State) -> Axis:
    """Questions answered so far that have a reported answer, by the author's weights."""
    parts = [
        ScorePart.of(asked, asked.agreement(lock.answer))
        for asked in case.decisions.values()
        if (lock := state.locks.get(asked.id)) is not None and asked.has_reported_answer
    ]
    return Axis("as_reported", tuple(parts))
