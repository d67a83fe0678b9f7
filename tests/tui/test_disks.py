"""Disks that are full, runs that are open elsewhere, settings that cannot be kept."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trainer.case.loader import load
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.play_screen import SaveLine
from trainer.tui.widgets.dialogs import ChoiceScreen

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def fill(file: Path) -> None:
    """Take all the room there is."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as each:
        while each.write(b"x" * 512):
            pass


async def playing(pilot, until, app) -> Session:
    app.open_case(CASE)
    await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
    await pilot.press("1")
    await until(pilot, lambda: isinstance(app.screen, CaseScreen))
    assert app.session is not None
    return app.session


@pytest.mark.skipif(sys.platform == "win32", reason="mounts of Unix")
async def test_a_full_disk_is_said_play_goes_on_and_saving_is_tried_again(
    tiny_disk: Path, until, shown
) -> None:
    app = TrainerApp(tiny_disk, folders=[CASE.parent])
    async with app.run_test(size=(80, 24)) as pilot:
        session = await playing(pilot, until, app)
        filler = tiny_disk / "filler"
        fill(filler)
        await pilot.press("d", "3", "right", "s")
        await until(pilot, lambda: "phenotype" in session.state.locks)
        assert session.saving.problem is not None
        line = app.screen.query_one(SaveLine)
        await until(pilot, lambda: line.display and "Not saved" in shown(app))
        assert "r = try again" in " ".join(shown(app).split())
        assert "Not saved: Not saved" not in " ".join(shown(app).split())
        await pilot.press("n")  # play goes on
        await until(pilot, lambda: app.screen.question.id != "phenotype")
        await pilot.press("escape", "r")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert session.saving.problem is not None
        filler.unlink()
        await pilot.press("r")
        await until(pilot, lambda: session.saving.problem is None)
        await until(pilot, lambda: "Not saved" not in shown(app))
        await pilot.press("ctrl+q")
    assert app.return_code == 0
    found = RunStore(tiny_disk).load(session.run).record
    assert [e["kind"] for e in found.events] == ["commit", "reveal"]


HOLD = """
import sys
from pathlib import Path
from trainer.case.loader import load
from trainer.session import Session
from trainer.store.runs import RunStore
session = Session.start(load(Path(sys.argv[1])), RunStore(Path(sys.argv[2])))
print("held", flush=True)
sys.stdin.read()
session.close()
"""


async def test_a_run_open_in_another_terminal_is_told(make_app, tmp_path, until, said) -> None:
    words = [sys.executable, "-c", HOLD, str(CASE), str(tmp_path / "saves")]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        app = make_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            app.open_case(CASE)
            await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
            await pilot.press("1")
            await until(pilot, lambda: any(str(other.pid) in m for m in said(app)))
            assert isinstance(app.screen, HomeScreen)
            other.communicate()
            app.open_case(CASE)
            await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
            await pilot.press("1")
            await until(pilot, lambda: isinstance(app.screen, CaseScreen))


@pytest.mark.parametrize("choice", ["1", "2", "escape"])
async def test_a_case_file_that_changed_is_said_before_going_on(
    make_app, tmp_path, until, shown, choice, monkeypatch
) -> None:
    monkeypatch.setenv("TRAINER_NOW", NOW.isoformat())
    case = tmp_path / "case.yaml"
    case.write_text(CASE.read_text("utf-8"), "utf-8")
    before = Session.start(load(case), RunStore(tmp_path / "saves"))
    before.close()
    case.write_text(CASE.read_text("utf-8") + "\n# mended\n", "utf-8")
    app = make_app(folders=[tmp_path])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        app.open_case(case)
        await until(pilot, lambda: "file has changed" in " ".join(shown(app).split()))
        assert "Go on with the changed file" in shown(app)
        await pilot.press(choice)
        if choice == "escape":
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            return
        if choice == "2":
            await until(pilot, lambda: "How do you want" in shown(app))
            await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert app.session is not None
        assert (app.session.run == before.run) == (choice == "1")


async def test_settings_that_cannot_be_saved_are_told(make_app, tmp_path, until, said) -> None:
    (tmp_path / "saves").write_text("a file where the folder should be")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        app.theme = "textual-light"
        await until(pilot, lambda: any("settings" in m for m in said(app)))
        assert app.theme == "textual-light"


async def test_a_crash_has_an_exit_code(make_app, until, monkeypatch) -> None:
    app = make_app()

    def burst(self: DecideScreen) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(DecideScreen, "on_mount", burst)
    with pytest.raises(RuntimeError, match="on purpose"):  # noqa: PT012 - the app is what raises
        async with app.run_test(size=(80, 24)) as pilot:
            await playing(pilot, until, app)
            await pilot.press("d")
            await pilot.pause()
    assert app.return_code == 1


async def test_a_case_opens_without_a_folder_to_save_in(
    make_app, tmp_path, until, shown, said
) -> None:
    (tmp_path / "saves").write_text("a file where the folder should be")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await playing(pilot, until, app)
        assert any("could not be read" in text for text in said(app))
        await until(pilot, lambda: "Not saved:" in shown(app))
        app.clear_notifications()
        (tmp_path / "saves").unlink()
        await pilot.press("r")
        await until(pilot, lambda: session.saving.problem is None)
        await until(pilot, lambda: "Not saved" not in shown(app))
    assert RunStore(tmp_path / "saves").load(session.run).record.run == session.run
