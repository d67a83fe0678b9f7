"""Answers and cases made up for tests."""

from __future__ import annotations

from typing import Any

from trainer.learning.answers import CaseFacts, Given, QuestionFacts

SEPTEMBER = "2026-09-01T20:00:00.000Z"


def answer(case: str = "a", question: str = "q", **values: Any) -> Given:
    """An answer of which everything but its credit is as usual."""
    given: dict[str, Any] = {"at": SEPTEMBER, "credit": 0.0, "confidence": None} | values
    given.setdefault("sound", given["credit"] == 1.0)
    return Given(case, question, **given)


def case(name: str, **questions: tuple[str, ...]) -> CaseFacts:
    """A case with a question for each keyword, which has its principles."""
    known = {
        each: QuestionFacts(each.upper(), "test", principles, f"words of {each}")
        for each, principles in questions.items()
    }
    rules = {p: p.replace("-", " ") for q in questions.values() for p in q}
    return CaseFacts(name, name.upper(), "1.0.0", known, rules)
