"""Each trouble is found where it is, and nowhere else, with the shortest play that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.author.simulate_cases import (
    GOOD,
    PROSE,
    case_of,
    decision,
    estimate,
    option,
    timed,
    watch,
)
from trainer.answers import Answers
from trainer.author.simulate.play import played, scores
from trainer.author.simulate.simulation import Simulation, simulate
from trainer.author.simulate.trouble import Trouble
from trainer.case.compiled import Case


def found_in(case: Case, runs: int = 50) -> dict[str, Trouble]:
    troubles = simulate(case, runs, 0).troubles
    for trouble in troubles:
        assert trouble.shows(trouble.answers), trouble.code
    return {t.code: t for t in troubles}


def size(answers: Answers) -> tuple[int, int, int]:
    picks = sum(len(a.picks) for a in answers.decisions.values())
    return len(answers.decisions), picks, len(answers.orders)


def test_a_case_without_trouble() -> None:
    case = case_of(
        GOOD,
        estimate("share"),
        timed=[timed("now", 1, 3, orders=["ferritin"], late=2)],
        watches=[watch("often", 1, 9, 3, orders=["ct-chest"])],
    )
    assert found_in(case) == {}


TWO = (option("a", "yes", "recommended"), option("b", "yes", "recommended"), option("c"))
DECISIONS: dict[str, tuple[Any, str, tuple[int, int, int]]] = {
    "all are sound": (
        decision("d", option("a", "yes", "recommended"), option("b", judgement="recommended")),
        "no-discrimination", (1, 1, 0),
    ),
    "an estimate that cannot be wrong": (
        estimate("d", low=48, high=52), "no-discrimination", (1, 0, 0),
    ),
    "two keys for one pick": (
        decision("d", option("a", "yes", "acceptable"), option("b", "yes", "recommended")),
        "keyed-dominated", (1, 1, 0),
    ),
    "the report did more than may be picked": (
        decision("d", *TWO, kind="several", maximum=1), "report-below-full", (1, 2, 0),
    ),
    "nothing counts": (
        decision("d", option("a", "silent", "unnecessary"), option("b", "silent", "unnecessary"),
                 kind="several", maximum=2),
        "dead-option", (1, 2, 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DECISIONS)
def test_troubles_of_decisions(name: str) -> None:
    broken, code, answers = DECISIONS[name]
    trouble = found_in(case_of(broken, {**GOOD, "day": 2}))[code]
    assert trouble.decision == "d"
    assert size(trouble.answers) == answers


def test_what_was_reported_and_harmful_is_out_of_the_key_and_no_trouble() -> None:
    options = (
        option("a", "yes", "harmful"), option("b", judgement="recommended"),
        option("c", "part", "acceptable"),
    )  # fmt: skip
    assert found_in(case_of(decision("d", *options), {**GOOD, "day": 2})) == {}
    alone = found_in(case_of(decision("d", *options[:2]), {**GOOD, "day": 2}))
    assert alone == {}


def test_keys_that_count_for_nothing() -> None:
    late = decision("late", option("a", "yes", "recommended"), option("b"), day=9)
    case = case_of(
        GOOD,
        late,
        timed=[
            timed("again", 9, 12, orders=["ferritin"], picks=["good/a", "late/a"], from_day=5),
            timed("early", 1, 2, orders=["ferritin"], picks=["late/a"]),
        ],
    )
    troubles = [t for t in simulate(case, 50, 0).troubles if t.code == "dead-pick"]
    assert [(t.decision, t.option, t.part) for t in troubles] == [
        ("good", "a", "again"),
        ("late", "a", "early"),
    ]
    assert "before 'again' counts (day 5)" in troubles[0].message
    assert [size(t.answers) for t in troubles] == [(1, 1, 0)] * 2


def test_actions_that_share_their_only_order() -> None:
    parts = [
        timed("early", 1, 3, orders=["ferritin"]),
        timed("late", 7, 9, orders=["ferritin"], weight=2),
    ]
    troubles = found_in(case_of(timed=parts))
    assert set(troubles) == {"actions-exclude-each-other"}
    answers = troubles["actions-exclude-each-other"].answers
    assert [(o.id, o.day) for o in answers.orders] == [("ferritin", 7)]
    # To be done again from a day on: no trouble.
    parts[1]["from_day"] = 5
    case = case_of(timed=parts)
    assert found_in(case) == {}
    reached = simulate(case, 50, 0).reach["timeliness"]
    assert reached is not None
    assert (reached.maximum, reached.exact) == (100, True)


def test_actions_and_watches_out_of_reach() -> None:
    case = case_of(
        timed=[timed("past", -9, 0, orders=["ferritin"], late=3)],
        watches=[watch("long", -2, 5, 2, orders=["ct-chest"])],
    )
    troubles = [t for t in simulate(case, 50, 0).troubles if t.code == "full-marks-out-of-reach"]
    assert [(t.part, size(t.answers)) for t in troubles] == [
        ("past", (0, 0, 1)),
        ("long", (0, 0, 1)),
    ]
    assert "75%" in troubles[0].message


def test_an_order_nobody_knows() -> None:
    case = case_of(timed=[timed("odd", 1, 3, orders=["no-such-order", "ferritin"])])
    troubles = found_in(case)
    assert set(troubles) == {"order-cannot-be-placed"}
    assert troubles["order-cannot-be-placed"].part == "odd"


def finding(name: str, day: int, **more: Any) -> Any:
    return {"id": name, "kind": "text", "day": day, "title": name, "text": "Seen.",
            "cite": PROSE["cite"], **more}  # fmt: skip


def test_findings_never_seen() -> None:
    case = case_of(
        findings=[
            finding("plain", 3),
            finding("asked-for", 12, shown="ordered", orders=["ferritin"]),
            finding("a-day-late", 3, shown="ordered"),
            finding("too-late", 12, shown="ordered"),
            finding("after-the-end", 40),
            finding("before", -5, shown="ordered"),
        ],
    )
    found = simulate(case, 50, 0)
    assert found.never_seen == ["too-late", "after-the-end"]
    assert [(t.code, t.part) for t in found.troubles] == [
        ("finding-not-by-order", "a-day-late"),
        ("finding-never-seen", "too-late"),
        ("finding-never-seen", "after-the-end"),
    ]


def cued(count: int) -> Case:
    """The longest option is always the right one."""
    return case_of(*(
        decision(
            f"d{i}", option("a", text="no"), option("b", text="not this"),
            option("c", "yes", "recommended", text="this one, of course"),
            option("d", text="nor this"),
        )
        for i in range(count)
    ))  # fmt: skip


def test_the_longest_option_gives_it_away() -> None:
    case = cued(8)
    found = simulate(case, 500, 0)
    cues = [t for t in found.troubles if t.code == "cue-longest"]
    assert [t.part for t in cues] == ["longest", "longest"]
    assert found.percentiles()["longest"]["as_reported"] == pytest.approx(100, abs=1)
    kept = cues[0].answers
    assert 0 < len(kept.decisions) < 8
    # Not one answer fewer would do.
    least = min(kept.decisions)
    rest = {k: v for k, v in kept.decisions.items() if k != least}
    fewer = replace(kept, decisions=rest)
    assert not cues[0].shows(fewer)
    assert [t for t in found.troubles if t.code == "cue-first"] == []


def test_few_random_runs_tell_nothing_of_cues() -> None:
    assert simulate(cued(8), 99, 0).troubles == []


def test_dominated_distractors_are_told_but_no_trouble() -> None:
    found: Simulation = simulate(case_of(), 50, 0)
    assert found.troubles == []
    told = {o.id: o for o in found.decisions[0].options}
    assert told["b"].dominated_by == ("a", "c")
    assert told["b"].never_helps
    assert not told["a"].never_helps


def test_items_by_chance() -> None:
    item = simulate(case_of(), 50, 0).decisions[0].items[0]
    assert (item.worst, item.best) == (0, 1)
    assert item.chance == pytest.approx(1 / 3)
    assert item.headroom == pytest.approx(2 / 3)
    assert item.sd == pytest.approx((2 / 9) ** 0.5)
    assert item.effective_weight == pytest.approx(1)


def test_random_runs_agree_with_the_items() -> None:
    found = simulate(cued(3), 4000, 1)
    assert found.runs.mean("as_reported") == pytest.approx(25, abs=2)
    played_none = scores(played(found.case, Answers()))
    assert found.policies["none"] == played_none
