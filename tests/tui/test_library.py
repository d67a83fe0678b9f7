"""The library: filter, standing, and the way into a case."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from trainer.case.library.cases import find_case, heads
from trainer.case.loader import load
from trainer.errors import NoSuchCase
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.tui.app import TrainerApp
from trainer.tui.screens.help import HelpScreen, TooSmallScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.widgets.dialogs import ChoiceScreen

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASE = SCENARIOS / "anti-mda5-ild.yaml"
Make = Callable[..., TrainerApp]


def test_heads_come_again_from_the_index(tmp_path: Path) -> None:
    index = tmp_path / "index.json"
    first = heads([SCENARIOS], index)
    assert index.is_file()
    assert heads([SCENARIOS], index) == first
    index.write_text("{broken")
    assert heads([SCENARIOS], index) == first


def test_a_file_that_is_no_scenario_is_listed_with_its_problem(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("a: [")
    [head] = heads([tmp_path], None)
    assert not head.ok
    assert head.problem


def test_a_near_name_is_suggested() -> None:
    assert find_case("anti-mda5-ild", [SCENARIOS]) == CASE
    with pytest.raises(NoSuchCase, match="anti-mda5-ild"):
        find_case("anti-mda5-idl", [SCENARIOS])


def test_the_library_screen_loads_neither_pydantic_nor_the_database() -> None:
    code = (
        "import sys, trainer.tui.app, trainer.tui.screens.library;"
        "print([m for m in ('pydantic', 'tinydb', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_filter_narrows_the_list(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.shown
        await pilot.press(*"zzzz")
        await pilot.pause()
        assert app.screen.shown == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one("#filter", Input).value == ""
        assert app.screen.query_one("#cases", OptionList).option_count == len(app.screen.cases)


async def test_the_question_mark_opens_help_from_the_filter(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_an_unfinished_run_is_shown_and_offered(make_app: Make, tmp_path: Path) -> None:
    session = Session.start(load(CASE), RunStore(tmp_path / "saves"))
    session.close()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        library = app.screen
        assert isinstance(library, LibraryScreen)
        assert library.last is not None
        assert library.last.run == session.run
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ChoiceScreen)
        assert [a.name for a in app.screen.answers] == ["on", "new"]


async def test_a_small_terminal_is_told_and_recovers(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(50, 15)
        await pilot.pause()
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_theme_is_remembered(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.theme = "textual-light"
        await pilot.pause()
        await pilot.pause()
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert again.theme == "textual-light"
