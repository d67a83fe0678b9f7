"""What chances of diagnoses are worth: honest ones do best in the long run, and never one case."""

from __future__ import annotations

from dataclasses import replace
from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.questions.case_with_differentials import TEXT, UNPROVEN, case_of
from trainer.answers import by_policy, events_of
from trainer.engine.state import replay
from trainer.questions import Answer
from trainer.questions.diagnoses import diagnoses
from trainer.scoring.debrief import debrief
from trainer.scoring.differential import (
    brier_score,
    days_of_chances,
    log_score,
    pooled,
    spread,
)
from trainer.scoring.limits import ENOUGH

KNOWN = sorted(diagnoses())


@st.composite
def lists(draw: st.DrawFn, most: int = 100) -> dict[str, int]:
    """A list with one more cut, so that any share may be left over."""
    count = draw(st.integers(1, 5))
    named = draw(st.lists(st.sampled_from(KNOWN[:8]), min_size=count, max_size=count, unique=True))
    cuts = sorted(draw(st.lists(st.integers(0, most - count), min_size=count, max_size=count)))
    return {d: b - a + 1 for d, a, b in zip(named, [0, *cuts], cuts, strict=False)}


@given(lists())
def test_a_list_is_spread_over_the_whole_catalogue_with_at_least_1_per_cent_left(
    chances: dict[str, int],
) -> None:
    assert sum(chances.values()) <= 100
    whole = spread(chances, KNOWN)
    assert whole.keys() == set(KNOWN)
    assert isclose(sum(whole.values()), 1)
    others = [p for d, p in whole.items() if d not in chances]
    assert isclose(max(others), min(others))
    assert sum(others) > 0.01 - 1e-9
    left = 100 - sum(chances.values())
    assert isclose(sum(others), max(1, left) / 100)


@pytest.mark.parametrize("score", [log_score, brier_score])
@given(believed=lists(), said=lists())
def test_honest_chances_do_best_in_the_long_run(score, believed, said) -> None:
    """Over all that can come, weighed by what is believed, nothing beats saying just that."""
    true, other = spread(believed, KNOWN), spread(said, KNOWN)

    def expected(chances: dict[str, float]) -> float:
        # All that neither names are alike: one of them stands for the rest.
        named = sorted(believed.keys() | said.keys())
        rest = next(d for d in KNOWN if d not in named)
        share = 1 - sum(true[d] for d in named)
        return sum(true[d] * score(chances, [d]) for d in named) + share * score(chances, [rest])

    honest, otherwise = expected(true), expected(other)
    assert honest <= otherwise + 1e-12
    if any(abs(true[d] - other[d]) > 0.01 for d in KNOWN[:8]):
        assert honest < otherwise


@given(lists(99), st.sampled_from(KNOWN[:8]), st.sampled_from(KNOWN[:8]))
def test_chances_of_all_that_count_add_up(chances: dict[str, int], one: str, other: str) -> None:
    whole = spread(chances, KNOWN)
    both = sum(whole[d] for d in {one, other})
    assert isclose(log_score(whole, [one, other]), -log(both))
    assert log_score(whole, [one, other]) <= log_score(whole, [one]) + 1e-12
    assert 0 <= brier_score(whole, [one, other]) <= 2


def test_all_on_a_wrong_one_is_bad_but_not_without_end() -> None:
    wrong = spread({"asthma": 100}, KNOWN)
    assert 5 < log_score(wrong, ["sepsis"]) < 13
    assert brier_score(wrong, ["sepsis"]) > 1.9
    assert log_score(wrong, ["asthma"]) == pytest.approx(-log(0.99))


def played(text: str, first: dict[str, int], until_end: bool = True):
    case = case_of(text)
    answers = by_policy(case, "reported")
    others = {n: a for n, a in answers.decisions.items() if "list" not in n}
    own = {"first-list": Answer(chances=tuple(first.items()))}
    events = events_of(case, replace(answers, decisions=others | own))
    if not until_end:
        events = [e for e in events if e.kind not in ("finish", "day")]
        events = events[: next(i for i, e in enumerate(events) if e.kind == "reveal") + 1]
    return case, replay(case, events)


LIST = {"community-acquired-pneumonia": 60, "pulmonary-embolism": 5}


def test_a_run_keeps_what_progress_needs_and_tells_no_final_before_the_end() -> None:
    case, state = played(TEXT, LIST)
    (day,) = days_of_chances(case, state)
    assert (day.question, day.day, day.chances) == ("first-list", 1, LIST)
    assert day.final == ("community-acquired-pneumonia",)
    assert debrief(case, state).differentials == (day,)
    case, state = played(TEXT, {"asthma": 20}, until_end=False)
    (early,) = days_of_chances(case, state)
    assert early.final is None
    assert "neumonia" not in repr(early)


def test_no_score_of_one_case_and_a_count_over_many() -> None:
    case, state = played(TEXT, LIST)
    days = days_of_chances(case, state)
    one = pooled({"a": days})
    assert (one["n"], one["cases"], one["log"], one["brier"]) == (1, 1, None, None)
    assert not pooled({"a": days * 20})["enough"]
    two = pooled({"a": days, "b": days})
    assert (two["n"], two["cases"], two["enough"]) == (2, 2, False)
    assert two["log"] == pytest.approx(-log(0.6), abs=1e-5)
    assert two["not_to_miss"] == {"named": 2, "of": 2}
    assert pooled({str(i): days for i in range(ENOUGH)})["enough"]
    assert pooled({})["log"] is None


def test_what_is_not_proven_is_not_scored_but_what_was_not_to_be_missed_counts() -> None:
    case, state = played(UNPROVEN, {"asthma": 20})
    days = days_of_chances(case, state)
    assert days[0].final is None
    figures = pooled({"a": days, "b": days})
    assert (figures["n"], figures["log"]) == (0, None)
    assert figures["not_to_miss"] == {"named": 0, "of": 2}
