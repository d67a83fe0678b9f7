"""What is said of an answer that was given in a review."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import verdict
from trainer.questions import Answer, Question

WHY = {
    "sure and wrong": "you were sure of it, and it was not sound",
    "wrong": "it was not sound, or passed",
    "lucky": "it was sound, but you were hardly sure of it",
    "rest": "to see whether it stays",
}
"""Why a question comes back, for after the answer."""


def after_answer(
    question: Question, answer: Answer | None, why: str, rule: str, missed: str
) -> Iterator[Block]:
    """The verdict and its reason, then the principle, and what it was put for."""
    yield from verdict(question, answer)
    if rule:
        yield Block("answer", rule, "The rule")
    of = f"in place of: {missed}; {WHY[why]}" if missed else WHY[why]
    yield Block("aside", f"{of[:1].upper()}{of[1:]}.")
