"""Which unplayed case would train the learner's weak principles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from trainer.learning.answers import CaseFacts
from trainer.learning.queue import Scheduled


def weak_principles(back: Iterable[Scheduled], cases: Mapping[str, CaseFacts]) -> list[str]:
    """Principles with at least two questions still open, those with the most first."""
    count: Counter[str] = Counter()
    for item in back:
        if item.why != "rest":
            case, question = item.key
            count.update(cases[case].questions[question].principles)
    return sorted((p for p in count if count[p] >= 2), key=lambda p: (-count[p], p))


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
