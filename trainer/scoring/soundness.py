"""Whether the answers were sound on what was known that day."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.parts import Axis, ScorePart


def soundness(case: Case, state: State) -> Axis:
    """Questions answered so far to which some answer is sound, by the author's weights."""
    parts = []
    for asked in case.decisions.values():
        lock = state.locks.get(asked.id)
        if lock is not None and (got := asked.soundness(lock.answer)) is not None:
            parts.append(ScorePart.of(asked, got))
    return Axis("soundness", tuple(parts))
