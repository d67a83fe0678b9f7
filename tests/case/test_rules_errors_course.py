"""Errors of days, reach and scores: what they find, and what comes near and is fine."""

# ruff: noqa: E501 - YAML is read best an item a line

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case.changed_example import with_keys
from tests.long import many
from trainer.case.loader import load_text
from trainer.questions import OneQuestion, SeveralQuestion
from trainer.questions.option import agreement_credit

REST = "  - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}\n"


def said(code: str, keys: str) -> list[str]:
    """What the check says under ``code`` of the example case with ``keys``."""
    loaded = load_text(with_keys(keys), Path("a-cough.yaml"))
    return [f"{d.message} {d.advice}" for d in loaded.diagnostics if d.code == code]


def course(*entries: str) -> str:
    """A course of 'day action order' entries; more keys may follow."""
    rows = []
    for i, entry in enumerate(entries):
        day, action, order, *more = entry.split(maxsplit=3)
        extra = f", {more[0]}" if more else ""
        rows.append(
            f"  - {{id: c-{i}, day: {day}, action: {action}, orders: {order}, text: So., cite: made-up P2{extra}}}\n"
        )
    return "course:\n" + REST + "".join(rows)


@pytest.mark.parametrize(
    ("entries", "word"),
    [
        (["2 stop prednisolone"], "never started"),
        (["2 stop prednisolone", "4 start prednisolone"], "started only on day 4"),
        (["2 stop prednisolone", "2 start prednisolone"], "before it is started there"),
        (["1 start prednisolone", "2 stop prednisolone", "4 stop prednisolone"], "ended on day 2"),
        (["1 start prednisolone until: 2", "4 stop prednisolone"], "already ended on day 2"),
        (["1 start prednisolone", "4 start prednisolone"], "still runs since day 1"),
        (["1 start prednisolone until: 4", "3 start prednisolone"], "still runs since day 1"),
    ],
)
def test_a_course_that_goes_backwards(entries: list[str], word: str) -> None:
    assert word in said("R311", course(*entries))[0]


@pytest.mark.parametrize(
    "entries",
    [
        ["1 start prednisolone", "4 stop prednisolone"],
        ["4 stop prednisolone", "1 start prednisolone"],
        ["1 start prednisolone", "2 stop prednisolone", "3 start prednisolone"],
        ["1 start prednisolone until: 2", "3 start prednisolone"],
        ["1 start prednisolone until: unknown", "3 start prednisolone"],
        ["1 start prednisolone", "3 event prednisolone", "4 stop prednisolone"],
        ["-30 start prednisolone", "1 stop prednisolone"],
        ["2 procedure plasma-exchange", "4 stop plasma-exchange"],
        ["1 order ferritin", "3 order ferritin"],
        ["2 stop prednisolone", "2 start prednisolone", "1 start prednisolone"],
    ],
)
def test_a_course_that_goes_on(entries: list[str]) -> None:
    assert not said("R311", course(*entries))


def test_an_entry_that_cannot_be_read_is_not_missed() -> None:
    broken = course("1 start prednisolone", "3 stop prednisolone").replace("day: 1,", "day: one,")
    assert not said("R311", broken)
    again = course("1 start prednisolone", "2 stop prednisolone", "3 start prednisolone")
    assert not said("R311", again.replace("day: 2,", "day: two,"))


def test_a_result_before_its_order() -> None:
    assert "day 2" in said("R312", course("3 order chest-radiograph"))[0]


@pytest.mark.parametrize(
    "entries",
    [
        ["2 order chest-radiograph"],
        ["1 order chest-radiograph", "4 order chest-radiograph"],
        ["4 order chest-radiograph when: not dated"],
        ["2 event chest-radiograph", "4 order chest-radiograph"],
        ["3 order c-reactive-protein"],  # a result of that day, and an older one: a baseline
        ["5 order ct-chest"],
    ],
)
def test_a_result_that_may_have_been_asked_for_before(entries: list[str]) -> None:
    assert not said("R312", course(*entries))


def timed(keys: str) -> str:
    return f"timed:\n  - {{id: act, label: Act, {keys}, why: It is near., cite: made-up P1}}\n"


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("picks: [first-look/film], window: {first: 2, last: 3}", "outside its window"),
        (
            "picks: [first-look/film, after-film/oral], from_day: 2, window: {first: 2, last: 3}",
            "before 'act' counts",
        ),
        ("orders: [ferritin], from_day: 6, window: {first: 2, last: 3}", "play ends on day 5"),
        ("orders: [ferritin], from_day: 4, window: {first: 2, last: 3}", "after its window ends"),
    ],
)
def test_an_action_out_of_reach(keys: str, word: str) -> None:
    assert word in said("R313", timed(keys))[0]


