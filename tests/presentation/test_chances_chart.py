"""How chances moved, drawn in plain text, Markdown, HTML and on the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.questions.case_with_differentials import UNPROVEN, case_of
from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.engine import moves
from trainer.engine.state import State, after, begin, replay
from trainer.presentation.blocks.chances import chances_chart, chances_so_far
from trainer.presentation.html.debrief import debrief_html
from trainer.presentation.layouts.json import debrief_json
from trainer.presentation.layouts.markdown import debrief_markdown
from trainer.presentation.layouts.text import debrief_text, lines
from trainer.questions import Answer
from trainer.scoring.debrief import debrief
from trainer.scoring.differential import DayOfChances, MovedBy
from trainer.store.records import RunSummary
from trainer.tui.debrief_view import section_shown

CASE = case_of()
FIRST = Answer(chances=(("asthma", 40), ("pulmonary-embolism", 15)))
SECOND = Answer(chances=(("community-acquired-pneumonia", 50), ("asthma", 5)))
ROWS = [
    "  chances in %                 day 1             day 3",
    "  Asthma                       █████         40  ▌              5",
    "  Pulmonary embolism           ██            15  -",
    "* Community-acquired pneumonia -                 ██████        50",
    "  something else               █████▌        45  █████▌        45",
    "  findings                     a                 b",
    "* what it was",
]


def played(case: Case = CASE) -> State:
    answers = by_policy(case, "reported")
    own = {"first-list": FIRST, "second-list": SECOND}
    return replay(case, events_of(case, replace(answers, decisions=answers.decisions | own)))


def test_the_plain_debrief_has_a_row_a_diagnosis_and_a_column_a_day() -> None:
    text = debrief_text(CASE, played())
    assert "\n".join(f"  {row}" for row in ROWS) in text
    assert "- b, day 3: A shadow on the film: towards Community-acquired pneumonia;" in text
    assert all(len(line) <= 78 for line in text.splitlines())


def test_markdown_fences_it_and_html_keeps_its_lines() -> None:
    head = RunSummary(
        scenario="a-cough", title="A cough", scenario_version="1.0.0", scenario_hash="0" * 64,
        scenario_path="a.yaml", created="2026-01-01", updated="2026-01-01",
    )  # fmt: skip
    assert "```text\n" + "\n".join(ROWS) + "\n```" in debrief_markdown(CASE, played())
    html = debrief_html(CASE, played(), head)
    assert '<pre tabindex="0">' + "\n".join(ROWS) + "</pre>" in html


def test_the_screen_shows_the_same_rows() -> None:
    page = section_shown(debrief(CASE, played()), "Questions")._at(80).plain
    shown = [line.rstrip() for line in page.splitlines()]
    at = shown.index(ROWS[0])
    assert shown[at : at + len(ROWS)] == ROWS


def test_json_has_the_data_and_no_score_of_it() -> None:
    values = debrief_json(CASE, played(), None)
    first, second = values["differentials"]
    assert first["chances"] == {"asthma": 40, "pulmonary-embolism": 15}
    assert second["final"] == ["community-acquired-pneumonia"]
    assert second["moved_by"][0]["finding"] == "film"
    assert "differential" not in values["axes"]


def test_where_it_is_not_proven_nothing_is_marked_and_that_is_said() -> None:
    case = case_of(UNPROVEN)
    text = debrief_text(case, played(case))
    assert "* what it was" not in text
    assert "it is not proven, so that these chances are not scored" in " ".join(text.split())


def run_to_second(lists: dict[str, Answer]) -> tuple[Case, State]:
    state: State = begin(CASE)

    def lock(name: str) -> None:
        nonlocal state
        answer: Any = lists.get(name)
        event: Any = (
            moves.commit(CASE, state, name, answer) if answer else moves.pass_by(CASE, state, name)
        )
        for each in moves.lock(state, event):
            state = after(state, each)

    lock("first-list")
    lock("first-look")
    state = after(state, moves.go(CASE, state, 3))
    lock("second-list")
    return CASE, state


def test_a_verdict_shows_the_chances_of_the_days_so_far_and_nothing_of_the_end() -> None:
    asthma = Answer(chances=(("asthma", 5),))
    case, state = run_to_second({"first-list": FIRST, "second-list": asthma})
    assert not list(chances_so_far(case, state, "first-list"))  # nothing has moved yet
    text = "\n".join(lines(chances_so_far(case, state, "second-list")))
    assert "day 1             day 3" in text
    assert "a, day 1: A cough at night: towards Asthma" in text
    heard = "\n".join(lines(chances_so_far(case, state, "second-list"), in_words=True))
    assert "- day 1: A cough at night: towards Asthma" in heard  # no sign of a chart unseen
    assert "neumonia" not in text
    assert "what it was" not in text


def test_the_first_list_alone_has_no_chart_and_other_kinds_none() -> None:
    case, state = run_to_second({"second-list": SECOND})
    assert not list(chances_so_far(case, state, "second-list"))
    assert not list(chances_so_far(case, state, "first-look"))


@pytest.mark.parametrize("count", [1, 5, 6, 11])
def test_many_days_are_drawn_five_beside_each_other(count: int) -> None:
    days = [
        DayOfChances(
            f"q{n}", n * 300, {"sepsis": 5 * n + 1}, (MovedBy("f", "x", "y"),) * 3, None, ()
        )
        for n in range(count)
    ]
    blocks = list(chances_chart(days))
    charts = [b for b in blocks if b.kind == "chart"]
    assert len(charts) == (count + 4) // 5
    assert max(len(line) for b in charts for line in b.text.splitlines()) <= 76
    assert len(blocks) - len(charts) == 3 * count
