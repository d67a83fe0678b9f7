"""Reading an answer from prompts, in a case or in a review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from trainer import typed
from trainer.plain.prompts import ask, ask_text, ask_until, tell
from trainer.presentation.blocks.question import question_blocks
from trainer.presentation.layouts.text import lines
from trainer.questions import Answer, Question


def ask_answer(
    question: Question,
    other: Callable[[str], bool],
    read: Callable[[str], Answer] | None = None,
    word: str = "",
) -> Answer | None:
    """The learner's answer; None to pass.

    ``other`` handles lines that are not answers, such as the offered ``word`` (default: "hint" if
    the question has one), and returns whether it handled the line. ``read`` replaces the question's
    own parser. Raises ``Leave``.
    """
    numbers = [str(n) for n in range(1, len(question.choices) + 1)]
    blocks = (b for b in question_blocks(question, numbers) if b.kind in ("prompt", "option"))
    for line in lines(blocks):
        tell(line)
    several = f"Up to {question.most} numbers, such as 1 3"
    how = {0: question.how, 1: "One number"}.get(question.most, several)
    word = word or ("hint" if question.hints else "")
    while True:
        line = ask(f"{how}; {word}, or pass" if word else f"{how}; pass")
        if line.lower() == "pass":
            return None
        if other(line):
            continue
        try:
            answer = (read or partial(question.read, marks=numbers))(line)
        except typed.NotUnderstood as why:
            tell(str(why))
            continue
        if not (misfit := question.misfit(answer)):
            return answer
        tell(misfit)


def with_forecast(question: Question, answer: Answer) -> Answer:
    """The answer with the learner's confidence and reason. Raises ``Leave``."""
    if answer.value is not None:
        tell(f"Your estimate: {'; '.join(question.in_words(answer))}.")
    if not question.forecast:
        return answer
    confidence = ask_until(
        "How sure are you that this is sound today, 0 to 100 % (empty: no answer)", typed.per_cent
    )
    reason = ask_text("Why, in a sentence (empty: no answer)")
    return replace(answer, confidence=confidence, reason=reason)
