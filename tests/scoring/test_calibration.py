import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.author.simulate_cases import case_of, decision, option
from trainer.engine.state import Lock, State
from trainer.questions import Answer
from trainer.scoring.calibration import brier, calibration

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


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=14))
def test_the_axis_is_one_less_the_brier_score_with_ten_answers_or_more(stated):
    asked = [
        decision(f"d{i}", option("a", "yes", "recommended"), option("b"))
        for i in range(len(stated))
    ]
    case = case_of(*asked)
    locks = {
        f"d{i}": Lock(1, Answer(("a" if sound else "b",), None, sure))
        for i, (sure, sound) in enumerate(stated)
    }
    axis = calibration(case, State(12, locks, finished=True))
    told = brier([sure / 100 for sure, _ in stated], [sound for _, sound in stated])
    assert axis.beside["brier"] == pytest.approx(told.score, abs=1e-6)
    assert sum(p.credit for p in axis.parts) / len(stated) == pytest.approx(1 - told.score)
    if len(stated) < 10:
        assert axis.score is None
    else:
        assert axis.score == pytest.approx(100 * (1 - told.score))
