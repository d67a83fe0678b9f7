"""How sound each answer was, as one of four marks; and how the marks of two plays differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.questions import Answer, Question
from trainer.questions.verdict import degree

Mark = Literal["sound", "possible", "not", "harmful"]
WORST_FIRST: tuple[Mark, ...] = ("harmful", "not", "possible", "sound")


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """The marks of one question: for the learner's answer and for the report's."""

    question: str
    day: int
    yours: Mark | None
    """None if the question is not scored: a list of chances, a sentence."""
    reported: Mark | None
    """None also if the report is silent."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question that a replay answered better or worse than the first play did."""

    question: str
    title: str
    day: int
    before: Mark
    now: Mark

    @property
    def better(self) -> bool:
        """Whether it went better this time."""
        return WORST_FIRST.index(self.now) > WORST_FIRST.index(self.before)


def mark_of(question: Question, answer: Answer | None) -> Mark | None:
    """``harmful`` if any pick was, else by soundness: ``sound`` with full credit, ``not`` with
    none, ``possible`` between; None if the question is not scored.
    """
    credit = question.soundness(answer)
    if credit is None:
        return None
    picks = () if answer is None else answer.picks
    if any(option.id in picks and option.judgement == "harmful" for option in question.choices):
        return "harmful"
    degrees: tuple[Mark, ...] = ("not", "possible", "sound")
    return degrees[degree(credit.credit)]


def marks(case: Case, state: State) -> tuple[MarkedQuestion, ...]:
    """The marks of all answers in ``state``, by day; it holds no answer whose verdict is hidden."""
    return tuple(
        MarkedQuestion(
            name,
            state.locks[name].day,
            mark_of(question, state.locks[name].answer),
            mark_of(question, question.reported_answer()) if question.has_reported_answer else None,
        )
        for name, question in case.questions.items()
        if name in state.locks
    )


def changes(case: Case, first: State, now: State) -> tuple[Change, ...]:
    """Questions answered better or worse than in the first play: the worse first, then by day."""
    unsorted = _changes(case, first, now)
    return tuple(sorted(unsorted, key=lambda change: (change.better, change.day)))


def _changes(case: Case, first: State, now: State) -> Iterator[Change]:
    before = {marked.question: marked.yours for marked in marks(case, first)}
    for marked in marks(case, now):
        then = before.get(marked.question)
        if then is not None and marked.yours is not None and then != marked.yours:
            title = case.questions[marked.question].title
            yield Change(marked.question, title, marked.day, then, marked.yours)
