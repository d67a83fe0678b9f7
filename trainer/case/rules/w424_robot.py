"""a robot scores far above chance

If a rule that reads nothing beats blind picks, the form gives answers away, whatever the single cues are. Worked out, not drawn: what each option alone earns in agreement with the report, by the author's weights, against a pick at random; warned from two standard deviations above it on, with at least five decisions. Four robots: first, last, longest, shortest.

- 5 × Which step comes first in looking for the cause of her cough?
+ 2 × Which step comes first in looking for the cause of her cough?
    *A film of the chest
    A biopsy of the lung
    A blood test
+ 3 × Which step comes first in looking for the cause of her cough?
+   A biopsy of the lung
+   *A film of the chest
+   A blood test
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import fmean

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.questions import Question
from trainer.questions.option import agreement_credit

_ENOUGH = 5
_SPREADS = 2  # about 2 of 100 blind players come so far

_ROBOTS: dict[str, Callable[[Sequence[int]], int]] = {
    "first": lambda lengths: 0,  # noqa: ARG005 - all robots are asked alike
    "last": lambda lengths: len(lengths) - 1,
    "longest": lambda lengths: lengths.index(max(lengths)),
    "shortest": lambda lengths: lengths.index(min(lengths)),
}


def check(subject: Subject) -> Hits:
    items = [item for item in subject.items if item.decision.has_reported_answer]
    if len(items) < _ENOUGH:
        return
    whole = sum(item.decision.weight for item in items)
    earned = [_earned(item.decision, whole) for item in items]
    blind = sum(map(fmean, earned))
    spread = sqrt(sum(map(_variance, earned)))
    for name, pick in _ROBOTS.items():
        score = sum(e[pick(item.lengths)] for e, item in zip(earned, items, strict=True))
        if score > blind + _SPREADS * spread:
            message = (
                f"a robot that always picks the {name} option scores {100 * score:.0f} in agreement,"
                f" a blind pick {100 * blind:.0f} on average, give or take {100 * spread:.0f}."
            )
            advice = "Reorder or reword options; 'trainer simulate' plays such robots and names their answers."
            yield Hit(("decisions",), message, advice)


def _earned(question: Question, whole: float) -> list[float]:
    """What each option alone adds to agreement with the report, of 1 in all."""
    share, options = question.weight / whole, question.choices
    return [share * agreement_credit([o], options, question.most) for o in options]


def _variance(values: list[float]) -> float:
    mean = fmean(values)
    return fmean((value - mean) ** 2 for value in values)
