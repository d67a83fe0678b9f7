"""Whether the answers were sound on what was known that day."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.parts import Axis, ScorePart, rounded


def soundness(case: Case, state: State) -> Axis:
    """Questions answered so far that have a sound answer, by the author's weights.

    Beside the score stands the score of those answered without a hint.
    """
    parts = []
    for question in case.questions.values():
        lock = state.locks.get(question.id)
        if lock is not None and (earned := question.soundness(lock.answer)) is not None:
            parts.append(ScorePart.of(question, earned))
    without_hint = tuple(p for p in parts if not state.hints.get(p.id))
    unaided = {"score": rounded(Axis("unaided", without_hint).score), "n": len(without_hint)}
    return Axis("soundness", tuple(parts), {"unaided": unaided})
