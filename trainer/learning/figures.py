"""Shares with their confidence intervals, and when there are enough answers to show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any, Literal

from trainer.scoring.limits import ENOUGH

Z = 1.959964
"""The quantile of the normal distribution for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``n`` answers were sound, with Wilson's interval at 95 %."""

    n: int
    sound: int

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to show their share."""
        return self.n >= ENOUGH

    @property
    def share(self) -> float:
        """0 to 1; 0 without answers."""
        return self.sound / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (J Am Stat Assoc 1927;22:209-12); 0 to 1 without answers."""
        if not self.n:
            return 0.0, 1.0
        p, n, z2 = self.share, self.n, Z * Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values; the share and its interval are null if there are too few answers."""
        low, high = self.interval
        return {
            "n": self.n,
            "sound": self.sound,
            "enough": self.enough,
            "share": round(self.share, 4) if self.enough else None,
            "low": round(low, 4) if self.enough else None,
            "high": round(high, 4) if self.enough else None,
        }


def difference(later: Share, earlier: Share) -> tuple[float, float, float]:
    """``later`` minus ``earlier``, and the limits of its interval at 95 %, each -1 to 1.

    Newcombe's hybrid of two Wilson intervals (Stat Med 1998;17:873-90, method 10).
    """
    p, q = later.share, earlier.share
    (low, high), (low_q, high_q) = later.interval, earlier.interval
    below = sqrt((p - low) ** 2 + (high_q - q) ** 2)
    above = sqrt((high - p) ** 2 + (q - low_q) ** 2)
    return p - q, p - q - below, p - q + above


Leaning = Literal["about right", "too sure", "too unsure", "too few"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """Stated confidences compared with the soundness of the answers."""

    stated: Sequence[tuple[int, bool]]
    """Confidences in per cent, each with whether that answer was sound."""

    @property
    def share(self) -> Share:
        """How many of the answers with a confidence were sound."""
        return Share(len(self.stated), sum(sound for _, sound in self.stated))

    @property
    def mean(self) -> float | None:
        """The mean confidence, 0 to 1; None without any."""
        n = len(self.stated)
        return sum(confidence for confidence, _ in self.stated) / (100 * n) if n else None

    @property
    def leaning(self) -> Leaning:
        """Too sure if the mean confidence is above the share's interval, too unsure if below."""
        share, mean = self.share, self.mean
        if mean is None or not share.enough:
            return "too few"
        low, high = share.interval
        return "too sure" if mean > high else "too unsure" if mean < low else "about right"

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        mean = self.mean
        enough = self.share.enough and mean is not None
        return {
            "n": len(self.stated),
            "mean": round(mean, 4) if enough and mean is not None else None,
            "you_are": self.leaning,
        }


EDGES = (0, 20, 40, 60, 80, 101)
"""The confidences, in per cent, at which the parts of the curve begin; then the end of the last."""


def curve(stated: Sequence[tuple[int, bool]]) -> list[tuple[int, int, Confidence]]:
    """Confidence in parts of 20 per cent: first, last, and the answers in that part."""
    return [
        (low, high - 1, Confidence([(c, s) for c, s in stated if low <= c < high]))
        for low, high in pairwise(EDGES)
    ]
