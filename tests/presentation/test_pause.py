"""A day that the case names as a place to pause says so, once its questions are answered."""

from __future__ import annotations

from dataclasses import replace

from tests.questions.case_with_sentences import case_with_sentences
from trainer.case.compiled import Case
from trainer.engine import moves
from trainer.engine.state import State, after, begin
from trainer.presentation.blocks.day import pause

CASE = case_with_sentences()


def pausing(*days: int) -> Case:
    return replace(CASE, scenario=CASE.scenario.model_copy(update={"sittings": days}))


def answered(case: Case) -> State:
    state = begin(case)
    for question in case.questions_on[state.day]:
        for event in moves.lock(state, moves.pass_by(case, state, question.id)):
            state = after(state, event)
    return state


def test_it_is_said_on_that_day_when_nothing_is_open() -> None:
    case = pausing(1)
    assert not list(pause(case, begin(case)))
    assert [block.text for block in pause(case, answered(case))] == [
        "A good place to pause: all is saved, and the case waits for you."
    ]


def test_not_on_another_day_nor_after_the_end() -> None:
    assert not list(pause(pausing(3), answered(CASE)))
    assert not list(pause(CASE, answered(CASE)))
    assert not list(pause(pausing(1), replace(answered(CASE), finished=True)))
