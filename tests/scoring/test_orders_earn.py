"""Timeliness, vigilance, stewardship: the sentences of docs/scoring.md over any case and play."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.author.simulate_cases import (
    DAYS,
    FIRST,
    GOOD,
    LAST,
    ORDERS,
    PLACED,
    PROSE,
    case_of,
    cases,
    decision,
    option,
    timed,
    watch,
)
from tests.long import many
from trainer.case.compiled import Case
from trainer.engine.state import Lock, Placed, State
from trainer.questions import Answer
from trainer.scoring.scores import axes
from trainer.scoring.soundness import soundness
from trainer.scoring.stewardship import Ground, grounds, stewardship
from trainer.scoring.timeliness import timeliness
from trainer.scoring.vigilance import vigilance

TESTS = ("ferritin", "ct-chest", "beta-d-glucan")


def over(*orders: Placed, **locks: Lock) -> State:
    """A run that is over, with these orders and answers."""
    return State(LAST, locks, orders, finished=True)


@st.composite
def plays(draw: st.DrawFn, case: Case) -> State:
    """Any answers within what is allowed, and any orders."""
    locks = {}
    for name, asked in case.questions.items():
        groups = asked.sample()
        answer = draw(st.none() | st.sampled_from(groups).flatmap(st.sampled_from))
        locks[name] = Lock(asked.day, answer)
    return over(*draw(PLACED), **locks)


@given(cases(), st.data())
@settings(max_examples=many(200))
def test_no_number_mixes_two_axes(case: Case, data: st.DataObject) -> None:
    """What was ordered moves no axis of answers, and every number stays between its ends."""
    state = data.draw(plays(case))
    told = axes(case, state)
    bare = axes(case, State(LAST, state.locks, (), finished=True))
    for name in ("soundness", "as_reported", "calibration"):
        assert bare[name] == told[name]
    for axis in told.values():
        assert axis.score is None or -1e-9 <= axis.score <= 100 + 1e-9
        assert all(-1e-9 <= p.credit <= 1 + 1e-9 for p in axis.parts)


@given(cases(), st.data())
@settings(max_examples=many(200))
def test_the_score_is_the_weighted_mean_of_all_that_is_scored(
    case: Case, data: st.DataObject
) -> None:
    state = data.draw(plays(case))
    parts = axes(case, state)["soundness"].parts
    judged = {d.id for d in case.questions.values() if d.soundness(None) is not None}
    assert {p.id for p in parts} == judged
    assert all(p.weight == case.questions[p.id].weight for p in parts)
    if parts:
        mean = sum(p.credit * p.weight for p in parts) / sum(p.weight for p in parts)
        assert axes(case, state)["soundness"].score == pytest.approx(100 * mean)


@given(cases(), st.data())
@settings(max_examples=many(100))
def test_answers_given_with_a_hint_are_counted_apart(case: Case, data: st.DataObject) -> None:
    state = data.draw(plays(case))
    hinted = data.draw(st.sets(st.sampled_from(sorted(case.questions))))
    state = State(LAST, state.locks, hints=dict.fromkeys(hinted, 1), finished=True)
    axis = soundness(case, state)
    alone = State(LAST, {k: v for k, v in state.locks.items() if k not in hinted}, finished=True)
    unaided = axis.beside["unaided"]
    assert unaided["n"] == len(soundness(case, alone).parts)
    expected = soundness(case, alone).score
    assert unaided["score"] == (None if expected is None else pytest.approx(expected, abs=1e-3))
    # The score itself does not ask.
    assert axis.score == soundness(case, State(LAST, state.locks, finished=True)).score


# Timeliness


def done(case: Case, *orders: Placed, **locks: Lock) -> float:
    [part] = timeliness(case, over(*orders, **locks)).parts
    return part.credit


@st.composite
def actions(draw: st.DrawFn) -> Any:
    first = draw(st.integers(FIRST, LAST))
    return timed(
        "t", first, draw(st.integers(first, LAST)), orders=["ferritin"], picks=["good/a"],
        alternatives=[{"orders": ["ct-chest"], "picks": ["good/c"], **PROSE}],
        early=draw(st.integers(0, 4)), late=draw(st.integers(0, 4)),
        reported=draw(st.none() | DAYS),
    )  # fmt: skip


@given(actions(), DAYS)
def test_what_is_done_when_due_earns_all_and_less_the_farther_off(action: Any, day: int) -> None:
    case = case_of(timed=[action])
    got = done(case, Placed("ferritin", day))
    first, last = action["window"]["first"], action["window"]["last"]
    off, tail = max(first - day, day - last), action["early" if day < first else "late"]
    assert got == pytest.approx(1.0 if off <= 0 else max(0.0, 1 - off / (tail + 1)))
    assert done(case) == 0


@given(actions(), DAYS)
def test_any_of_several_orders_and_answers_counts_as_done(action: Any, day: int) -> None:
    case = case_of({**GOOD, "day": day}, timed=[action])
    ways = [
        done(case, Placed("ferritin", day)),
        done(case, Placed("ct-chest", day)),
        done(case, good=Lock(day, Answer(("a",)))),
        done(case, good=Lock(day, Answer(("c",)))),
    ]
    assert len(set(ways)) == 1
    assert done(case, Placed("beta-d-glucan", day), good=Lock(day, Answer(("b",)))) == 0


@given(actions(), st.none() | DAYS, PLACED)
def test_the_day_of_the_report_is_a_mark_and_no_part_of_it(
    action: Any, reported: int | None, placed: list[Placed]
) -> None:
    marked = case_of(timed=[{**action, "reported": reported}])
    assert done(marked, *placed) == done(case_of(timed=[action]), *placed)


def test_the_report_itself_may_be_late() -> None:
    action = timed("t", 1, 2, orders=["ferritin"], reported=5, late=1)
    case = case_of(timed=[action])
    [part] = timeliness(case, over(Placed("ferritin", 5))).parts
    assert part.credit == 0
    assert part.facts["late"]
    assert "3 days late; due from day 1 to 2; reported on day 5, 3 days late" in part.detail


# Vigilance


@given(st.integers(1, 6), st.integers(1, 6), st.integers(FIRST, LAST))
def test_more_often_than_needed_gains_nothing(every: int, interval: int, first: int) -> None:
    case = case_of(watches=[watch("w", first, LAST, every, orders=["ferritin"])])
    [often] = vigilance(case, over(Placed("ferritin", first, min(interval, every)))).parts
    [due] = vigilance(case, over(Placed("ferritin", first, every))).parts
    assert often.credit == due.credit == 1
    [once] = vigilance(case, over(Placed("ferritin", first))).parts
    assert once.credit == pytest.approx(min(every, LAST - first + 1) / (LAST - first + 1))


@given(st.integers(1, 6), st.none() | st.integers(1, 9), DAYS)
def test_an_option_can_place_a_standing_order(every: int, interval: int | None, day: int) -> None:
    picked: Any = {"id": "ferritin", "every": interval} if interval else "ferritin"
    asked = decision("d", option("a", "yes", "recommended", orders=[picked]), option("b"), day=day)
    case = case_of(asked, watches=[watch("w", FIRST, LAST, every, orders=["ferritin"])])
    by_pick = vigilance(case, over(d=Lock(day, Answer(("a",)))))
    own = vigilance(case, over(Placed("ferritin", day, interval)))
    assert by_pick == own


# Stewardship

HOLDS = {"cite": "s p1", "why": "So."}


def entry(order: str, day: int) -> Any:
    return {
        "id": f"c{day}",
        "day": day,
        "action": "order",
        "orders": [order],
        "text": "So.",
        "cite": "s p1",
    }


CALLED_FOR: dict[str, dict[str, Any]] = {
    "a critical option": {"asked": option("a", "yes", "critical", orders=["ferritin"])},
    "a recommended option": {"asked": option("a", "yes", "recommended", orders=["ferritin"])},
    "an acceptable option": {"asked": option("a", "yes", "acceptable", orders=["ferritin"])},
    "a timed action": {"timed": [timed("t", 1, 3, orders=["ferritin"])]},
    "an alternative": {"timed": [
        timed("t", 1, 3, orders=["ct-chest"], alternatives=[{"orders": ["ferritin"], **HOLDS}])]},
    "a watch": {"watches": [watch("w", 1, 9, 3, orders=["ferritin"])]},
    "the reasonable ones": {"reasonable": [{"orders": ["ferritin"], **HOLDS}]},
    "the report": {"course": [entry("ferritin", 5)]},
    "a result of the report": {
        "analytes": [{"id": "f", "name": "F", "orders": ["ferritin"]}],
        "findings": [
            {"id": "f1", "kind": "value", "analyte": "f", "day": 4, "value": 3, "cite": "s p1"}]},
}  # fmt: skip
BAD = option("x", "no", "unnecessary", orders=["ferritin"])


def called(*orders: Placed, asked: Any = None, bad: Any = None, **parts: Any) -> float | None:
    options = [asked or option("n", judgement="acceptable"), bad or option("m")]
    case = case_of(decision("d", *options), **parts)
    return stewardship(case, over(*orders)).score


@pytest.mark.parametrize("ground", CALLED_FOR)
def test_an_order_is_called_for_if_anything_names_it(ground: str) -> None:
    assert called(Placed("ferritin", 2), **CALLED_FOR[ground]) == 100
    assert called(Placed("beta-d-glucan", 2), **CALLED_FOR[ground]) == 0


@pytest.mark.parametrize("ground", CALLED_FOR)
@pytest.mark.parametrize("judgement", ["unnecessary", "harmful"])
def test_what_the_report_alone_names_is_not_called_for_where_it_was_judged_so(
    ground: str, judgement: str
) -> None:
    parts = {**CALLED_FOR[ground], "bad": {**BAD, "judgement": judgement}}
    assert called(Placed("ferritin", 2), **parts) == (0 if "report" in ground else 100)


@pytest.mark.parametrize("ground", CALLED_FOR)
def test_what_the_case_names_as_harmful_is_not_called_for(ground: str) -> None:
    parts = {**CALLED_FOR[ground], "harmful_orders": [{"orders": ["ferritin"], **HOLDS}]}
    assert called(Placed("ferritin", 2), **parts) == 0


def test_reasonable_on_its_days_alone() -> None:
    parts = {"reasonable": [{"orders": ["ferritin"], "days": {"first": 4, "last": 6}, **HOLDS}]}
    assert [called(Placed("ferritin", day), **parts) for day in (3, 4, 6, 7)] == [0, 100, 100, 0]


def test_nothing_placed_is_no_score() -> None:
    assert called() is None
    assert called(Placed("tofacitinib", 2), Placed("ent-consult", 3)) is None
    picked = case_of(
        decision("d", option("a", judgement="recommended", orders=list(TESTS)), option("b"))
    )
    assert stewardship(picked, over(d=Lock(1, Answer(("a",))))).score is None


def by_the_words(ground: Ground, days: list[int]) -> int:
    """The rule of repeats, written out again."""
    counted: list[int] = []
    for day in sorted(set(days)):
        if not ground.covers(day):
            continue
        first = not counted
        again = day in ground.reported
        passed = bool(counted) and ground.every is not None and day >= counted[-1] + ground.every
        if first or again or passed:
            counted.append(day)
    return len(counted)


@given(cases(), st.data())
@settings(max_examples=many(300))
def test_stewardship_is_the_mean_of_called_for_placements(case: Case, data: st.DataObject) -> None:
    state = data.draw(plays(case))
    named = grounds(case)
    shares = []
    for order in {p.order for p in state.orders}:
        if case.order(order).kind not in ("test", "procedure"):
            continue
        days = sorted({d for p in state.orders if p.order == order for d in p.days(LAST)})
        shares.append(by_the_words(named.get(order, Ground()), days) / len(days))
    axis = stewardship(case, state)
    if not shares:
        assert axis.score is None
    else:
        assert axis.score == pytest.approx(100 * sum(shares) / len(shares))
    # Nothing of it follows from the answers, and nothing from the order in which it was placed.
    assert stewardship(case, over(*state.orders)).parts == axis.parts
    turned = stewardship(case, State(LAST, state.locks, state.orders[::-1], finished=True))
    assert sorted(map(repr, turned.parts)) == sorted(map(repr, axis.parts))


@given(cases(), st.data(), DAYS)
@settings(max_examples=many(200))
def test_asking_for_what_nothing_names_only_costs(
    case: Case, data: st.DataObject, day: int
) -> None:
    state = data.draw(plays(case))
    assume("skin-biopsy" not in {p.order for p in state.orders})
    before = stewardship(case, state).score
    after = stewardship(case, over(*state.orders, Placed("skin-biopsy", day), **state.locks)).score
    assert after is not None
    assert after <= (before if before is not None else 0)


@given(st.integers(1, 5), st.lists(DAYS, min_size=1, unique=True))
def test_a_repeat_counts_once_the_smallest_interval_has_passed(every: int, days: list[int]) -> None:
    longer = [watch("w", 1, 9, 6, orders=["ferritin"])]
    shorter = [{"orders": ["ferritin"], "every": every, **HOLDS}]
    case = case_of(watches=longer, reasonable=shorter)
    [part] = stewardship(case, over(*(Placed("ferritin", d) for d in days))).parts
    counted = part.facts["days_called_for"]
    assert counted[0] == min(days)
    assert all(b - a >= every for a, b in itertools.pairwise(counted))
    last = counted[0]
    for day in sorted(days)[1:]:
        if day in counted:
            last = day
        else:
            assert day - last < every


@given(st.lists(DAYS, min_size=1, unique=True), st.lists(DAYS, min_size=1, max_size=4, unique=True))
def test_a_repeat_counts_if_the_report_has_one_that_day(days: list[int], told: list[int]) -> None:
    case = case_of(course=[entry("ferritin", day) for day in told])
    [part] = stewardship(case, over(*(Placed("ferritin", d) for d in days))).parts
    assert set(part.facts["days_called_for"]) == {min(days)} | (set(days) & set(told))


def test_burden_and_harm_stand_beside_it_without_a_number() -> None:
    asked = decision(
        "d", option("a", judgement="recommended", orders=["lumbar-puncture"]), option("b")
    )
    harmful = {"orders": ["tofacitinib", "ct-chest"], **HOLDS}
    case = case_of(asked, harmful_orders=[harmful])
    state = over(
        Placed("ct-chest", 2, 5),
        Placed("ferritin", 2),
        Placed("tofacitinib", 3),
        d=Lock(1, Answer(("a",))),
    )
    told = stewardship(case, state).to_dict()
    assert [(b["order"], b["burden"], b["days"]) for b in told["burden"]] == [
        ("ct-chest", "radiation", [2, 7, 12]), ("lumbar-puncture", "invasive", [1]),
    ]  # fmt: skip
    assert [h["order"] for h in told["harmful_orders"]] == ["tofacitinib", "ct-chest"]
    assert {p["id"] for p in told["parts"]} == {"ct-chest", "ferritin"}


def test_the_orders_of_these_cases_are_what_the_tests_take_them_for() -> None:
    known = case_of().catalogue.orders
    assert [known[o].kind for o in ORDERS] == ["test", "test", "test", "treatment"]
    assert known["skin-biopsy"].kind == "test"
