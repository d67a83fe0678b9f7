"""What many runs add up to says the same as all their answers."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.learning.answers import case
from trainer.learning.answers import ChancesGiven, Given, Played, RunFacts, firsts
from trainer.learning.queue import due_on, histories, scheduled, telling
from trainer.learning.total import total, total_of_row, total_row
from trainer.store.records import RunSummary

CASES = {"a": case("a", q1=("narrow",), q2=("wide",)), "b": case("b", q1=("narrow", "wide"))}
QUESTIONS = [(name, question) for name in CASES for question in CASES[name].questions]
DAYS = st.integers(0, 400).map(lambda n: f"{date(2026, 1, 1) + timedelta(days=n)}T20:00:00.000Z")


@st.composite
def given_answer(draw: st.DrawFn, *, review: bool = False) -> Given:
    name, question = draw(st.sampled_from(QUESTIONS))
    credit = draw(st.sampled_from((0.0, 0.5, 1.0, None)))
    return Given(
        name, question, draw(DAYS), credit, credit == 1.0,
        draw(st.sampled_from((None, 10, 60, 95))), draw(st.integers(0, 1)),
        words=draw(st.sampled_from((f"words of {question}", "others"))) if review else "",
        put=draw(st.booleans()) if review else True,
    )  # fmt: skip


MANY = st.lists(given_answer(), max_size=80)
REVIEWS = st.lists(given_answer(review=True), max_size=20)


@given(MANY, REVIEWS, st.integers(0, 500))
def test_the_telling_answers_bring_back_the_same_on_the_same_day(
    answers: list[Given], reviews: list[Given], later: int
) -> None:
    # Many answers to one question: what is left out must be what nobody asks for.
    often = [a._replace(case="a", question="q1") for a in answers]
    few = telling(often)
    assert len(few) <= 13
    all_of_them, those = histories([*often, *reviews], CASES), histories([*few, *reviews], CASES)
    assert scheduled(those) == scheduled(all_of_them)
    today = date(2026, 1, 1) + timedelta(days=later)
    assert due_on(today, those, CASES) == due_on(today, all_of_them, CASES)


@given(st.lists(MANY, max_size=4), st.text(max_size=5))
def test_a_total_is_read_as_it_was_written(runs: list[list[Given]], takeaway: str) -> None:
    lists = (ChancesGiven("d", 1, {"x": 40}, ("x",), (("y", "z"),)),)
    played = []
    for number, answers in enumerate(runs):
        name = "ab"[number % 2]
        head = RunSummary(
            run=str(number), scenario=name, title=takeaway, scenario_version="1", scenario_hash="",
            scenario_path="", status="finished", scores={"soundness": 50.0, "x": None},
        )  # fmt: skip
        own = tuple(a._replace(case=name) for a in answers if a.question in CASES[name].questions)
        played.append(Played(head, RunFacts(own, lists, takeaway)))
    whole = total(played, ["gone"])
    assert total_of_row(json.loads(json.dumps(total_row(whole)))) == whole
    everything = list(dict.fromkeys(a for p in played for a in p.facts.answers))
    assert whole.first == tuple(firsts(everything))
    judged = [a for a in everything if a.credit is not None]
    assert whole.repeats.n == len(set(judged) - set(whole.first))
