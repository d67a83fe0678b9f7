"""Runs whose case has changed, in the full screen."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.changed.edits import SMALL, data_of, edited, hidden, loaded
from tests.changed.plays import random_run
from tests.changed.test_changed_commands import renamed, written
from tests.tui.conftest import screen_text
from tests.tui.conftest import until as until_fixture
from trainer.answers import by_policy, events_of
from trainer.engine import moves
from trainer.questions import Answer
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.widgets.dialogs import ChoiceScreen

until = until_fixture
KEYS = ("d", "1", "2", "enter", "tab", "escape", "n", "down", "o", "t", "r", "u", "3")


async def test_going_on_with_a_file_whose_option_is_renamed(
    tmp_path: Path, until: Callable[..., Any]
) -> None:
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    session = Session.start(written(data_of(SMALL), path), store)
    session.do(moves.commit(session.case, session.state, "look", Answer(("film",))))
    session.do(moves.reveal(session.state, "look"))
    session.close()
    case = written(renamed(data_of(SMALL)), path)
    app = TrainerApp(tmp_path / "saves", case=case, folders=[tmp_path])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await until(pilot, lambda: "Go on with the changed file" in screen_text(app))
        asked = " ".join(screen_text(app).split())
        assert "no longer has the option" in asked
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await until(pilot, lambda: "Today's question" in screen_text(app))
        assert app.session is not None
        assert app.session.state.locks == {}
        assert "zqanswer" not in screen_text(app)
    # Once it has gone on with the file there is nothing more to say of it.
    again = Session.resume(case, store, session.run)
    again.do(moves.commit(again.case, again.state, "look", Answer(("ct",))))
    again.close()
    app = TrainerApp(tmp_path / "saves", case=case, folders=[tmp_path])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await until(pilot, lambda: "Go on" in screen_text(app))
        assert "changed" not in screen_text(app)


async def test_the_debrief_of_a_finished_run_says_it(
    tmp_path: Path, until: Callable[..., Any]
) -> None:
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    session = Session.start(written(data_of(SMALL), path), store)
    session.do(*events_of(session.case, by_policy(session.case, "reported")))
    session.close()
    case = written(renamed(data_of(SMALL)), path)
    app = TrainerApp(tmp_path / "saves", case=case, folders=[tmp_path])
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await until(pilot, lambda: "Sound that day" in screen_text(app))
        text = " ".join(screen_text(app).split())
        assert "You played version 1.0.0; this debrief follows 1.1.0." in text
        assert "The question 'treat' is no longer in the case" in text
        for key in "234567":
            await pilot.press(key)


@pytest.mark.parametrize("seed", range(6))
async def test_random_keys_in_a_changed_case(
    seed: int, tmp_path: Path, until: Callable[..., Any]
) -> None:
    dice = random.Random(seed)
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    data = data_of(SMALL)
    session = Session.start(written(data, path), store)
    session.do(*random_run(session.case, dice))
    session.close()
    while loaded(new := edited(data, dice, 3)).scenario is None:
        pass
    case = written(new, path)
    app = TrainerApp(tmp_path / "saves", case=case, folders=[tmp_path])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen | DebriefScreen))
        for _ in range(25):
            await pilot.press(dice.choice(KEYS))
            if app.session is not None:
                s = app.session.state
                text = screen_text(app).replace("\n", "")
                for mark in hidden(app.session.case, s.day, s.locks, s.finished):
                    assert mark not in text


async def test_the_library_names_the_version_of_a_stored_score(
    tmp_path: Path, until: Callable[..., Any]
) -> None:
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    session = Session.start(written(data_of(SMALL), path), store)
    session.do(*events_of(session.case, by_policy(session.case, "reported")))
    session.close()
    written(renamed(data_of(SMALL)), path)
    app = TrainerApp(tmp_path / "saves", folders=[tmp_path])
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "sound 90, version 1.0.0" in screen_text(app))
