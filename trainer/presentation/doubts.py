"""Learners' doubts about questions, as sent to the author of a case, without learners' names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from trainer.presentation.layouts.markdown import escaped

NONE = (
    "No doubts have been kept: while you play, ! keeps one (in plain text: doubt and your words)."
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about a question of a version of a case."""

    run: str
    case: str
    version: str
    case_title: str
    question: str
    title: str
    """The title of the question; its id if the case is no longer on this machine."""
    day: int
    """The day of the case on which the learner wrote it."""
    text: str
    at: str | None
    """When the learner wrote it, ISO 8601 in UTC; None if unknown."""


def as_markdown(doubts: Iterable[Doubt]) -> str:
    """The doubts by case and version, then by question; learners' words are literal text."""
    ordered = sorted(doubts, key=lambda d: (d.case, d.version, d.day, d.question))
    if not ordered:
        return NONE
    lines = ["# Doubts"]
    for (case, version, title), case_doubts in groupby(
        ordered, lambda d: (d.case, d.version, d.case_title)
    ):
        lines.append(f"## {escaped(f'{title} ({case}, version {version})')}")
        for (question, title), question_doubts in groupby(
            case_doubts, lambda d: (d.question, d.title)
        ):
            lines.append(f"### {escaped(f'{title} (question {question})')}")
            lines += [f"- Day {doubt.day}: {escaped(doubt.text)}" for doubt in question_doubts]
    return "\n\n".join(lines)
