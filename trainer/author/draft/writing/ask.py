"""The few questions of ``trainer new``: plain lines, each with a default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Check = Callable[[str], str | None]
"""What is wrong with an answer, or None."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the argument it stands for, its words, and what an empty answer means."""

    name: str
    words: str
    default: str
    check: Check = lambda _: None


def ask(
    questions: list[Question], read: Callable[[str], str], tell: Callable[[str], None]
) -> dict[str, str]:
    """The answers by name. Raises EOFError or KeyboardInterrupt where the person ends it."""
    answers: dict[str, str] = {}
    for question in questions:
        while True:
            shown = f" [{question.default}]" if question.default else ""
            given = read(f"{question.words}{shown}: ").strip() or question.default
            wrong = question.check(given)
            if wrong is None:
                break
            tell(wrong)
        answers[question.name] = given
    return answers
