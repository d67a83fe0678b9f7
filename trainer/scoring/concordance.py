"""Agreement with the reported course."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.parts import Axis, ScorePart


def concordance(case: Case, state: State) -> Axis:
    """Decisions answered so far that have a reported answer, by the author's weights."""
    parts = []
    for asked in case.decisions.values():
        lock = state.locks.get(asked.id)
        if lock is not None and asked.has_reported_answer:
            got = asked.agreement(lock.answer)
            parts.append(ScorePart.of(asked, got, asked.weight))
    return Axis("concordance", tuple(parts))
