"""What home says: tonight, standing, the filter, and what to trust."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.played import runs_by_file
from trainer.presentation.home import (
    TOUR,
    Standing,
    facts,
    matches,
    minutes_notes,
    standing_facts,
    tonight,
    trust,
)
from trainer.store.records import RunSummary

HEAD = CaseHead(
    "a", "A case", "Medicine", "Somebody is ill.", "/a.yaml", 1, 9, 10, 40, "1.0", ok=True, hash="a"
)
CASES = [replace(HEAD, id=n, title=n.upper(), path=f"/{n}.yaml", hash=n) for n in "abc"]
RUN = RunSummary(
    run="r", scenario="a", title="A", scenario_version="1.0", scenario_hash="a",
    scenario_path="/a.yaml", created="2026-01-01", updated="2026-01-01",
)  # fmt: skip
RUNS = st.lists(
    st.builds(
        lambda n, case, day, status, created: replace(
            RUN, run=f"r{n}", scenario=case, scenario_hash=case, scenario_path=f"/{case}.yaml",
            day=day, status=status, created=f"2026-01-{created:02}", updated=f"2026-02-{n % 28:02}",
            scores={"soundness": float(day)} if status == "finished" else {},
        ),
        st.integers(0, 99), st.sampled_from("abc"), st.integers(0, 60),
        st.sampled_from(["playing", "finished"]), st.integers(1, 28),
    ),
    unique_by=lambda run: run.run, max_size=8,
)  # fmt: skip


def newest_first(runs: list[RunSummary]) -> list[RunSummary]:
    return sorted(runs, key=lambda run: (run.updated, run.run), reverse=True)


@given(RUNS)
def test_tonight_goes_on_with_what_was_played_last_and_begins_what_never_was(
    runs: list[RunSummary],
) -> None:
    runs = newest_first(runs)
    by_file = runs_by_file(runs, CASES)
    suggestions = {s.kind: s for s in tonight(CASES, runs, by_file)}
    playing = [run for run in runs if run.status == "playing"]
    assert ("continue" in suggestions) == bool(playing)
    if playing:
        assert suggestions["continue"].run == playing[0]
        assert f"day {playing[0].day}" in suggestions["continue"].notes[0]
    unplayed = [case.path for case in CASES if case.path not in by_file]
    assert ("new" in suggestions) == bool(unplayed)
    if unplayed:
        assert suggestions["new"].path in unplayed


@given(RUNS)
def test_a_repeat_is_no_first_play(runs: list[RunSummary]) -> None:
    for own in runs_by_file(newest_first(runs), CASES).values():
        standing = Standing.of(own)
        assert standing.first.created == min(run.created for run in own)
        assert standing.latest.updated == max(run.updated for run in own)
        assert bool(standing.last) == (standing.first.run != standing.latest.run)


def test_new_is_what_fits_best() -> None:
    short = replace(CASES[2], minutes=15)
    unknown = replace(CASES[0], minutes=None)
    [new] = tonight([unknown, CASES[1], short], [], {})
    assert new.path == short.path
    assert minutes_notes(15) == ("15 min",)
    assert minutes_notes(40) == ("40 min, in 2 sittings", "40 min")
    assert minutes_notes(None) == ()


def test_the_tour_is_for_who_has_not_played() -> None:
    assert tonight(CASES, [], {}, tour=True)[0] == TOUR
    assert TOUR not in tonight(CASES, [RUN], runs_by_file([RUN], CASES), tour=True)
    assert TOUR not in tonight(CASES, [], {}, tour=False)


def test_a_review_has_its_place_between() -> None:
    review = replace(TOUR, kind="review", text="6 due")
    kinds = [s.kind for s in tonight(CASES, [RUN], runs_by_file([RUN], CASES), review)]
    assert kinds == ["continue", "review", "new"]


def test_a_filter_takes_words_length_and_standing() -> None:
    played = Standing.of([replace(RUN, status="finished", scores={"soundness": 50.0})])
    for query, fits in {
        "": True, "case MEDI": True, "ill nobody": False, "<40": True, "<39": False,
        "≤40 case": True, "unplayed": True, "finished": False, "<": False,
    }.items():  # fmt: skip
        assert matches(HEAD, None, query) == fits, query
    assert matches(HEAD, played, "finished")
    assert not matches(HEAD, played, "unplayed")
    assert matches(HEAD, Standing.of([RUN]), "in play")
    assert not matches(replace(HEAD, minutes=None), None, "<40")


@given(st.text(max_size=20), st.text(max_size=20))
def test_more_words_never_find_more(one: str, other: str) -> None:
    if matches(HEAD, None, f"{one} {other}"):
        assert matches(HEAD, None, one)
        assert matches(HEAD, None, other)


def test_what_to_trust_stands_before_play() -> None:
    assert trust(HEAD) == "Not reviewed by a clinician. For education, not medical advice."
    reviewed = replace(HEAD, reviewer="A. Clinician, 2026-11-01")
    assert trust(reviewed).startswith("Reviewed by A. Clinician, 2026-11-01.")
    known = replace(HEAD, source="J Med 2024", licence="CC BY 4.0")
    assert facts(known) == "Medicine · 10 questions · 40 min · J Med 2024, CC BY 4.0"


def test_another_version_is_named() -> None:
    run = replace(RUN, status="finished", scores={"soundness": 63.0}, scenario_version="0.9")
    told = standing_facts(HEAD, Standing.of([run]))
    assert told == "First play 2026-01-01: study, sound 63, version 0.9."


def test_a_head_tells_journal_and_year_and_never_the_title(tmp_path: Path) -> None:
    text = """\
id: x
version: "1.0"
title: T
specialty: S
summary: U
clock: {first_day: 1, last_day: 2}
sources:
  - id: report
    kind: case-report
    citation: >-
      Doe J. Anti-secret disease: a case report. J Secrets
      Rep 2024;18:471.
    licence: CC BY 4.0
    locators:
      A: Abstract

      B: Body
  - id: other
    citation: Roe R. Guide. Lancet 2020;1:1.
    licence: none
review:
  - {by: A. Clinician, date: "2026-11-01", scope: all, verdict: accepted}
decisions:
  - id: one
"""
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    head = read_head(str(file))
    assert head.ok
    assert (head.source, head.licence) == ("J Secrets Rep 2024", "CC BY 4.0")
    assert head.reviewer == "A. Clinician, 2026-11-01"
    file.write_text(text.replace("sources:", "sources: 5 #").replace("review:", "review: 5 #"))
    assert not read_head(str(file)).source
