"""A case named on the command line: what is asked first, and the way out of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shipped import shipped_file
from tests.tui.conftest import CASE, SCENARIOS
from trainer.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.widgets.dialogs import ChoiceScreen
from trainer.tui.widgets.rows import Rows


async def until(pilot: object, true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        await pilot.pause(0.02)  # type: ignore[attr-defined]
    raise AssertionError("it never came true")


async def test_escape_from_the_first_question_leads_to_the_library(
    make_app: Callable[..., TrainerApp],
) -> None:
    app = make_app(case=shipped_file(SCENARIOS / "anti-mda5-ild.yaml"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert not app.return_code


PAINTED = """
import asyncio, json, pathlib, sys
from trainer.case.loader import load
from trainer.tui.app import TrainerApp
DECIDE = "trainer.tui.screens.decide"
saves = pathlib.Path(sys.argv[1])
app = TrainerApp(saves, case=load(pathlib.Path(sys.argv[2])), mode="exam")
seen = []
def look():
    later = ("rapidfuzz", "tinydb", "filelock", "trainer.scoring.scores", DECIDE)
    seen.append([app.screen.panes.today.text, [m for m in later if m in sys.modules]])
async def main():
    app.after_first_paint(look)
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.store.summaries().runs or DECIDE not in sys.modules:
            await pilot.pause()
asyncio.run(main())
print(json.dumps(seen))
"""


def test_the_first_paint_of_a_named_case_is_its_day_and_what_comes_later_is_loaded_later(
    tmp_path: Path,
) -> None:
    words = [sys.executable, "-c", PAINTED, str(tmp_path), str(CASE)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    [(today, loaded)] = json.loads(done.stdout)
    assert today.startswith("New today")
    assert loaded == []


async def opened(app: TrainerApp) -> tuple[CaseScreen, list[Callable[..., object]]]:
    """A case just painted, and what it does after that, held back."""
    held: list[Callable[..., object]] = []
    app.after_first_paint = held.append  # type: ignore[method-assign]
    screen = CaseScreen(Session.start(shipped_file(CASE), app.store))
    await app.push_screen(screen)
    return screen, held


async def test_a_pane_opened_before_it_is_filled_is_shown_all_the_same(
    make_app: Callable[..., TrainerApp],
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen, held = await opened(app)
        screen.action_pane("results")
        assert not screen.query("#results-rows")
        for callback in held:
            app.call_later(callback)
        await until(pilot, lambda: bool(app.focused) and app.focused.id == "results-rows")
        results = screen.query_one("#results-rows", Rows)
        await until(pilot, lambda: "Ferritin" in results.text)
        screen.session.close()


@pytest.mark.parametrize("pane", ["course", "orders", "notes"])
async def test_keys_on_a_pane_that_is_still_empty_do_nothing(
    make_app: Callable[..., TrainerApp], pane: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen, held = await opened(app)
        state = screen.session.state
        screen.action_pane(pane)
        await pilot.press("space", "t", "left", "u", "e", "enter")
        assert screen.session.state is state
        for callback in held:
            app.call_later(callback)
        await until(pilot, lambda: screen.pane == pane)
        assert screen.check_action("write_note", ()) == (pane == "notes")
        screen.session.close()
