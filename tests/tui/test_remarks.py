"""Remarks go with the screen they were of; keys that can only refuse are not offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from tests.shipped import shipped_file
from trainer.engine import moves
from trainer.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.help import TooSmallScreen
from trainer.tui.screens.order_entry import OrderEntry

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
Make = Callable[..., TrainerApp]
OPEN = "Question 1 of 4 is open: answer it, or pass it."


def footer(app: TrainerApp) -> list[str]:
    """What the footer offers, in its order."""
    active = app.screen.active_bindings.values()
    return [each.binding.description for each in active if each.binding.show]


async def play(app: TrainerApp, pilot: Any, until: Any) -> Session:
    session = Session.start(shipped_file(CASE), app.store, seed=1)
    await pilot.pause()
    app.play(session)
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.panes.today.rows)
    return session


async def test_a_remark_goes_with_the_screen_it_was_of(
    make_app: Make, until: Any, said: Any
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("n")
        await until(pilot, lambda: said(app) == [OPEN])
        await pilot.press("down")
        assert said(app) == [OPEN]  # the same page
        app.notice("The disk is full.", "warning")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await until(pilot, lambda: said(app) == ["The disk is full."])


async def test_what_was_taken_down_can_be_said_again(make_app: Make, until: Any, said: Any) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text in ("One.", "Two.", "One."):
            app.notice(text)
            await until(pilot, lambda text=text: said(app) == [text])


async def test_next_is_offered_once_nothing_is_open(make_app: Make, until: Any) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        assert "Next" not in footer(app)
        assert "Decide" in footer(app)
        for question in session.case.questions_on[8]:
            session.lock(moves.pass_by(session.case, session.state, question.id))
        app.screen.draw()  # type: ignore[attr-defined]
        assert "Next" in footer(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_filter_says_how_many_it_leaves_and_how_to_leave_it(
    make_app: Make, until: Any, shown: Any, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "All cases" not in footer(app)
        await pilot.press("slash", *"knee")
        await until(pilot, lambda: "1 of 9 cases" in shown(app))
        assert "first play" in shown(app)
        assert footer(app) == ["Open", "All cases", "Help"]
        app.screen.query_one("#cases").focus()  # as after a case was opened from it
        await until(pilot, lambda: "esc All cases" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "1 of 9 cases" not in shown(app))
        await until(pilot, lambda: "esc All cases" not in shown(app))


async def test_home_without_cases_says_so_in_whole_words(
    tmp_path: Path, until: Any, shown: Any
) -> None:
    app = TrainerApp(tmp_path / "saves", folders=[tmp_path])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No cases found; 'trainer where'" in shown(app))
        assert "Tonight" in shown(app)
        assert "…" not in shown(app)


async def test_letters_that_no_order_has_are_answered_at_once(
    make_app: Make, until: Any, shown: Any
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        await pilot.press("o", *"zq[/]")
        await until(pilot, lambda: "No order is called 'zq[/]'." in shown(app))
        await pilot.press("enter")
        assert not session.state.orders
        await pilot.press(*["backspace"] * 5)
        await until(pilot, lambda: "No order is called" not in shown(app))
        assert isinstance(app.screen, OrderEntry)
        assert app.screen.query_one("#order-list", OptionList).highlighted is None


async def test_what_was_searched_for_is_in_sight(make_app: Make, until: Any, shown: Any) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("slash", *"scl-70")
        await until(pilot, lambda: "1 found" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await until(pilot, lambda: "Scl-70" in shown(app))


async def test_a_terminal_too_small_can_be_left(make_app: Make, until: Any, shown: Any) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: isinstance(app.screen, TooSmallScreen))
        await until(pilot, lambda: "needs 60 columns, 20 rows;" in shown(app))
        assert max(map(len, shown(app).splitlines())) <= 40
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


@pytest.mark.parametrize("theme", ["textual-dark", "terminal"])
async def test_nothing_is_read_through_a_box(
    make_app: Make, until: Any, shown: Any, theme: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        app.theme = theme
        await pilot.press("d", "1")
        await until(pilot, lambda: "Typical skin" in shown(app))
        await pilot.press("p")
        await until(pilot, lambda: "The answer you began is not kept." in shown(app))
        assert "Typical skin" not in shown(app)
