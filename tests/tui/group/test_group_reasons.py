"""What voters wrote: on the wall by one key, off it by the same, and as it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.questions import Answer
from trainer.tui.group.app import GroupApp
from trainer.tui.group.notes import notes_page

WHY = "No weakness, and [red]the lung[/] fails"


def voted(session: GroupSession) -> None:
    for who, pick, why in (("a", "cadm", WHY), ("b", "ipf", "Fibrosis."), ("c", "cadm", "")):
        session.join(who)
        if not session.state.voting:
            session.do(moves.open_vote)
        session.vote(who, "phenotype", 1, Answer((pick,), reason=why))
    session.do(lambda _, s: moves.close_vote(s))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_key_shows_and_hides_them(
    make_session: Callable[..., GroupSession], until: Any, shown: Any, size: tuple[int, int]
) -> None:
    session = make_session(ask_reason=True)
    app = GroupApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press("n")
        voted(session)
        await until(pilot, lambda: "67 %" in shown(app))
        assert WHY not in shown(app)
        await pilot.press("s")
        await until(pilot, lambda: WHY in shown(app) and "Fibrosis." in shown(app))
        await pilot.press("s")
        await until(pilot, lambda: "67 %" in shown(app) and WHY not in shown(app))
        await pilot.press("s", "l", "y", "r")
        # What was revealed comes first: the key brings the reasons back.
        await until(pilot, lambda: session.state.run.locks["phenotype"].revealed)
        await until(pilot, lambda: "What the report did" in shown(app))


def test_the_notes_have_them_before_the_wall(make_session: Callable[..., GroupSession]) -> None:
    session = make_session(ask_reason=True)
    voted(session)
    page = notes_page(session.case, session.state, session.clock()).plain
    assert WHY in page
    assert "s: show these words on the wall" in page


async def test_without_them_the_key_is_not_there(
    make_session: Callable[..., GroupSession], until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        voted(session)
        await until(pilot, lambda: "67 %" in shown(app))
        await pilot.press("s")
        await pilot.pause()
        assert not session.state.reasons
