"""What is said of an answer and of a day is the same on every interface."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.long import SHIPPED
from tests.shipped import shipped
from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.engine import views
from trainer.engine.state import State, replay
from trainer.group.state import GroupState, Round
from trainer.group.web.pages import as_text, own_answers
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.chances import chances_so_far
from trainer.presentation.blocks.verdict import revealed, verdict, verdict_blocks
from trainer.presentation.layouts.markdown import debrief_markdown, escaped
from trainer.presentation.layouts.text import debrief_text, lines
from trainer.questions import Answer
from trainer.tui.group.reveal import revealed_page
from trainer.tui.widgets.pages import facilitator_page
from trainer.tui.widgets.text import Page
from trainer.tui.widgets.verdict_page import answer

CASES = SHIPPED


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem)
def played(request: pytest.FixtureRequest) -> tuple[Case, State]:
    """A whole run of a case, its answers picked blindly."""
    case = shipped(request.param)
    return case, replay(case, events_of(case, by_policy(case, "random")))


def flat(text: str) -> str:
    return " ".join(text.split())


def missing(blocks: list[Block], text: str) -> list[str]:
    """What of the blocks does not stand in ``text``, whatever its layout."""
    said = flat(text).casefold()
    parts = [part for b in blocks for part in (b.text, b.cite)]
    return [part for part in parts if flat(part).casefold() not in said]


def test_a_verdict_says_the_same_in_every_layout(played: tuple[Case, State]) -> None:
    case, run = played
    debriefs = debrief_text(case, run, 10**6), debrief_markdown(case, run)
    for name, lock in run.locks.items():
        asked = case.questions[name]
        blocks = list(verdict(asked, lock.answer))
        session: Any = SimpleNamespace(case=case, state=run)
        learner = answer(session, name, rest=True, cites=True).text
        assert not missing(blocks, "\n".join(lines(blocks, 40)))
        # Where chances have moved the learner sees them as a chart in place of the list.
        listed = [*chances_so_far(case, run, name)] and "; ".join(
            asked.in_words(lock.answer or Answer())
        )
        told = [b for b in blocks if b.text != listed and b.kind != "rest"]
        assert not missing(told, learner)
        ended = list(verdict_blocks(asked.verdict(lock.answer, hindsight=True), whole=True))
        assert not missing(ended, debriefs[0])
        marked = [Block(b.kind, escaped(b.text), cite=escaped(b.cite)) for b in ended]
        assert not missing(marked, debriefs[1])
        room = revealed_page(GroupState(run), asked, 200).text
        keys = facilitator_page(case, asked.day).plain
        parts = list(revealed(asked, lock.answer))
        assert not missing(parts, room)
        assert not missing(parts, keys)
        judged = [b for b in parts if b.kind in ("answer", "item", "why")]
        assert not missing(judged, "\n".join(lines(blocks)))


def test_a_phone_keeps_the_verdict_of_its_own_picks(played: tuple[Case, State]) -> None:
    case, run = played
    given = {name: lock.answer for name, lock in run.locks.items() if lock.answer}
    rounds = {name: (Round(0.0, votes={"p": a}),) for name, a in given.items()}
    text = as_text(case, own_answers(case, GroupState(run, rounds), "p"))
    for name, kept in given.items():
        asked = case.questions[name]
        assert not missing([Block("text", asked.answer.text)], text)
        for part in asked.explained(kept, hindsight=False):
            own = part.picked or part.judgement is None
            assert not (own and missing([Block("why", part.why or "")], text))


def test_a_room_and_a_learner_read_the_same_days(played: tuple[Case, State]) -> None:
    case, run = played
    blocks = list(day.timeline(case, run, "You"))
    shown = Page().blocks(blocks).content().plain
    assert not missing(blocks, shown)
    assert not missing(blocks, "\n".join(lines(blocks)))
    for finding in views.findings(case, run):
        (alone,) = day.findings(case, [finding])
        value = alone.text.partition("\n")[0]
        assert not missing([Block("finding", value)], shown)


def test_where_a_value_is_out_of_its_range_is_marked(played: tuple[Case, State]) -> None:
    case, run = played
    told = list(day.findings(case, views.findings(case, run)))
    marked = [b for b in told if b.flagged]
    assert bool(marked) == any(" [" in block.text for block in told)
    for block in marked:
        pieces = [block.text[start:end] for start, end in block.flagged]
        assert all("[" in piece and ";" not in piece.partition("[")[0] for piece in pieces)
        assert not any("\n" in piece for piece in pieces), "a note is no result"
