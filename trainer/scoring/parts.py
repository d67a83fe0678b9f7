"""What a score is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from trainer.questions import Credit, Question
from trainer.values.base import Citation


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One question, action, watch or order on one axis.

    ``credit`` is 0 to 1; ``detail`` gives the reason in words; ``facts`` holds figures such as
    days early or late.
    """

    id: str
    label: str
    credit: float
    weight: float
    detail: str
    cite: tuple[Citation, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, question: Question, earned: Credit) -> Self:
        """The part for what an answer to ``question`` earned."""
        return cls(
            question.id, question.title, earned.credit, question.weight, earned.detail, earned.cite
        )

    def to_dict(self) -> dict[str, Any]:
        """The part as JSON values; ``points`` are credit times weight, ``of`` the most possible."""
        return {
            "id": self.id,
            "label": self.label,
            "credit": round(self.credit, 6),
            "weight": self.weight,
            "points": round(self.credit * self.weight, 6),
            "of": self.weight,
            "detail": self.detail,
            "cite": [str(c) for c in self.cite],
            **self.facts,
        }


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its parts and their score.

    ``beside`` holds JSON values that are shown beside the score and are never part of it.
    """

    name: str
    parts: tuple[ScorePart, ...]
    beside: Mapping[str, Any] = field(default_factory=dict)
    enough: bool = True
    """Whether there are enough parts for a score."""

    @property
    def score(self) -> float | None:
        """The weighted mean of the parts' credits, times 100; None without enough parts."""
        if not self.enough:
            return None
        points = (p.credit * p.weight for p in self.parts)
        return percent(points, sum(p.weight for p in self.parts))

    def to_dict(self) -> dict[str, Any]:
        """The axis as JSON values."""
        return {
            "score": rounded(self.score),
            "parts": [p.to_dict() for p in self.parts],
            **self.beside,
        }


def rounded(score: float | None) -> float | None:
    """A score to four decimal places, as it is stored and printed as JSON."""
    return None if score is None else round(score, 4)


def percent(points: Iterable[float], full: float) -> float | None:
    """The sum of ``points`` as a percentage of ``full``; None if ``full`` is 0."""
    return 100 * sum(points) / full if full else None
