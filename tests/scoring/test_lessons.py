"""The three lines a debrief opens with: chosen by rule, whatever was played."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.long import SHIPPED
from tests.shipped import shipped
from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.engine.state import Lock, State, replay
from trainer.presentation.blocks.summary import LEGEND, lesson_text, strips
from trainer.scoring.debrief import Debrief, debrief
from trainer.scoring.lessons import CLASSES, MOST, Lesson
from trainer.scoring.limits import SURE
from trainer.scoring.marks import changes, mark_of, marks

FILES = SHIPPED
PLAYS = st.tuples(
    st.sampled_from(FILES),
    st.sampled_from(["random", "sound", "reported", "single", "silent"]),
    st.integers(0, 30),
    st.lists(st.sampled_from([None, 0, 50, SURE - 1, SURE, 100]), min_size=3, max_size=8),
)


@cache
def played(path: Path, policy: str, seed: int) -> State:
    case = shipped(path)
    return replay(case, events_of(case, by_policy(case, policy, seed), "study"))


def as_sure(state: State, confidences: list[int | None]) -> State:
    """The same answers, said with these confidences in turn."""
    locks: dict[str, Lock] = {}
    for number, (name, lock) in enumerate(state.locks.items()):
        said = confidences[number % len(confidences)]
        answer = None if lock.answer is None else replace(lock.answer, confidence=said)
        locks[name] = replace(lock, answer=answer)
    return replace(state, locks=locks)


def place(lesson: Lesson) -> int:
    classes = (n for n, kinds in enumerate(CLASSES) if lesson.kind in kinds)
    return next(classes, len(CLASSES))


@given(PLAYS)
def test_by_rule(play: tuple[Path, str, int, list[int | None]]) -> None:
    path, policy, seed, confidences = play
    case = shipped(path)
    state = as_sure(played(path, policy, seed), confidences)
    told = debrief(case, state)
    chosen = told.lessons
    assert len(chosen) <= MOST
    assert [place(x) for x in chosen] == sorted(place(x) for x in chosen)
    names = [x.question for x in chosen if x.question and x.kind != "omitted"]
    assert len(names) == len(set(names))
    what_comes_first(case, state, told)
    for lesson in chosen:
        assert_true(case, state, lesson)
        assert lesson_text(lesson)


def test_two_harmful_picks_of_one_answer_are_one_thing() -> None:
    path = next(path for path in FILES if path.stem == "knee-operation")
    told = debrief(shipped(path), as_sure(played(path, "random", 14), [None]))
    missed = [miss.id.partition("/")[0] for miss in told.missed if miss.kind == "harmful"]
    assert missed.count("night") == 2
    assert [x.question for x in told.lessons if x.kind == "harmful"].count("night") == 1


def what_comes_first(case: Case, state: State, told: Debrief) -> None:
    wrong = [lesson for lesson in told.lessons if lesson.kind != "well"]
    sure = [
        name
        for name, lock in state.locks.items()
        if lock.answer is not None
        and (lock.answer.confidence or 0) >= SURE
        and mark_of(case.questions[name], lock.answer) in ("possible", "not", "harmful")
    ]
    missed = {miss.kind for miss in told.missed}
    if "harmful" in missed and not sure:
        assert wrong[0].kind == "harmful"
    for kinds, there in ((CLASSES[0], sure), (CLASSES[1], missed & {*CLASSES[1]})):
        if there:
            assert wrong[0].kind in kinds
            return
    if missed:
        assert wrong[0].kind in missed


def assert_true(case: Case, state: State, lesson: Lesson) -> None:
    if lesson.kind not in ("sure", "unsound", "well"):
        return
    question, lock = case.questions[lesson.question], state.locks[lesson.question]
    mark = mark_of(question, lock.answer)
    assert (mark == "sound") == (lesson.kind == "well")
    assert lesson.mark == mark
    if lesson.kind == "well":
        assert not state.hints.get(question.id)
    else:
        assert mark == "not" if lesson.kind == "unsound" else (lesson.confidence or 0) >= SURE
        hindsight = {option.hindsight for option in question.choices}
        assert lesson.why
        assert lesson.why not in hindsight


@given(PLAYS)
def test_of_a_sound_answer_at_least_one_is_told(
    play: tuple[Path, str, int, list[int | None]],
) -> None:
    path, policy, seed, confidences = play
    case = shipped(path)
    state = as_sure(played(path, policy, seed), confidences)
    sound = [m for m in marks(case, state) if m.yours == "sound"]
    told = debrief(case, state).lessons
    assert bool(sound) == any(lesson.kind == "well" for lesson in told)


@given(PLAYS)
def test_a_second_thing_done_well_takes_no_place_of_what_was_not_sound(
    play: tuple[Path, str, int, list[int | None]],
) -> None:
    path, policy, seed, confidences = play
    case = shipped(path)
    state = as_sure(played(path, policy, seed), confidences)
    told = debrief(case, state).lessons
    answered = {name for name, lock in state.locks.items() if lock.answer is not None}
    unsound = {m.question for m in marks(case, state) if m.yours == "not"} & answered
    if [lesson.kind for lesson in told].count("well") > 1:
        assert unsound <= {lesson.question for lesson in told}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_exam_tells_no_lesson_and_no_mark_before_its_end(path: Path) -> None:
    case = shipped(path)
    state = as_sure(played(path, "random", 1), [100])
    locks = {name: replace(lock, revealed=False) for name, lock in state.locks.items()}
    open_exam = replace(state, locks=locks, finished=False, mode="exam")
    told = debrief(case, open_exam)
    assert not told.lessons
    assert not told.marks
    assert {question.mark for question in told.decisions} == {None}
    over = debrief(case, replace(open_exam, finished=True))
    assert over.lessons
    assert over.marks


@given(PLAYS)
def test_strips_have_a_mark_for_each_answer(
    play: tuple[Path, str, int, list[int | None]],
) -> None:
    path, policy, seed, _ = play
    case = shipped(path)
    state = played(path, policy, seed)
    drawn = strips(marks(case, state))
    assert all(len(line) <= 76 for line in drawn.splitlines())
    signs = [c for c in drawn if c in "●◐○✕·"]
    assert len(signs) == 2 * len(state.locks)
    assert all(sign in LEGEND for sign in signs)


@given(st.sampled_from(FILES), st.integers(0, 30), st.integers(0, 30))
def test_changes_turn_round_with_the_plays(path: Path, first: int, second: int) -> None:
    case, a, b = shipped(path), played(path, "random", first), played(path, "random", second)
    there = {(c.question, c.before, c.now) for c in changes(case, a, b)}
    back = {(c.question, c.now, c.before) for c in changes(case, b, a)}
    assert there == back
    assert not changes(case, a, a)
