"""Soundness and agreement: each sentence of docs/scoring.md over any question and any answer."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.author.simulate_cases import case_of, decision, estimate, option
from trainer.questions import Answer, Choice, EstimateQuestion

REPORTED = st.sampled_from(["yes", "part", "no", "silent"])
JUDGED = st.sampled_from(["critical", "recommended", "acceptable", "unnecessary", "harmful"])
WORTH = {"critical": 2, "recommended": 1, "acceptable": 0.5, "unnecessary": 0, "harmful": 0}
SOUND = ("critical", "recommended")
NEARLY = 1e-9


def question(*options: Any, **more: Any) -> Any:
    return next(iter(case_of(decision("d", *options, **more)).questions.values()))


@st.composite
def questions(draw: st.DrawFn) -> Choice:
    """Any question with options of which one at least has some worth."""
    count = draw(st.integers(2, 7))
    options = [option(f"o{i}", draw(REPORTED), draw(JUDGED)) for i in range(count)]
    assume(any(WORTH[o["judgement"]] for o in options))
    more = draw(
        st.just({"kind": "one"})
        | st.integers(1, count).map(lambda n: {"kind": "several", "maximum": n})
    )
    found: Choice = question(*options, **more)
    return found


def sound(asked: Choice, picks: Any) -> float:
    got = asked.soundness(Answer(tuple(picks)) if picks else None)
    assert got is not None
    return got.credit


def judged(asked: Choice, *judgements: str) -> set[str]:
    return {o.id for o in asked.options if o.judgement in judgements}


def answers(asked: Choice) -> list[tuple[str, ...]]:
    """All that may be answered."""
    ids = [o.id for o in asked.options]
    return [p for n in range(1, min(asked.most, len(ids)) + 1) for p in combinations(ids, n)]


def harmless(asked: Choice) -> list[frozenset[str]]:
    bad = judged(asked, "harmful")
    return [frozenset(a) for a in answers(asked) if bad.isdisjoint(a)]


def by_the_words(asked: Choice, picks: tuple[str, ...]) -> float:
    """The formula as the page has it, written out again."""
    told = {o.id: o.judgement for o in asked.options}
    given = [told[p] for p in picks]
    if not given or "harmful" in given:
        return 0.0
    k = sum(j in SOUND for j in told.values())
    k = max(1, min(k, asked.most))
    best = sum(sorted((WORTH[j] for j in told.values()), reverse=True)[:k])
    got = sum(sorted((WORTH[j] for j in given), reverse=True)[:k])
    return float(got / best * 0.9 ** given.count("unnecessary"))


@given(questions())
def test_soundness_is_what_the_page_says(asked: Choice) -> None:
    for picks in answers(asked):
        assert sound(asked, picks) == pytest.approx(by_the_words(asked, picks))
    assert sound(asked, ()) == 0


@given(questions())
def test_the_best_answer_earns_all_and_none_more(asked: Choice) -> None:
    earned = [sound(asked, picks) for picks in answers(asked)]
    assert max(earned) == pytest.approx(1)
    assert min(earned) >= 0
    assert max(earned) <= 1 + NEARLY


@given(questions())
def test_anything_harmful_voids_and_so_does_more_than_is_allowed(asked: Choice) -> None:
    ids = [o.id for o in asked.options]
    for count in range(1, len(ids) + 1):
        for picks in combinations(ids, count):
            if count > asked.most or judged(asked, "harmful") & set(picks):
                assert sound(asked, picks) == 0


@given(questions())
def test_leaving_a_sound_option_out_costs_and_a_critical_one_more(asked: Choice) -> None:
    for picks in harmless(asked):
        without = {p: sound(asked, picks - {p}) for p in picks & judged(asked, *SOUND)}
        assert all(rest < sound(asked, picks) - NEARLY for rest in without.values())
        for worse in picks & judged(asked, "critical"):
            for better in picks & judged(asked, "recommended"):
                assert without[worse] < without[better]


@given(questions())
def test_an_acceptable_one_never_costs(asked: Choice) -> None:
    for picks in harmless(asked):
        for extra in picks & judged(asked, "acceptable"):
            assert sound(asked, picks) >= sound(asked, picks - {extra}) - NEARLY


@given(questions())
def test_an_unnecessary_one_costs_a_tenth(asked: Choice) -> None:
    for picks in harmless(asked):
        for extra in picks & judged(asked, "unnecessary"):
            rest = sound(asked, picks - {extra})
            assert sound(asked, picks) == pytest.approx(0.9 * rest)


@given(questions())
def test_an_unnecessary_one_costs_less_than_leaving_a_recommended_one_out(asked: Choice) -> None:
    """As long as less than ten is to be had, of which a recommended one is more than a tenth."""
    k = max(1, min(len(judged(asked, *SOUND)), asked.most))
    best = sum(sorted((o.worth for o in asked.options), reverse=True)[:k])
    assume(best < 10)
    for picks in harmless(asked):
        if len(picks) == asked.most or not picks <= judged(asked, *SOUND):
            continue
        if sound(asked, picks) < 1 - NEARLY:
            continue
        for extra in judged(asked, "unnecessary"):
            for left in picks & judged(asked, "recommended"):
                assert sound(asked, picks | {extra}) > sound(asked, picks - {left})


@given(questions())
def test_one_sound_pick_where_two_are_called_for_is_less_than_both(asked: Choice) -> None:
    called_for = judged(asked, *SOUND)
    for picks in harmless(asked):
        if len(picks) == 2 and picks <= called_for:
            assert all(sound(asked, {p}) < sound(asked, picks) for p in picks)


@given(questions())
def test_what_the_report_did_is_nothing_to_soundness(asked: Choice) -> None:
    silent = asked.model_copy(
        update={
            "options": tuple(o.model_copy(update={"reported": "silent"}) for o in asked.options)
        }
    )
    for picks in answers(asked):
        assert sound(silent, picks) == sound(asked, picks)


def test_a_question_without_a_sound_answer_is_off_the_axis() -> None:
    asked = question(option("a", judgement="unnecessary"), option("b", judgement="harmful"))
    assert asked.soundness(Answer(("a",))) is None
    assert asked.soundness(None) is None


# A panel

VOTES = st.lists(st.integers(0, 12), min_size=3, max_size=3)


@given(VOTES, st.lists(JUDGED, min_size=3, max_size=3))
def test_a_panel_of_ten_takes_the_place_of_the_author(votes: list[int], judgements: Any) -> None:
    assume(any(votes))
    assume(any(WORTH[j] for j in judgements))
    options = [option(f"o{i}", judgement=j) for i, j in enumerate(judgements)]
    panel = {
        "date": "2026-01-01",
        "who": "Nobody",
        "votes": {f"o{i}": n for i, n in enumerate(votes)},
    }
    asked, alone = question(*options, panel=panel), question(*options)
    several = question(*options, kind="several", maximum=1, panel=panel)
    for i, count in enumerate(votes):
        expected = sound(alone, (f"o{i}",))
        assert sound(several, (f"o{i}",)) == expected
        if sum(votes) >= 10:
            expected = count / max(votes)
        assert sound(asked, (f"o{i}",)) == pytest.approx(expected)


# Estimates

ESTIMATES = st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0.1, 50), st.booleans()).map(
    lambda t: estimate("d", value=t[0], within=t[1], zero_at=t[1] + t[2], in_course=t[3])
)


@given(ESTIMATES, st.floats(0, 100), st.floats(0, 100))
def test_an_estimate_falls_straight_from_its_tolerance_to_nothing(
    written: Any, one: float, other: float
) -> None:
    [asked] = case_of(written).questions.values()
    assert isinstance(asked, EstimateQuestion)
    near, far = sorted((one, other), key=lambda v: abs(v - asked.value))
    got = [
        sound(asked, ()) if v is None else asked.soundness(Answer(value=v)).credit
        for v in (near, far)
    ]  # type: ignore[arg-type]
    assert 0 <= got[1] <= got[0] <= 1
    for value, credit in zip((near, far), got, strict=True):
        off = abs(value - asked.value)
        if off <= asked.within:
            assert credit == 1
        elif off >= asked.zero_at:
            assert credit == 0
        else:
            share = (off - asked.within) / (asked.zero_at - asked.within)
            assert credit == pytest.approx(1 - share, abs=1e-6)
    assert asked.has_reported_answer == asked.in_course
    assert asked.agreement(Answer(value=near)).credit == got[0]


# Agreement with the report


def agreed(asked: Choice, picks: Any) -> float:
    return asked.agreement(Answer(tuple(picks)) if picks else None).credit


def key(asked: Choice) -> dict[str, float]:
    shares = {"yes": 1.0, "part": 0.5}
    return {
        o.id: shares[o.reported]
        for o in asked.options
        if o.reported in shares and o.judgement != "harmful"
    }


@given(questions())
def test_agreement_is_what_the_page_says(asked: Choice) -> None:
    shares = key(asked)
    assert asked.has_reported_answer == bool(shares)
    full = sum(sorted(shares.values(), reverse=True)[: asked.most])
    ids = [o.id for o in asked.options]
    bad = {o.id for o in asked.options if o.harmful and o.reported in ("no", "silent")}
    for count in range(len(ids) + 1):
        for picks in combinations(ids, count):
            expected = 0.0
            if count <= asked.most and bad.isdisjoint(picks) and full:
                expected = sum(shares.get(p, 0.0) for p in picks) / full
            assert agreed(asked, picks) == pytest.approx(expected)


@given(questions())
def test_the_reported_answer_agrees_in_full_wherever_it_can_be_given(asked: Choice) -> None:
    reported = asked.reported_answer()
    assert (reported is None) == (not any(o.keyed for o in asked.options))
    if reported and asked.has_reported_answer and len(reported.picks) <= asked.most:
        assert agreed(asked, reported.picks) == pytest.approx(1)
