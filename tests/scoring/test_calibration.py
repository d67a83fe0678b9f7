import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.calibration import brier

PAIRS = st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=60)


def test_the_reference_vector():
    told = brier([0.1, 0.9, 0.8, 0.3], [False, True, True, False])
    assert told.score == pytest.approx(0.0375)


def test_nothing_to_score():
    with pytest.raises(ValueError, match="at least one"):
        brier([], [])


@given(PAIRS)
def test_murphys_identity(pairs):
    told = brier([p / 100 for p, _ in pairs], [o for _, o in pairs])
    assert told.score == pytest.approx(told.reliability - told.resolution + told.uncertainty)
    assert 0 <= told.score <= 1
