"""A robot that always picks the first, or the longest, option scores far above chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.choices import Choice
from trainer.questions import Answer, Question

_ENOUGH = 5
_SPREADS = 2  # about 2 of 100 blind players come so far

_ROBOTS: dict[str, Callable[[Choice], int]] = {
    "first": lambda choice: 0,  # noqa: ARG005 - all robots are asked alike
    "last": lambda choice: len(choice.lengths) - 1,
    "longest": lambda choice: choice.lengths.index(max(choice.lengths)),
    "shortest": lambda choice: choice.lengths.index(min(choice.lengths)),
}


def _check(subject: Subject) -> Iterator[Hit]:
    asked = [c for c in subject.choices if c.decision.has_reported_answer]
    if len(asked) < _ENOUGH:
        return
    earned = [_credits(c.decision) for c in asked]
    weights = [c.decision.weight for c in asked]
    whole = sum(weights)
    means = [sum(e) / len(e) for e in earned]
    blind = sum(w * m for w, m in zip(weights, means, strict=True)) / whole
    variances = [sum((x - m) ** 2 for x in e) / len(e) for e, m in zip(earned, means, strict=True)]
    spread = sqrt(sum(w * w * v for w, v in zip(weights, variances, strict=True))) / whole
    for name, pick in _ROBOTS.items():
        got = (w * e[pick(c)] for w, e, c in zip(weights, earned, asked, strict=True))
        score = sum(got) / whole
        if score > blind + _SPREADS * spread:
            yield Hit(
                ("decisions",),
                f"a robot that always picks the {name} option scores {100 * score:.0f} in agreement,"
                f" a blind pick {100 * blind:.0f} on average, give or take {100 * spread:.0f}.",
                "Reorder or reword options; 'trainer simulate' plays such robots and names their answers.",
            )


def _credits(decision: Question) -> list[float]:
    """What each option alone earns in agreement with the report."""
    return [decision.agreement(Answer((o.id,))).credit for o in decision.choices]


_PROMPT = "Which step comes first in looking for the cause of her cough?"
_BAD = ("*A film of the chest", "A biopsy of the lung", "A blood test")
_GOOD = (_BAD, ("A biopsy of the lung", "*A film of the chest", "A blood test"))

RULE = Rule(
    "W424",
    "warning",
    "a robot scores far above chance",
    _check,
    reason="If a rule that reads nothing beats blind picks, the form gives answers away, whatever the single cues are. Worked out, not drawn: what each option alone earns in agreement with the report, by the author's weights, against a pick at random; warned from two standard deviations above it on, with at least five decisions. Four robots: first, last, longest, shortest.",
    bad=asks(*(one(_PROMPT, *_BAD, name=f"look-{n}") for n in range(5))),
    good=asks(*(one(_PROMPT, *_GOOD[n % 3 > 0], name=f"look-{n}") for n in range(5))),
)  # fmt: skip
