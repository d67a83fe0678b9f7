"""Each trouble is found where it is, and nowhere else, with the shortest play that shows it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.author.simulate_cases import (
    GOOD,
    PROSE,
    case_of,
    cases,
    decision,
    estimate,
    option,
    timed,
    watch,
)
from tests.long import many
from trainer.answers import Answers
from trainer.author.simulate.play import ANSWER_AXES, Outcome
from trainer.author.simulate.questions import figures_of
from trainer.author.simulate.reach import best_timing, reach
from trainer.author.simulate.simulation import Simulation, simulate
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.troubles import Trouble
from trainer.case.compiled import Case
from trainer.case.rules import Subject, rules


def found_in(case: Case, runs: int = 50) -> dict[str, Trouble]:
    troubles = simulate(case, runs, 0).troubles
    for trouble in troubles:
        assert trouble.shows(Outcome(case, trouble.answers)), trouble.code
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


DECISIONS: dict[str, tuple[Any, str, tuple[int, int, int]]] = {
    "all are sound": (
        decision("d", option("a", "yes", "recommended"), option("b", judgement="recommended")),
        "no-discrimination", (1, 1, 0),
    ),
    "an estimate that cannot be wrong": (
        estimate("d", low=48, high=52), "no-discrimination", (1, 0, 0),
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
    assert trouble.question == "d"
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
            timed("again", 9, 12, orders=["ferritin"], picks=["good/a", "late/a"]),
            timed("early", 1, 2, orders=["ferritin"], picks=["late/a"]),
        ],
    )
    troubles = [t for t in simulate(case, 50, 0).troubles if t.code == "dead-pick"]
    assert [(t.question, t.option, t.part) for t in troubles] == [
        ("good", "a", "again"),
        ("late", "a", "early"),
    ]
    assert "on day 1, where 'again' earns nothing" in troubles[0].message
    assert [size(t.answers) for t in troubles] == [(1, 1, 0)] * 2


def test_actions_that_share_their_only_order() -> None:
    parts = [
        timed("early", 1, 3, orders=["ferritin"]),
        timed("late", 7, 9, orders=["ferritin"], weight=2),
    ]
    troubles = found_in(case_of(timed=parts))
    assert set(troubles) == {"actions-exclude-each-other", "sound-timeliness"}
    answers = troubles["actions-exclude-each-other"].answers
    assert [(o.id, o.day) for o in answers.orders] == [("ferritin", 7)]
    # To be done again from a day on: no trouble.
    parts[1]["from_day"] = 5
    again = {"orders": ["ferritin"], "every": 3, **PROSE}
    case = case_of(timed=parts, reasonable=[again])
    assert found_in(case) == {}
    reached = simulate(case, 50, 0).reach["timeliness"]
    assert reached is not None
    assert (reached.maximum, reached.exact) == (100, True)


ERRORS = [rule for rule in rules(warnings=False) if rule.code in {"R303", "R304", "R313", "R319"}]


@given(cases())
@settings(max_examples=many(300))
def test_full_marks_are_in_reach_of_what_the_check_lets_pass(case: Case) -> None:
    # So that the simulation need not look for what keeps somebody from them, or for a reported
    # option that is no good: another in its place may be better only where several may be picked.
    data = json.loads(case.scenario.model_dump_json())
    subject = Subject(case.scenario, data, case.catalogue, "", Path("case.yaml"), frozenset(), True)
    if any(hit for rule in ERRORS for hit in rule.check(subject)):
        return
    tables = Tables(case)
    limits = reach(tables)
    assert all(limits[a] is None or limits[a].maximum == pytest.approx(100) for a in ANSWER_AXES)
    watched = limits["vigilance"]
    assert watched is None or watched.maximum == pytest.approx(100)
    timed = sum(group.alone for group in best_timing(tables))
    assert timed == pytest.approx(sum(action.weight for action in tables.actions))
    for sheet, figures in zip(tables.sheets, figures_of(tables.sheets), strict=True):
        # What was harmful is out of the key, whoever did it.
        reported = [o for o in figures.options if o.reported == "yes" and o.judgement != "harmful"]
        assert not any(o.never_helps for o in reported)
        assert sheet.question.most > 1 or not any(o.dominated_by for o in reported)


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
            finding("before", -5, shown="ordered"),
        ],
    )
    found = simulate(case, 50, 0)
    assert found.never_seen == ["too-late"]
    assert [(t.code, t.part) for t in found.troubles] == [
        ("finding-not-by-order", "a-day-late"),
        ("finding-never-seen", "too-late"),
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
    assert not cues[0].shows(Outcome(case, fewer))
    assert [t for t in found.troubles if t.code != "cue-longest"] == []


def test_few_random_runs_tell_nothing_of_cues() -> None:
    assert simulate(cued(8), 99, 0).troubles == []


def test_dominated_distractors_are_told_but_no_trouble() -> None:
    found: Simulation = simulate(case_of(), 50, 0)
    assert found.troubles == []
    told = {o.id: o for o in found.questions[0].options}
    assert told["b"].dominated_by == ("a", "c")
    assert told["b"].never_helps
    assert not told["a"].never_helps


def test_items_by_chance() -> None:
    item = simulate(case_of(), 50, 0).questions[0].axes["as_reported"]
    assert (item.minimum, item.maximum) == (0, 1)
    assert item.chance == pytest.approx(1 / 3)
    assert item.headroom == pytest.approx(2 / 3)
    assert item.sd == pytest.approx((2 / 9) ** 0.5)
    assert item.effective_weight == pytest.approx(1)


def test_random_runs_agree_with_the_items() -> None:
    found = simulate(cued(3), 4000, 1)
    assert found.runs.spread("as_reported").mean == pytest.approx(25, abs=2)
    assert found.robots["silent"] == Outcome(found.case, Answers()).scores
