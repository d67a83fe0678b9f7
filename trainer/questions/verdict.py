"""The credit of an answer, what it is compared with, and its verdict once it is revealed."""

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
    """What the report did, shown once the answer is revealed."""

    text: Text
    cite: OptionalCitations = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """What an answer earns on one axis, 0 to 1; ``detail`` says why, and ``cite`` supports it."""

    credit: float
    detail: str
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that an answer is compared with, such as an option, or the number of a source.

    Judgements are None until the answer is revealed; only options have ``reported`` and
    ``judgement``.
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
    """Citations of ``hindsight``, if it has its own."""
    label: str = ""
    """What it is, if it is not an option."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """For a number, the figures that ``text`` puts into words."""
    word: str = ""
    """The judgement in the word that suits the question's topic."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is shown about an answer once it is revealed."""

    sentence: str
    """Whether it was sound that day, and whether the report did the same."""
    credit: float | None
    """Credit for soundness, 0 to 1; None if the question is not scored."""
    answer: Answer | None
    in_words: tuple[str, ...]
    parts: tuple[Explained, ...]
    best: tuple[str, ...]
    """The options, by id, that the nearest sound answer has and this one lacks."""
    reported: ReportedAnswer
    label: str
    """The label of ``reported``."""
