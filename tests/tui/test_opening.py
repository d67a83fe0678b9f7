"""A case named on the command line: what is asked first, and the way out of it."""

from __future__ import annotations

from collections.abc import Callable

from tests.tui.conftest import SCENARIOS
from trainer.case.loader import load
from trainer.tui.app import TrainerApp
from trainer.tui.screens.home import HomeScreen
from trainer.tui.widgets.dialogs import ChoiceScreen


async def until(pilot: object, true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        await pilot.pause(0.02)  # type: ignore[attr-defined]
    raise AssertionError("it never came true")


async def test_escape_from_the_first_question_leads_to_the_library(
    make_app: Callable[..., TrainerApp],
) -> None:
    app = make_app(case=load(SCENARIOS / "anti-mda5-ild.yaml"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert not app.return_code
