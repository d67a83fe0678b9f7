"""A verdict tells nothing of the open questions of its day; once they are answered it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shipped import shipped
from trainer.engine import moves, views
from trainer.engine.state import after, begin
from trainer.presentation.blocks.verdict import NOT_YET, verdict_in_run
from trainer.presentation.layouts.text import lines
from trainer.questions import Answer, DifferentialQuestion, Question
from trainer.questions.diagnoses import name_of

CASES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
GIVEN = Answer(chances=(("gout", 10),))
"""A list that misses all that must not be missed."""


def not_to_miss(question: Question) -> set[str]:
    parts = question.must_not_miss if isinstance(question, DifferentialQuestion) else ()
    return {d for part in parts for d in part.diagnoses}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_list_of_diagnoses_names_nothing_for_the_open_questions_of_its_day(path: Path) -> None:
    case = shipped(path)
    state, told_before = begin(case), set[str]()
    for name, question in case.questions.items():
        if question.day > state.day:
            told_before |= {d for q in case.questions_on.get(state.day, ()) for d in not_to_miss(q)}
            state = after(state, moves.go(case, state, question.day))
        answers = isinstance(question, DifferentialQuestion)
        event = (
            moves.commit(case, state, name, GIVEN) if answers else moves.pass_by(case, state, name)
        )
        for each in moves.lock(state, event):
            state = after(state, each)
        for list_ in case.questions_on[state.day]:
            if isinstance(list_, DifferentialQuestion) and list_.id in state.locks:
                told = "\n".join(lines(verdict_in_run(case, state, list_.id), 10_000))
                told = told.replace(list_.answer.text, "")  # what the report named may be said
                ids = not_to_miss(list_) - told_before
                waits = bool(views.open_questions(case, state))
                assert (NOT_YET in told) is waits
                assert not waits or not [d for d in ids if name_of(d) in told]
                assert waits or "NOT on the list" in told
