"""Scores of a panel: the script concordance test's aggregate method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from statistics import mean, stdev


def credits_of(votes: Sequence[Hashable]) -> Mapping[Hashable, float]:
    """The credit of each answer a panel gave: votes for it over votes for the modal answer.

    Lubarsky et al., Med Teach 2013;35:184-193 (AMEE guide 75). An answer nobody gave earns nothing.
    """
    counts = Counter(votes)
    most = max(counts.values())
    return {answer: n / most for answer, n in counts.items()}


def total(answers: Sequence[Hashable], panel: Sequence[Sequence[Hashable]]) -> float:
    """The mean credit of ``answers`` times 100; ``panel`` holds each item's votes."""
    shares = [credits_of(v).get(a, 0.0) for a, v in zip(answers, panel, strict=True)]
    return 100 * mean(shares)


def leave_one_out(panel: Sequence[Sequence[Hashable]]) -> list[float]:
    """Each panel member's total against the others: a panel never grades itself."""
    members = len(panel[0])
    return [
        total([votes[m] for votes in panel], [[*votes[:m], *votes[m + 1 :]] for votes in panel])
        for m in range(members)
    ]


def z_score(score: float, panel_totals: Sequence[float]) -> float:
    """A total on the scale on which the panel has mean 80 and standard deviation 5."""
    return 80 + 5 * (score - mean(panel_totals)) / stdev(panel_totals)
