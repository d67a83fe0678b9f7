"""What an answer earns, what it is held against, and what is said of it once it is revealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.questions.answer import Answer
from trainer.values.base import Citation, OptionalCitations, Part, Text

NEAR_FULL = 1 - 1e-9
"""Credit above this is full: a sum of shares may fall short of 1 in binary."""


def degree(credit: float) -> int:
    """0 for no credit, 1 for some, 2 for all."""
    return 0 if credit <= 0 else 2 if credit > NEAR_FULL else 1


class ReportedAnswer(Part):
    """What the report did, told once the answer is revealed."""

    text: Text
    cite: OptionalCitations = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """What an answer earns on one axis, 0 to 1; ``detail`` says why, ``cite`` on what grounds."""

    credit: float
    detail: str
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing an answer is held against: an option, or the number of a source.

    What is judged is None as long as the answer is not revealed; ``reported`` and ``judgement``
    always are for a number, which is neither.
    """

    id: str
    text: str
    picked: bool
    reported: str | None = None
    judgement: str | None = None
    why: str | None = None
    hindsight: str | None = None
    cite: tuple[Citation, ...] = ()
    hindsight_cite: tuple[Citation, ...] = ()
    """Of 'hindsight', where it has citations of its own."""
    label: str = ""
    """What it is, where it is no option."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """Of a number: the figures that ``text`` puts into words."""
    word: str = ""
    """The judgement in the words that suit what is judged."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that is said of an answer once it is revealed."""

    sentence: str
    """Whether it was sound that day, and whether the report did the same."""
    credit: float | None
    """For soundness, 0 to 1; None where none is given."""
    answer: Answer | None
    in_words: tuple[str, ...]
    parts: tuple[Explained, ...]
    best: tuple[str, ...]
    """The options, by id, that were left out of what would have been sound."""
    reported: ReportedAnswer
    label: str
    """What ``reported`` is to an answer."""
