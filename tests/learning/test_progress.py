"""What a run tells, and what all runs add up to: only what was told, first answers apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.learning.answers import answer, case
from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine.events import Committed, Finished, HintShown, to_dict
from trainer.learning.answers import (
    ChancesGiven,
    Given,
    Played,
    RunFacts,
    case_facts,
    case_of_row,
    case_row,
    run_facts,
    run_of_row,
    run_row,
)
from trainer.learning.progress import progress
from trainer.learning.queue import histories, scheduled
from trainer.learning.total import total
from trainer.presentation.blocks.progress import progress_blocks
from trainer.presentation.layouts.progress import progress_json, progress_markdown, progress_text
from trainer.store.records import Mode, RunRecord, RunSummary
from trainer.suggested import suggestion, weak_principles

FILE = Path(__file__).parents[2] / "scenarios" / "two-days-of-fever.yaml"
HOSTILE = "[red]x[/red][/] <b> `|` \x1b[31m"


@pytest.fixture(scope="module")
def fever() -> Case:
    scenario = load(FILE).scenario
    assert scenario is not None
    return Case.of(scenario)


def record(fever: Case, mode: Mode = "study", *, over: bool = True) -> RunRecord:
    events = events_of(fever, by_policy(fever, "sound"), mode)
    hint = HintShown(next(e.decision for e in events if isinstance(e, Committed)))
    kept = [hint, *events] if over else [e for e in events if not isinstance(e, Finished)]
    return RunRecord(
        run="r", scenario=fever.scenario.id, title="T", scenario_version="1", scenario_hash="",
        scenario_path="", mode=mode, created="2026-09-01T20:00:00.000Z",
        events=tuple(to_dict(e) | {"id": str(n), "at": None} for n, e in enumerate(kept)),
    )  # fmt: skip


def test_a_finished_run_tells_all_that_is_judged(fever: Case) -> None:
    facts = run_facts(fever, record(fever))
    assert {a.question for a in facts.answers} == case_facts(fever).questions.keys()
    assert all(a.sound and a.credit == 1 for a in facts.answers)
    assert sum(a.hints for a in facts.answers) <= 1
    # Of times that nobody noted the run's beginning stands in.
    assert {a.at for a in facts.answers} == {"2026-09-01T20:00:00.000Z"}


@pytest.mark.parametrize(
    ("at", "created", "told"),
    [
        (None, "2026-09-01T20:00:00.000Z", "2026-09-01T20:00:00.000Z"),
        ("yesterday", "2026-09-01T20:00:00.000Z", "2026-09-01T20:00:00.000Z"),
        ("2026-09-02T01:00:00+02:00", "", "2026-09-01T23:00:00.000Z"),
        ("2026-09-02T01:00:00", "long ago", "1970-01-01T00:00:00.000Z"),
    ],
)
def test_a_time_that_is_none_stops_nothing(
    fever: Case, at: str | None, created: str, told: str
) -> None:
    run = record(fever)
    events = tuple(event | {"at": at} for event in run.events)
    facts = run_facts(fever, replace(run, created=created, events=events))
    assert {a.at for a in facts.answers} == {told}


def test_an_exam_tells_nothing_before_its_end(fever: Case) -> None:
    under_way = run_facts(fever, record(fever, "exam", over=False))
    assert under_way.answers
    assert all(a.credit is None and not a.sound for a in under_way.answers)
    assert not under_way.lists
    over = run_facts(fever, record(fever, "exam"))
    assert all(a.credit == 1 for a in over.answers)


def test_a_study_under_way_tells_what_was_revealed(fever: Case) -> None:
    whole = record(fever, over=False)
    first = [e for e in whole.events if e["kind"] != "reveal"]
    assert all(a.credit == 1 for a in run_facts(fever, whole).answers)
    assert all(
        a.credit is None for a in run_facts(fever, replace(whole, events=tuple(first))).answers
    )


def test_rows_are_read_as_they_were_written(fever: Case) -> None:
    lists = (ChancesGiven("d", 1, {"x": 40}, ("x",), (("y", "z"),)),)
    facts = replace(run_facts(fever, record(fever)), lists=lists, takeaway=HOSTILE)
    assert run_of_row(fever.scenario.id, run_row(facts)) == facts
    known = case_facts(fever)
    assert case_of_row(case_row(known)) == known


A = case("a", **{f"q{n}": ("narrow",) for n in range(30)})


def played(run: str, *answers: Given, day: str = "2026-09-01", **values: object) -> Played:
    at = f"{day}T20:00:00.000Z"
    summary = RunSummary(
        run=run, scenario="a", title=HOSTILE, scenario_version="1", scenario_hash="",
        scenario_path="", created=at, updated=at, status="finished", scores={"soundness": 50.0},
    )  # fmt: skip
    return Played(summary, RunFacts(tuple(a._replace(at=at) for a in answers), **values))  # type: ignore[arg-type]


def told(*runs: Played, reviews: tuple[Given, ...] = ()) -> dict[str, object]:
    given = [a for run in runs for a in run.facts.answers]
    back = scheduled(histories([*given, *reviews], {"a": A}))
    page = progress("me", total(runs), [r.run for r in runs], reviews, {"a": A}, back, 0)
    for written in (progress_text(page), progress_markdown(page)):
        assert "\x1b" not in written
    assert "[red]" not in progress_markdown(page)
    return progress_json(page)


def test_first_answers_apart_from_repeats_passes_and_reviews() -> None:
    first = played(
        "one",
        answer("a", "q1", credit=1.0, confidence=90),
        answer("a", "q2", hints=1),
        answer("a", "q3", passed=True),
        answer("a", "q4", credit=None),
        takeaway=HOSTILE,
    )
    again = played(
        "two",
        *(answer("a", f"q{n}", credit=1.0, confidence=90) for n in range(1, 5)),
        day="2026-10-01",
    )
    review = answer("a", "q2", credit=1.0, words="words of q2", at="2026-10-10T20:00:00.000Z")
    page = told(first, again, reviews=(review, review._replace(question="q3", put=False)))
    assert (page["first_answers"], page["passed"]) == (2, 1)
    assert page["by_skill"]["test"]["first_answers"] == 2  # type: ignore[index]
    assert (page["unaided"]["n"], page["with_hints"]["n"]) == (1, 1)  # type: ignore[index]
    assert (page["repeats"]["n"], page["reviews"]["n"]) == (4, 1)  # type: ignore[index]
    assert len(page["first_plays"]) == 1  # type: ignore[arg-type]
    assert [t["text"] for t in page["takeaways"]] == [HOSTILE]  # type: ignore[attr-defined]


def test_a_run_that_went_on_on_two_machines_is_no_repeat() -> None:
    here = played("one", answer("a", "q1"), answer("a", "q2"))
    there = played("one-apart", answer("a", "q1"), answer("a", "q3"))
    page = told(here, there)
    assert (page["first_answers"], page["repeats"]["n"]) == (3, 0)  # type: ignore[index]


def test_who_left_a_run_unfinished_and_began_another_has_no_first_play() -> None:
    looked = played("one", answer("a", "q1"))
    looked = replace(looked, run=replace(looked.run, status="playing"))
    knows = played("two", answer("a", "q1", credit=1.0), day="2026-10-01")
    assert told(looked, knows)["first_plays"] == []
    unseen = replace(looked, facts=RunFacts(()))
    assert len(told(unseen, knows)["first_plays"]) == 1  # type: ignore[arg-type]
    apart = played("one-apart", answer("a", "q1"), answer("a", "q3"))
    assert len(told(looked, apart)["first_plays"]) == 1  # type: ignore[arg-type]


def test_nothing_is_said_of_too_few_and_no_change_where_none_is_shown() -> None:
    few = told(played("one", *(answer("a", f"q{n}", confidence=90) for n in range(9))))
    assert few["all"]["share"] is None  # type: ignore[index]
    assert few["calibration"]["you_are"] == "too few"  # type: ignore[index]
    assert few["change"] is None
    answers = [answer("a", f"q{n}", credit=float(n % 2)) for n in range(30)]
    same = told(played("one", *answers))["change"]
    assert same["low"] < 0 < same["high"]  # type: ignore[index]


def test_early_and_late_are_by_time() -> None:
    early = played("one", *(answer("a", f"q{n}", credit=0.0) for n in range(15)))
    late = played(
        "two", *(answer("a", f"q{n}", credit=1.0) for n in range(15, 30)), day="2026-10-01"
    )
    page = told(early, late)
    assert (page["early"]["share"], page["late"]["share"]) == (0.0, 1.0)  # type: ignore[index]
    assert page["change"]["low"] > 0.5  # type: ignore[index]


def test_the_case_that_trains_what_is_weak_is_suggested_and_no_other() -> None:
    missed = [answer("a", f"q{n}") for n in range(3)]
    weak = weak_principles(scheduled(histories(missed, {"a": A})), {"a": A})
    assert weak == ["narrow"]
    assert suggestion(weak, {"x": ["owner"], "y": ["owner", "narrow"]}) == "y"
    assert suggestion(weak, {"x": ["owner"]}) is None
    assert suggestion([], {"x": ["owner"]}) is None
    assert weak_principles(scheduled(histories(missed[:1], {"a": A})), {"a": A}) == []


def test_where_nothing_was_answered_one_sentence_says_so() -> None:
    told = [block.text for block in progress_blocks(progress("me", total([]), [], [], {}, [], 0))]
    assert told == ["Nothing is played yet: your first answers to a case count here."]
