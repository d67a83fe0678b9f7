"""A debrief as a page: all that Markdown tells, nothing else, and literal text alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.group.web.marked import FILE, shipped_case
from tests.presentation.reading import Read
from tests.scoring.test_debrief import play
from tests.tui.test_hostile import ESCAPES, made_hostile
from trainer.case.compiled import Case
from trainer.case.model import Scenario
from trainer.engine import moves
from trainer.engine.state import State, after
from trainer.presentation.blocks.debrief import SECTIONS, Block, intro, section
from trainer.presentation.html.debrief import debrief_html, parts
from trainer.scoring.debrief import debrief
from trainer.store.records import RunSummary

MARKUP = "</p><img src=x onerror=alert(1)>&amp;\"'{{ 7 * 7 }}{% raw %}ж"
HEAD = RunSummary(
    run="a-run",
    scenario="anti-mda5-ild",
    title="",
    scenario_version=shipped_case().scenario.version,
    scenario_hash="",
    scenario_path="",
    learner="me",
    learner_id=None,
    seed=None,
    scoring=1,
    mode="study",
    created="2026-11-20T23:10:00.000Z",
    updated="2026-11-21T00:05:00.000Z",
    status="finished",
    day=51,
    decisions=14,
    scores={},
)


def all_blocks(case: Case, state: State) -> list[Block]:
    told = debrief(case, state)
    return [*intro(told), *(b for name in SECTIONS for b in section(told, name))]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("until", [8, 28, 10**6])
def test_it_tells_what_the_blocks_tell(until: int) -> None:
    case = shipped_case()
    state = play(case, until, reveal=until > 8)
    page = Read(debrief_html(case, state, HEAD))
    told = words(" ".join(page.texts))
    at = 0
    for block in all_blocks(case, state):  # each after the one before it
        at = told.index(words(block.text), at)
    assert not page.open
    assert "For education, not medical advice." in told
    assert ("This run is not finished" in told) is not state.finished


def test_an_unfinished_run_tells_nothing_that_is_hidden() -> None:
    case = shipped_case()
    page = words(" ".join(Read(debrief_html(case, play(case, 8, reveal=False), HEAD)).texts))
    asked = [d for d in case.scenario.decisions if d.day == 8]
    hidden = [d.answer.text for d in asked]
    hidden += [o.why for d in asked for o in getattr(d, "options", ())]
    hidden += [s.citation for s in case.scenario.sources]
    hidden += [d.title for d in case.scenario.decisions if d.day > 8]
    assert [text for text in hidden if words(text) in page] == []
    assert "not revealed yet" in page


def test_it_stands_alone() -> None:
    case = shipped_case()
    page = Read(debrief_html(case, play(case), HEAD))
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert page.values("src") == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert [f"#{name}" for name in ids if name and name.startswith("part")] == page.values("href")


def test_it_says_which_case_and_when() -> None:
    case = shipped_case()
    told = " ".join(Read(debrief_html(case, play(case), HEAD)).texts)
    assert f"Case anti-mda5-ild, version {HEAD.scenario_version}." in told
    assert "Played from 2026-11-20 to 2026-11-21 (UTC)." in told
    older = replace(HEAD, scenario_version="0.0.9", updated=HEAD.created)
    told = " ".join(Read(debrief_html(case, play(case), older)).texts)
    assert "Played on version 0.0.9 on 2026-11-20 (UTC)." in told


def test_a_hostile_text_everywhere_stays_text() -> None:
    scenario, taken = made_hostile(FILE, MARKUP)
    assert taken > 300
    case = Case.of(Scenario.model_validate_json(json.dumps(scenario)))
    state = after(play(case), moves.takeaway(MARKUP + ESCAPES))
    html = debrief_html(case, state, HEAD)
    page = Read(html)
    usual = shipped_case()
    assert set(page.tags) == set(Read(debrief_html(usual, play(usual), HEAD)).tags)
    assert "onerror" not in {name for name, _ in page.attributes}
    told = " ".join(page.texts)
    assert told.count("ж") > 100
    assert told.count("ж") == told.count(MARKUP)
    assert "\x1b" not in html
    assert "\x07" not in html


BLOCKS = st.builds(
    Block,
    st.sampled_from(["heading", "text", "item"]),
    st.text(max_size=3),
    st.sampled_from(["", "Why"]),
)


@given(st.lists(BLOCKS))
def test_no_block_is_lost_and_none_moves(blocks: list[Block]) -> None:
    laid_out = []
    for part in parts(blocks):
        laid_out += [part.heading] if part.heading else []
        laid_out += [b.text for b in (*part.paragraphs, *part.terms)]
        laid_out += [b.text for item in part.items for b in (item.block, *item.terms)]
    assert laid_out == [b.text for b in blocks if b.kind != "heading" or b.text]
