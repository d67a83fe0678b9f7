"""What is due on a day: clones first, one of a case a day, nothing of an unfinished case."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.learning.answers import answer, case
from trainer.learning import queue
from trainer.learning.answers import CaseFacts, Given
from trainer.learning.queue import Due, histories, scheduled
from trainer.learning.schedule import FLOOR, ORDER, day_of

BEGUN = date(2026, 9, 1)
LATER = date(2026, 10, 1)
A = case("a", q1=("narrow",), q2=("repeat", "narrow"), q3=())
B = case("b", q1=("narrow",), q2=("owner",))
C = case("c", q1=("repeat",), q2=("narrow",))
CASES = {"a": A, "b": B, "c": C}


def due_on(today: date, answers: list[Given], finished: dict[str, CaseFacts]) -> list[Due]:
    return queue.due_on(today, histories(answers, finished), finished)


def put(answers: list[Given], *names: str, day: date = LATER) -> list[tuple[str, str]]:
    finished = {name: CASES[name] for name in names}
    return [due.key for due in due_on(day, answers, finished)]


def right(name: str, question: str) -> Given:
    return answer(name, question, credit=1.0, confidence=90)


def test_nothing_before_the_floor() -> None:
    missed = [answer("a", "q1")]
    assert put(missed, "a", day=BEGUN + timedelta(days=FLOOR - 1)) == []
    assert put(missed, "a", day=BEGUN + timedelta(days=FLOOR)) == [("a", "q1")]


def test_a_clone_of_another_finished_case_comes_first() -> None:
    answers = [answer("a", "q1"), right("b", "q1"), right("c", "q2")]
    assert put(answers, "a") == [("a", "q1")]
    assert put(answers, "a", "b") == [("b", "q1")]
    [due] = due_on(LATER, answers, {"a": A, "b": B})
    assert (due.principle, due.missed, due.why) == ("narrow", ("a", "q1"), "wrong")


def test_the_clone_not_seen_for_longest() -> None:
    early = answer("c", "q2", credit=1.0, confidence=90, at="2026-08-01T20:00:00.000Z")
    assert put([answer("a", "q1"), right("b", "q1"), early], "a", "b", "c") == [("c", "q2")]


def test_a_clone_seen_this_week_would_be_remembered() -> None:
    seen = right("b", "q1")._replace(at=f"{LATER - timedelta(days=FLOOR - 1)}T20:00:00.000Z")
    assert put([answer("a", "q1"), seen], "a", "b") == [("a", "q1")]


def test_in_its_order_whatever_was_due_first() -> None:
    answers = [
        answer("a", "q3", credit=0.5),
        answer("b", "q2", credit=1.0, confidence=10),
        answer("c", "q1", confidence=95, at="2026-09-05T20:00:00.000Z"),
    ]
    dues = due_on(LATER, answers, CASES)
    assert [due.why for due in dues] == ["sure and wrong", "lucky", "rest"]


def test_one_of_a_case_a_day() -> None:
    answers = [answer("a", "q1"), answer("a", "q2"), answer("a", "q3", confidence=90)]
    assert put(answers, "a") == [("a", "q3")]
    reviewed = answer(
        "a", "q3", credit=1.0, confidence=90, words="words of q3", at=f"{LATER}T20:00:00.000Z"
    )
    assert put([*answers, reviewed], "a") == []
    assert put([*answers, reviewed], "a", day=LATER + timedelta(days=1)) == [("a", "q1")]


def test_a_review_of_other_words_does_not_count() -> None:
    missed = answer("a", "q3")
    reviewed = answer(
        "a", "q3", credit=1.0, confidence=90, words="words of q3", at=f"{LATER}T20:00:00.000Z"
    )
    known = histories([missed, reviewed], {"a": A})
    assert scheduled(known)[0].due > LATER
    other = histories([missed, reviewed._replace(words="others")], {"a": A})
    assert scheduled(other)[0].due == BEGUN + timedelta(days=FLOOR)


def test_what_is_not_told_does_not_come_back() -> None:
    assert put([answer("a", "q1", credit=None)], "a") == []


QUESTIONS = [(name, question) for name, facts in CASES.items() for question in facts.questions]


@st.composite
def some_answers(draw: st.DrawFn) -> list[Given]:
    answers = []
    for name, question in draw(st.lists(st.sampled_from(QUESTIONS), max_size=25)):
        day = BEGUN + timedelta(days=draw(st.integers(0, 40)))
        answers.append(
            answer(
                name,
                question,
                at=f"{day}T{draw(st.integers(0, 23)):02}:00:00.000Z",
                credit=draw(st.sampled_from((0.0, 0.5, 1.0))),
                confidence=draw(st.sampled_from((None, 10, 60, 95))),
                words=draw(st.sampled_from(("", f"words of {question}"))),
            )
        )
    return answers


@given(some_answers(), st.sets(st.sampled_from("abc")), st.integers(0, 60))
def test_whatever_was_answered(answers: list[Given], names: set[str], later: int) -> None:
    today = BEGUN + timedelta(days=later)
    given = [a for a in answers if day_of(a) <= today]
    finished = {name: CASES[name] for name in names}
    dues = due_on(today, given, finished)
    assert {due.case for due in dues} | {due.missed[0] for due in dues} <= names
    assert len({due.case for due in dues}) == len(dues)
    ranks = [ORDER.index(due.why) for due in dues]
    assert ranks == sorted(ranks)
    for due in dues:
        seen = [day_of(a) for a in given if a.key == due.key]
        assert seen
        assert (today - max(seen)).days >= FLOOR
        assert due.due <= today
        missed = CASES[due.missed[0]].questions[due.missed[1]]
        if due.key != due.missed:
            assert due.case != due.missed[0]
            assert due.principle in missed.principles
            assert due.principle in CASES[due.case].questions[due.question].principles
