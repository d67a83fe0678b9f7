"""Which unplayed case would train the learner's weak principles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trainer.learning.answers import CaseFacts
from trainer.learning.queue import Scheduled


def weak_principles(
    back: Iterable[Scheduled], cases: Mapping[str, CaseFacts], least: int = 2
) -> list[str]:
    """Principles with at least ``least`` questions still open, those with the most first."""
    count: dict[str, int] = {}
    for item in back:
        if item.why != "rest":
            case, question = item.key
            for principle in cases[case].questions[question].principles:
                count[principle] = count.get(principle, 0) + 1
    weak = [p for p in count if count[p] >= least]
    return sorted(weak, key=lambda p: (-count[p], p))


def suggestion(weak: Sequence[str], trained: Mapping[str, Iterable[str]]) -> str | None:
    """The unplayed case that best trains the ``weak`` principles; None if none trains any.

    ``trained`` has the principles of each unplayed case, by the id of the case.
    """
    scores = {
        case: sum(1 / (1 + weak.index(p)) for p in set(principles) if p in weak)
        for case, principles in trained.items()
    }
    best = max(scores, key=lambda case: (scores[case], case), default=None)
    return best if best is not None and scores[best] else None
