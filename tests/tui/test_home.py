"""Home: tonight, standing, the filter, and the way into a case."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from trainer.case.library.cases import find_case, heads
from trainer.case.loader import load
from trainer.errors import NoSuchCase
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.store.settings import Settings
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.help import HelpScreen, TooSmallScreen
from trainer.tui.screens.home import HomeScreen

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


PAINTED = """
import asyncio, pathlib, sys
from trainer.tui.app import TrainerApp
app = TrainerApp(pathlib.Path(sys.argv[1]), folders=[pathlib.Path(sys.argv[2])])
heavy = []
def look():
    modules = ("pydantic", "tinydb", "yaml", "aiohttp", "filelock")
    heavy.append([m for m in modules if m in sys.modules])
    assert app.screen.tonight[0].kind == "continue"
async def main():
    app.after_first_paint(look)
    async with app.run_test() as pilot:
        while not heavy:
            await pilot.pause()
asyncio.run(main())
print(heavy[0])
"""


def test_the_first_paint_of_home_loads_no_model_and_no_database(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    Session.start(load(CASE), store).close()
    Settings(tmp_path).put("theme", "textual-light")
    store.summaries()  # the lists are kept from a start before this one
    heads([SCENARIOS], tmp_path / "cases-index.json")
    words = [sys.executable, "-c", PAINTED, str(tmp_path), str(SCENARIOS)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_filter_narrows_the_list(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.shown
        await pilot.press("slash", *"zzzz")
        await pilot.pause()
        assert app.screen.shown == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one("#filter", Input).value == ""
        assert app.screen.shown == app.screen.cases


async def test_the_question_mark_opens_help_from_the_filter(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("slash")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_one_key_goes_on_where_one_left_off(make_app: Make, tmp_path: Path, until) -> None:
    session = Session.start(load(CASE), RunStore(tmp_path / "saves"))
    session.close()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        home = app.screen
        await until(pilot, lambda: [s.kind for s in home.tonight] == ["continue", "new"])
        await pilot.press("enter")  # one key, and no question in between
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert app.session.run == session.run


async def test_a_small_terminal_is_told_and_recovers(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(50, 15)
        await pilot.pause()
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


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
