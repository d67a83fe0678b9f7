"""Intervals as their authors print them, and nothing said of too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.learning.figures import Confidence, Share, curve, difference
from trainer.scoring.limits import ENOUGH


@pytest.mark.parametrize(
    ("sound", "n", "low", "high"),
    # Newcombe, Stat Med 1998;17:857-72, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson(sound: int, n: int, low: float, high: float) -> None:
    assert Share(n, sound).interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"),
    # Newcombe, Stat Med 1998;17:873-90, table II, method 10.
    [
        ((70, 56), (80, 48), 0.0524, 0.3339),
        ((10, 9), (10, 3), 0.1705, 0.8090),
        ((10, 10), (10, 0), 0.6075, 1.0),
    ],
)
def test_newcombe(
    later: tuple[int, int], earlier: tuple[int, int], low: float, high: float
) -> None:
    by, below, above = difference(Share(*later), Share(*earlier))
    assert by == pytest.approx(later[1] / later[0] - earlier[1] / earlier[0])
    assert (below, above) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_lies_in_its_interval(n: int, sound: int) -> None:
    share = Share(n, min(n, sound))
    low, high = share.interval
    assert 0 <= low <= share.share + 1e-9
    assert share.share - 1e-9 <= high <= 1
    assert (share.to_dict()["share"] is None) == (n < ENOUGH)


@pytest.mark.parametrize(
    ("sure", "sound", "n", "said"),
    [
        (95, 10, 20, "too sure"),
        (50, 10, 20, "about right"),
        (10, 18, 20, "too unsure"),
        (95, 0, 9, "too few"),
    ],
)
def test_what_one_is(sure: int, sound: int, n: int, said: str) -> None:
    assert Confidence([(sure, i < sound) for i in range(n)]).leaning == said


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans())))
def test_every_confidence_is_in_one_part_of_the_curve(stated: list[tuple[int, bool]]) -> None:
    parts = curve(stated)
    assert sum(part.share.n for _, _, part in parts) == len(stated)
    assert all(low <= sure <= high for low, high, part in parts for sure, _ in part.stated)
