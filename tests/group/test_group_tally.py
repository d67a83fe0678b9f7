"""Votes counted: by examples worked by hand, and by what must hold for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.group.conftest import SHIPPED
from trainer.case.loader import load
from trainer.case.model import AnyQuestion, EstimateQuestion
from trainer.group import tally
from trainer.group.events import HandsCounted
from trainer.group.state import Round
from trainer.presentation.blocks.round import RoundRow
from trainer.questions import Answer

SCENARIO = load(SHIPPED).scenario
assert SCENARIO is not None
DECISIONS = {d.id: d for d in SCENARIO.decisions}
ONE = DECISIONS["phenotype"]
OPTIONS = [o.id for o in ONE.options]
SEVERAL = DECISIONS["poor-prognosis"]
NUMBER = next(d for d in SCENARIO.decisions if d.kind == "estimate")


def of(*picks: str, confidence: int | None = None) -> Round:
    return Round(0.0, votes={f"p{i}": Answer((p,), None, confidence) for i, p in enumerate(picks)})


def count(votes: Round, question: AnyQuestion = ONE) -> RoundRow:
    return tally.counted(question, votes)


def test_distribution_changes_shift_and_gain_by_hand() -> None:
    first = of("ipf", "ipf", "cadm", "vasculitis")
    second = of("cadm", "ipf", "cadm", "cadm")
    assert count(first).counts["ipf"] == 2
    assert tally.changes(ONE, first, second) == {
        ("ipf", "cadm"): 1, ("ipf", "ipf"): 1, ("cadm", "cadm"): 1, ("vasculitis", "cadm"): 1,
    }  # fmt: skip
    # ipf 2/4 -> 1/4, cadm 1/4 -> 3/4, vasculitis 1/4 -> 0: (0.25 + 0.5 + 0.25) / 2
    assert tally.shift(count(first), count(second)) == pytest.approx(0.5)
    # right 0.25 -> 0.75: 0.5 / 0.75
    assert tally.gain(ONE, count(first), count(second)) == pytest.approx(2 / 3)
    assert count(second).agreement == 0.75


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [(34, 66, "explain again"), (35, 65, "discuss and vote again"),
     (70, 30, "discuss and vote again"), (71, 29, "explain")],
)  # fmt: skip
def test_the_rule_of_thumb_has_its_edges_where_it_says(right: int, wrong: int, said: str) -> None:
    assert tally.advice(count(of(*["cadm"] * right, *["ipf"] * wrong))) == said


def test_where_the_report_is_silent_no_answer_is_right() -> None:
    silent = next(d for d in SCENARIO.decisions if d.choices and not d.has_reported_answer)
    row = count(of(silent.options[0].id), silent)
    assert row.agreement is None
    assert tally.advice(row) is None
    assert tally.gain(silent, row, row) is None
    assert tally.shift(row, row) == 0


def test_estimates_have_a_middle_and_those_near_are_counted() -> None:
    asked = next(d for d in SCENARIO.decisions if d.kind == "estimate")
    far = asked.value + asked.within + 1
    votes = Round(0, votes={str(i): Answer((), v) for i, v in enumerate((asked.value, far, far))})
    assert asked.median(votes.cast) == far
    assert count(votes, asked).agreement == pytest.approx(1 / 3)


def test_hands_and_phones_are_counted_together_but_hands_have_no_memory() -> None:
    first = Round(
        0, votes={"p": Answer(("cadm",))}, hands={"": HandsCounted("phenotype", 1, {"ipf": 3}, 3)}
    )
    assert first.counted == 4
    assert count(first).shares["ipf"] == 0.75
    assert tally.changes(ONE, first, first) == {("cadm", "cadm"): 1}


def test_teams_are_counted_apart() -> None:
    votes = Round(0, votes={"a": Answer(("cadm",)), "b": Answer(("ipf",))},
                  hands={"Blue": HandsCounted("phenotype", 1, {"ipf": 2}, 2)})  # fmt: skip
    parts = tally.by_team({"a": "Red", "b": "Blue"}, votes)
    assert {t: r.counted for t, r in parts.items()} == {"Red": 1, "Blue": 3}
    assert sum(r.counted for r in parts.values()) == votes.counted


def test_what_several_wrote_alike_stands_there_once() -> None:
    said = ["No weakness.", "no weakness.", "Skin.", "Skin.", "Skin."]
    votes = Round(0, votes={
        str(n): Answer(("cadm" if n < 4 else "ipf",), reason=why) for n, why in enumerate(said)
    })  # fmt: skip
    told = [reason for _, reason in tally.reasons(ONE, votes)]
    assert told == ["No weakness.  (2 times)", "Skin.  (2 times)", "Skin."]


def test_confidence_is_of_those_who_gave_one() -> None:
    votes = Round(0, votes={"a": Answer(("cadm",), None, 80), "b": Answer(("ipf",), None, 40),
                            "c": Answer(("ipf",))})  # fmt: skip
    assert (count(votes).sure, count(votes).confidence) == (2, 60)
    assert count(Round(0)).confidence is None


@st.composite
def rounds(draw: st.DrawFn, asked: AnyQuestion = ONE) -> Round:
    names = draw(st.sets(st.integers(0, 20)))
    ids = [o.id for o in asked.options]
    most = min(asked.most, len(ids))
    picks = st.lists(st.sampled_from(ids), min_size=1, max_size=most, unique=True)
    votes = {str(n): Answer(tuple(draw(picks))) for n in names}
    return Round(0.0, votes=votes)


@given(rounds(), rounds())
def test_what_holds_for_every_pair_of_rounds(first: Round, second: Round) -> None:
    assert sum(count(first).counts.values()) == first.counted
    both = set(first.votes) & set(second.votes)
    moved = tally.changes(ONE, first, second)
    assert sum(moved.values()) == len(both)
    shift = tally.shift(count(first), count(second))
    if first.counted and second.counted:
        assert 0 <= shift <= 1
        assert shift == pytest.approx(tally.shift(count(second), count(first)))
        assert tally.shift(count(first), count(first)) == 0
    else:
        assert shift is None
    gain = tally.gain(ONE, count(first), count(second))
    assert gain is None or gain <= 1


@given(rounds(SEVERAL))
def test_agreement_of_several_picks_lies_between_none_and_all(votes: Round) -> None:
    share = count(votes, SEVERAL).agreement
    assert share is None or 0 <= share <= 1


def test_the_edge_of_a_tolerance_is_within_it() -> None:
    # 7.16 - 7.06 is 0.1 and a little more in binary.
    asked = EstimateQuestion.model_construct(value=7.06, within=0.1, zero_at=0.5)
    assert asked.is_near(7.16)
    assert asked.is_near(6.96)
    assert not asked.is_near(7.17)


def test_of_several_picks_the_shift_is_of_the_picks() -> None:
    a, b, c, d, e = list(count(Round(0.0), SEVERAL).counts)[:5]
    one = Round(0.0, votes={f"p{i}": Answer((a, b, c, d)) for i in range(6)})
    two = Round(0.0, votes={f"p{i}": Answer((a, b, c, e)) for i in range(6)})
    assert tally.shift(count(one, SEVERAL), count(two, SEVERAL)) == pytest.approx(0.25)


def test_who_changed_a_number_is_counted() -> None:
    one = Round(0.0, votes={f"p{i}": Answer((), 7.16) for i in range(3)})
    two = Round(0.0, votes={"p0": Answer((), 7.16), "p1": Answer((), 7.0), "p2": Answer((), 7.0)})
    assert tally.changes(NUMBER, one, two) == {("7.16", "7.16"): 1, ("7.16", "7"): 2}
