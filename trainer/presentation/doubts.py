"""What learners doubt of questions, as it is sent to the author of a case: nobody is named."""

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
    """Of the question; its id where the case is no longer here."""
    day: int
    """Of the case, on which it was kept."""
    text: str
    at: str | None
    """When it was kept, ISO 8601 in UTC; None where nobody knows."""


def as_markdown(doubts: Iterable[Doubt]) -> str:
    """The doubts by case and version, then by question; what was written stays text."""
    ordered = sorted(doubts, key=lambda d: (d.case, d.version, d.day, d.question))
    if not ordered:
        return NONE
    lines = ["# Doubts"]
    for (case, version, title), of_case in groupby(
        ordered, lambda d: (d.case, d.version, d.case_title)
    ):
        lines.append(f"## {escaped(f'{title} ({case}, version {version})')}")
        for (question, title), of_question in groupby(of_case, lambda d: (d.question, d.title)):
            lines.append(f"### {escaped(f'{title} (question {question})')}")
            lines += [f"- Day {doubt.day}: {escaped(doubt.text)}" for doubt in of_question]
    return "\n\n".join(lines)
