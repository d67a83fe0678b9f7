"""Home: tonight, standing, the filter, and the way into a case."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.forked import trainer
from tests.shipped import shipped_file
from trainer.case.library.cases import find_case, heads
from trainer.errors import NoSuchCase
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.store.settings import Settings
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.help import HelpScreen, TooSmallScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.runs import RunsScreen

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


def test_a_case_put_in_the_place_of_another_is_read_though_time_and_size_are_the_same(
    tmp_path: Path,
) -> None:
    index, case, new = tmp_path / "index.json", tmp_path / "case.yaml", tmp_path / "new"
    new.write_text(CASE.read_text("utf-8") + "# a\n", "utf-8")
    case.write_text(CASE.read_text("utf-8") + "# b\n", "utf-8")
    [before] = heads([tmp_path], index)
    status = case.stat()
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(case)
    assert case.stat().st_size == status.st_size
    [after] = heads([tmp_path], index)
    assert after.hash != before.hash


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


READ_AHEAD = """
import asyncio, pathlib, sys, time
from trainer.tui.app import TrainerApp
app = TrainerApp(pathlib.Path(sys.argv[1]), folders=[pathlib.Path(sys.argv[2])])
def can_read():
    model = getattr(sys.modules.get("trainer.case.model.scenario"), "Scenario", None)
    return model is not None and model.__pydantic_complete__
async def main():
    async with app.run_test() as pilot:
        end = time.monotonic() + 60
        while not can_read() and time.monotonic() < end:
            await pilot.pause()
        print(can_read(), app.screen.__class__.__name__)
asyncio.run(main())
"""


def test_home_loads_what_opening_a_case_needs_before_one_is_opened(tmp_path: Path) -> None:
    words = [sys.executable, "-c", READ_AHEAD, str(tmp_path), str(SCENARIOS)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "HomeScreen"]


def test_the_first_paint_of_home_loads_no_model_and_no_database(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    Session.start(shipped_file(CASE), store).close()
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
    session = Session.start(shipped_file(CASE), RunStore(tmp_path / "saves"))
    session.close()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        home = app.screen
        await until(pilot, lambda: [s.kind for s in home.tonight] == ["continue", "new"])
        await pilot.press("enter")  # one key, and no question in between
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert app.session.run == session.run


async def test_back_from_a_case_that_the_filter_found_keys_are_commands(
    make_app: Make, until
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        home = app.screen
        await pilot.press("slash", *"knee", "enter")
        await until(pilot, lambda: app.screen is not home)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is home)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, RunsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is home)
        await pilot.press("slash", *"chills")
        assert home.query_one("#filter", Input).value == "chills"


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


async def test_a_run_is_deleted_and_a_case_is_new_again_once_that_is_confirmed(
    make_app: Make, tmp_path: Path, until, shown
) -> None:
    store = RunStore(tmp_path / "saves")
    for _ in range(3):
        Session.start(shipped_file(CASE), store).close()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.runs) == 3)
        await pilot.press("m", "delete", "escape")  # not this time
        await until(pilot, lambda: isinstance(app.screen, RunsScreen))
        assert len(store.summaries().runs) == 3
        await pilot.press("delete", "y")
        await until(pilot, lambda: len(store.summaries().runs) == 2)
        await pilot.press("z")
        await until(pilot, lambda: "Delete 2 runs" in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: not store.summaries().runs)
        await pilot.press("escape")
        await until(pilot, lambda: "in play" not in shown(app))
        assert app.screen.standing == {}


async def test_a_run_that_is_open_elsewhere_is_not_deleted(
    make_app: Make, tmp_path: Path, until, said
) -> None:
    store = RunStore(tmp_path / "saves")
    session = Session.start(shipped_file(CASE), store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.runs)
        await pilot.press("m", "delete", "y")
        await until(pilot, lambda: any("is already open" in text for text in said(app)))
        assert len(store.summaries().runs) == 1
    session.close()


async def test_the_learner_is_chosen_inside_and_remembered(
    make_app: Make, tmp_path: Path, until, shown
) -> None:
    Session.start(shipped_file(CASE), RunStore(tmp_path / "saves"), "ana").close()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        assert app.screen.runs == ()
        await pilot.press("l")
        await until(pilot, lambda: "ana" in shown(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.learner == "ana" and len(app.screen.runs) == 1)
        await pilot.press("l", "tab", *"bo", "enter")
        await until(pilot, lambda: app.learner == "bo" and app.screen.runs == ())
    words = ["where", "--saves", str(tmp_path / "saves")]
    assert "learner: bo" in trainer(*words).stdout
    assert "learner: me" in trainer(*words, "--learner", "me").stdout


async def test_citations_are_chosen_inside_and_remembered(make_app: Make, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        assert not app.citations
        await pilot.press("c")
        await until(pilot, lambda: app.citations)
    assert make_app().citations


@pytest.mark.parametrize("way", ["NO_COLOR", "terminal"])
async def test_without_colours_of_ours_the_bar_is_underlined(
    make_app: Make, until, monkeypatch, way: str
) -> None:
    if way == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    app.theme = "textual-dark" if way == "NO_COLOR" else way
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        await pilot.pause()
        marked = [
            strip.text
            for strip in app.screen._compositor.render_strips()
            if any(style and style.underline for _, style, _ in strip)
        ]
        assert [line.split()[0] for line in marked] == ["Tour"]


async def test_without_colour_the_terminals_own_colours_are_left_alone(
    make_app: Make, until, shown, monkeypatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t", *"terminal", "enter")
        await until(pilot, lambda: app.theme == "terminal" and "Tonight" in shown(app))
        await pilot.pause()
        styles = [s for strip in app.screen._compositor.render_strips() for _, s, _ in strip if s]
        colours = [colour for s in styles for colour in (s.color, s.bgcolor) if colour]
        assert colours
        assert all(colour.is_default for colour in colours)  # grey ones would be black on black


@pytest.mark.parametrize("count", [9, 300])
async def test_it_stays_calm_with_many_cases(
    make_app: Make, tmp_path: Path, until, shown, count: int
) -> None:
    text = (SCENARIOS / "two-days-of-fever.yaml").read_text("utf-8")
    folder = tmp_path / "cases"
    folder.mkdir()
    for number in range(count):
        own = text.replace("id: two-days-of-fever", f"id: case-{number}", 1)
        own = own.replace("title: Two days", f"title: Case {number:03} of days", 1)
        (folder / f"case-{number}.yaml").write_text(own, "utf-8")
    app = make_app(folders=[folder])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.shown) == count)
        await pilot.press("down")
        await until(pilot, lambda: "Not reviewed by a clinician." in shown(app))
        await pilot.press("end")
        await until(pilot, lambda: f"Case {count - 1:03} of days" in shown(app))
        await pilot.press("slash", *f"{count - 1:03}")
        await until(pilot, lambda: len(app.screen.shown) == 1)
        assert all(len(line) <= 80 for line in shown(app).splitlines())
