"""Each axis's rule on small made-up parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.model import Option, TimedAction, Watch, Window
from trainer.engine.state import Placed, State
from trainer.questions.option import agreement_credit
from trainer.scoring.missed import uncovered
from trainer.scoring.timeliness import credit_for
from trainer.scoring.vigilance import covered


def option(name, reported, judgement="acceptable"):
    return Option(id=name, text=name, reported=reported, judgement=judgement, why="x", cite="s 1")


A, B = option("a", "yes"), option("b", "yes")
PART, NO, BAD = option("p", "part"), option("n", "no"), option("h", "no", "harmful")
BOTH = option("r", "yes", "harmful")
ALL = [A, B, PART, NO]


@pytest.mark.parametrize(
    ("picks", "most", "credit"),
    [
        ([A, B], 2, 1),
        ([A], 2, 0.5),
        ([A, B, PART], 2, 0),  # too many
        ([A, BAD], 2, 0),  # harmful, and not the report's choice
        ([A, BOTH], 2, 0.5),  # harmful and reported: no part of the key, and voids nothing
        ([A, PART], 2, 0.75),
        ([PART], 1, 0.5),
        ([NO], 1, 0),
        ([], 1, 0),
    ],
)
def test_key_features(picks, most, credit):
    assert agreement_credit(picks, ALL, most) == pytest.approx(credit)


def test_part_is_the_full_key_where_nothing_more_was_reported():
    assert agreement_credit([PART], [PART, NO], 1) == 1


ACTION = TimedAction(
    id="t", label="t", orders="o", reported=13, window=Window(first=11, last=14), early=3, late=7,
    why="x", cite="s 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "credit"),
    [(None, 0), (7, 0), (8, 0.25), (10, 0.75), (11, 1), (14, 1), (15, 7 / 8), (21, 1 / 8), (22, 0)],
)
def test_the_tails_of_a_window(day, credit):
    assert credit_for(ACTION, day) == pytest.approx(credit)


WATCHES = st.builds(
    lambda first, length, every: Watch(
        id="w", label="w", orders="o", first=first, last=first + length, every=every, why="x",
        cite="s 1",
    ),
    st.integers(-5, 20), st.integers(0, 40), st.integers(1, 15),
)  # fmt: skip
PLACED = st.builds(
    Placed,
    st.sampled_from(["o", "other"]),
    st.integers(-10, 60),
    st.none() | st.integers(1, 20),
    st.none() | st.integers(-10, 60),
    st.booleans(),
)


@given(WATCHES, st.lists(PLACED, max_size=6), PLACED, st.integers(-5, 70))
def test_coverage_is_a_share_and_only_grows_with_orders(watch, orders, more, last):
    if last < watch.first:
        return
    days = min(watch.last, last) - watch.first + 1
    before = covered(watch, State(0, orders=tuple(orders)), last)
    after = covered(watch, State(0, orders=(*orders, more)), last)
    assert 0 <= before <= after <= days


@given(WATCHES, st.lists(PLACED, max_size=6), st.integers(0, 70))
def test_uncovered_days_are_the_rest(watch, orders, last):
    state = State(0, orders=tuple(orders))
    gaps = sum(b - a + 1 for a, b in uncovered(watch, state, last))
    assert gaps + covered(watch, state, last) == max(0, min(watch.last, last) - watch.first + 1)