@pytest.mark.parametrize(
    "keys",
    [
        "picks: [first-look/film], window: {first: 1, last: 3}",
        "picks: [first-look/film], orders: [chest-radiograph], window: {first: 2, last: 3}",
        "picks: [first-look/film, after-film/oral], window: {first: 3, last: 3}",
        "orders: [ferritin], from_day: 3, window: {first: 2, last: 3}",
        "picks: [gone/film], window: {first: 2, last: 3}",  # R302
        "orders: [ferritin], window: {first: 8, last: 9}",  # R303
    ],
)
def test_an_action_in_reach(keys: str) -> None:
    assert not said("R313", timed(keys))


OPTION = "      - {{id: {id}, text: Way {id}, reported: {reported}, judgement: {judgement}, why: Because of {id}., cite: made-up P2}}\n"


def decision(kind: str, options: list[tuple[str, str]], more: str = "") -> str:
    """A decision of day 3 with options of these (reported, judgement)."""
    rows = "".join(
        OPTION.format(id=f"w{i}", reported=f'"{r}"', judgement=j)
        for i, (r, j) in enumerate(options)
    )
    return f"""decisions:
  - id: after-film
    kind: {kind}
    day: 3
    title: After the film
    prompt: What next?
{more}    options:
{rows}    answer: {{text: The team waited., cite: made-up P2}}
"""


def test_more_may_be_picked_than_there_are() -> None:
    two = [("yes", "acceptable"), ("no", "harmful")]
    assert "of 2 options" in said("R313", decision("several", two, "    maximum: 3\n"))[0]
    assert not said("R313", decision("several", two, "    maximum: 2\n"))


def test_a_decision_that_waits_for_one_out_of_play() -> None:
    text = with_keys("").replace("day: 1\n    title: First look", "day: 9\n    title: First look")
    text = text.replace("title: After the film\n", "title: After the film\n    after: first-look\n")
    codes = {d.code for d in load_text(text, Path("a-cough.yaml")).diagnostics}
    assert {"R303", "R313"} <= codes


def test_every_option_harmful() -> None:
    bad = [("silent", "harmful"), ("silent", "harmful")]
    assert "harmful" in said("R319", decision("one", bad))[0]
    assert not said("R319", decision("one", [*bad, ("silent", "unnecessary")]))
    panel = "    panel: {date: 2026-01-01, who: Nobody, votes: {w0: 2, w1: 1}}\n"
    assert not said("R319", decision("one", bad, panel))


REPORTED = st.sampled_from(["yes", "part", "no", "silent"])
JUDGED = st.sampled_from(["critical", "recommended", "acceptable", "unnecessary", "harmful"])


@settings(max_examples=many(150))
@given(
    st.lists(st.tuples(REPORTED, JUDGED), min_size=2, max_size=5), st.integers(1, 5),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_what_the_rules_let_pass_can_earn_full_marks_and_never_more(
    options: list[tuple[str, str]], most: int, one: bool, newer: bool
) -> None:
    more = "" if one else f"    maximum: {min(most, len(options))}\n"
    text = with_keys(decision("one" if one else "several", options, more))
    text = text.replace("format: 1", "format: 2") if newer else text
    loaded = load_text(text, Path("a-cough.yaml"))
    told = {d.code for d in loaded.diagnostics}
    assert told <= {"R304", "R319"}
    if loaded.scenario is None:
        return
    asked = loaded.scenario.decisions[0]
    assert isinstance(asked, OneQuestion | SeveralQuestion)
    answers = [p for n in range(1, asked.most + 1) for p in combinations(asked.options, n)]
    sound = [asked.sound_credit_of(picks) for picks in answers]
    # In format 1 nothing of what is offered need be sound: then nothing is judged.
    assert asked.is_judged or not newer
    assert max(sound) == pytest.approx(float(asked.is_judged))
    if asked.has_reported_answer:
        agreed = [agreement_credit(picks, asked.options, asked.most) for picks in answers]
        assert max(agreed) == pytest.approx(1.0)
