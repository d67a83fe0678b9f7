"""Whether the picks were sound on what was known that day."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.parts import Axis, ScorePart


def soundness(case: Case, state: State) -> Axis:
    """Decisions answered so far of which soundness is judged; each counts the same."""
    parts = []
    for asked in case.decisions.values():
        lock = state.locks.get(asked.id)
        if lock is not None and (got := asked.soundness(lock.answer)) is not None:
            parts.append(ScorePart.of(asked, got, 1.0))
    return Axis("soundness", tuple(parts))
