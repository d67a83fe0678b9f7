"""A few screens of a room kept as plain text.

After a wanted change: TRAINER_KEEP_SCREENS=1 pytest tests/tui/group, and read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.group.conftest import vote
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.tui.group.app import GroupApp

KEPT = Path(__file__).parent / "screens"
Make = Callable[..., GroupSession]


def compare(app: GroupApp, text: str, name: str) -> None:
    width, height = app.size
    file = KEPT / f"{name}-{width}x{height}.txt"
    if os.environ.get("TRAINER_KEEP_SCREENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_vote(make_session: Make, until: Any, shown: Any, size: tuple[int, int]) -> None:
    session = make_session(countdown=60)
    app = GroupApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press("n", "v")
        await until(pilot, lambda: session.state.voting)
        vote(session, {"cadm": 6, "dermatomyositis-open": 5, "ipf": 1})
        await until(pilot, lambda: "12 votes" in shown(app) and "Close vote" in shown(app))
        compare(app, shown(app), "open")
        session.do(lambda _, s: moves.close_vote(s))
        session.do(moves.open_vote)
        vote(session, {"cadm": 10, "vasculitis": 2})
        session.do(lambda _, s: moves.close_vote(s))
        await until(pilot, lambda: "devices changed" in shown(app) and "Vote again" in shown(app))
        compare(app, shown(app), "two-rounds")
        session.do(moves.lock_majority)
        session.do(moves.reveal)
        await until(pilot, lambda: "What the report did" in shown(app) and "Next" in shown(app))
        compare(app, shown(app), "revealed")
