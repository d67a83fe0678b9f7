"""What an answer is worth for its coming back, and the days that follow: docs/learning.md."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.learning.answers import answer
from trainer.learning.schedule import (
    CAP,
    FLOOR,
    HALF,
    UNSURE,
    comes_back,
    day_of,
    due,
    interval,
    rating,
    why,
)
from trainer.scoring.limits import SURE

DOCS = Path(__file__).parents[2] / "docs" / "learning.md"
AGAIN, HARD, GOOD = 1, 2, 3


@pytest.mark.parametrize(
    ("given", "called", "rated", "back"),
    [
        (answer(credit=0.0, confidence=SURE), "sure and wrong", AGAIN, True),
        (answer(credit=0.0, confidence=SURE - 1), "wrong", AGAIN, True),
        (answer(credit=0.0, confidence=None), "wrong", AGAIN, True),
        (answer(credit=0.0, confidence=None, passed=True), "wrong", AGAIN, True),
        (answer(credit=HALF, confidence=100), "rest", HARD, True),
        (answer(credit=HALF - 0.01, confidence=100), "sure and wrong", AGAIN, True),
        (answer(credit=1.0, confidence=UNSURE - 1), "lucky", HARD, True),
        (answer(credit=1.0, confidence=UNSURE), "rest", GOOD, False),
        (answer(credit=1.0, confidence=None), "rest", GOOD, False),
        (answer(credit=1.0, confidence=100), "rest", GOOD, False),
    ],
)
def test_the_table(given: object, called: str, rated: int, back: bool) -> None:
    assert (why(given), rating(given), comes_back([given])) == (called, rated, back)


def test_the_page_says_the_same_numbers() -> None:
    page = DOCS.read_text("utf-8")
    assert f"| not sound, {SURE} % sure or more | sure and wrong | Again |" in page
    assert f"| sound, less than {UNSURE} % sure | lucky | Hard |" in page
    assert f"limited to {FLOOR} to {CAP} days" in page


RATINGS = st.lists(st.sampled_from((AGAIN, HARD, GOOD)), min_size=1, max_size=12)


@given(RATINGS, st.data())
def test_never_before_the_floor_nor_after_the_cap(ratings: list[int], data: st.DataObject) -> None:
    gaps = data.draw(
        st.lists(st.integers(0, 400), min_size=len(ratings) - 1, max_size=len(ratings) - 1)
    )
    assert FLOOR <= interval(tuple(ratings), tuple(gaps)) <= CAP


@given(RATINGS)
def test_what_was_known_waits_at_least_as_long(ratings: list[int]) -> None:
    before, gaps = tuple(ratings), (10,) * len(ratings)
    days = [interval((*before, last), gaps) for last in (AGAIN, HARD, GOOD)]
    assert days == sorted(days)


def test_what_stays_known_comes_rarer_and_rarer() -> None:
    gaps: tuple[int, ...] = ()
    for _ in range(5):
        gaps = (*gaps, interval((AGAIN, *(GOOD,) * len(gaps)), gaps))
    assert list(gaps) == sorted(gaps)
    assert gaps[-1] > 60


def test_due_counts_from_the_last_answer() -> None:
    first = answer(credit=0.0, at="2026-09-01T23:59:00.000Z")
    again = answer(credit=1.0, at="2026-10-01T00:01:00.000Z", confidence=90)
    assert due([first]) == day_of(first) + timedelta(days=FLOOR)
    assert due([first, again]) >= day_of(again) + timedelta(days=FLOOR)
