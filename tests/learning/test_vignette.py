"""A question put again tells what was known that day and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.long import SHIPPED
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine import views
from trainer.learning.answers import case_facts, words_of
from trainer.learning.vignette import on_that_day
from trainer.presentation.blocks.review import vignette
from trainer.questions import DifferentialQuestion, RepresentationQuestion

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = [path.stem for path in SHIPPED]


@cache
def case(name: str) -> Case:
    scenario = load(SCENARIOS / f"{name}.yaml").scenario
    assert scenario is not None
    return Case.of(scenario)


QUESTIONS = [(name, question) for name in NAMES for question in case_facts(case(name)).questions]


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_judged_is_left_out(name: str) -> None:
    left_out = case(name).questions.keys() - case_facts(case(name)).questions.keys()
    kinds = {type(case(name).questions[question]) for question in left_out}
    assert kinds <= {RepresentationQuestion, DifferentialQuestion}


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_nothing_of_later_and_nothing_that_waits_for_the_answer(name: str, question: str) -> None:
    the_case = case(name)
    asked, state = the_case.questions[question], on_that_day(the_case, question)
    order = list(the_case.questions)
    later = set(order[order.index(question) :])
    told = [*views.findings(the_case, state), *views.course(the_case, state)]
    assert told
    for part in told:
        assert part.day <= asked.day
        assert part.after not in later
    for entry in views.course(the_case, state):
        assert entry.day < asked.day or entry.after is not None
    assert asked.id in {q.id for q in views.open_questions(the_case, state)}


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_in_brief_it_is_part_of_the_whole(name: str, question: str) -> None:
    state = on_that_day(case(name), question)
    short, whole = (list(vignette(case(name), state, whole)) for whole in (False, True))
    full = {block for block in whole if block.kind != "aside"}
    assert {block for block in short if block.kind != "aside"} <= full
    assert sum(len(b.text) for b in short) <= sum(len(b.text) for b in whole)
    assert not any(block.cite for block in whole)


def test_an_earlier_day_in_brief_tells_its_figures_the_abnormal_first() -> None:
    the_case = case("fever-and-stiff-neck")
    told = [b.text for b in vignette(the_case, on_that_day(the_case, "plan-5"))]
    [day_2] = [text for text in told if text.startswith("Day 2: ")]
    assert day_2.startswith("Day 2: CSF appearance turbid [A]; CSF Gram stain Gram-positive rods")


def test_words_change_with_what_is_put_or_judged_and_with_nothing_else() -> None:
    question = case("two-days-of-fever").questions["tube-out"]
    options = question.choices
    same = question.model_copy(
        update={"options": options[::-1], "hints": ("Think.",), "title": "Another", "weight": 2.0}
    )
    assert words_of(same) == words_of(question)
    judged = options[0].model_copy(
        update={"judgement": "harmful" if options[0].judgement != "harmful" else "acceptable"}
    )
    reworded = options[0].model_copy(update={"text": "Something else"})
    others = [
        question.model_copy(update={"prompt": "Something else?"}),
        question.model_copy(update={"options": (judged, *options[1:])}),
        question.model_copy(update={"options": (reworded, *options[1:])}),
        question.model_copy(update={"options": options[1:]}),
    ]
    assert len({words_of(q) for q in (question, *others)}) == 5


def test_the_words_of_a_number_are_its_key_too() -> None:
    question = case("two-days-of-fever").questions["expected-ph"]
    other = question.model_copy(update={"value": 7.2})
    assert words_of(other) != words_of(question)
