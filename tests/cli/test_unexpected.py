"""Errors of the program itself: a usable terminal, a report, and nothing told of a case."""

from __future__ import annotations

import logging
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.in_terminal import InTerminal
from trainer import unexpected

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASE = SCENARIOS / "anti-mda5-ild.yaml"
SECRET = "a judgement: harmful, and the key"

PROGRAM = """
import sys
class Broken(Exception):
    pass
def broken(*given, **named):
    judgement = {secret!r}
    raise KeyError(judgement)
{patch}
from trainer.__main__ import main
sys.argv[1:] = {words!r}
sys.exit(main())
"""


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., InTerminal]]:
    begun: list[InTerminal] = []

    def start(patch: str, *words: str) -> InTerminal:
        program = PROGRAM.format(secret=SECRET, patch=patch, words=list(words))
        home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
        begun.append(InTerminal(program, tmp_path, {**home, "TRAINER_SAVES": str(tmp_path / "s")}))
        return begun[-1]

    yield start
    for one in begun:
        one.close()


def assert_told(seen: InTerminal, folder: Path, code: int = 70) -> str:
    """Left usable, told without a word of the case, and reported; gives the report."""
    assert seen.end() == code, seen.output[-3000:]
    assert seen.left_on() == []
    last = seen.output.rpartition("\x1b[?1049l")[2]
    assert "Something went wrong in the program itself" in last
    assert "Traceback" not in seen.output
    assert SECRET not in seen.output
    told = re.search(r"report lies at (\S+\.txt)", last)
    assert told, last
    path = Path(told[1])
    assert path.is_relative_to(folder / "state")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text("utf-8")
    assert SECRET not in text
    assert "harmful" not in text
    assert "KeyError" in text
    assert "in broken" in text
    return text


LIBRARY = "import trainer.tui.screens.home as m;"
PATCHES = {
    "composing": f"{LIBRARY} m.HomeScreen.compose = broken",
    "mounting": f"{LIBRARY} m.HomeScreen.on_mount = broken",
    "in a worker": f"{LIBRARY} m.asyncio.to_thread = broken",
    "in a thread's work": (
        "import trainer.tui.learner_app as m; m.LearnerApp.store = property(broken)"
    ),
    "before the first screen": (
        "import trainer.tui.app as m; m.TrainerApp.get_default_screen = broken"
    ),
}


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_an_error_as_the_full_screen_starts(
    begin: Callable[..., InTerminal], tmp_path: Path, patch: str
) -> None:
    assert_told(begin(patch, "play"), tmp_path)


KEYS = {
    "at a key": "m.HomeScreen.action_find = broken",
    "while drawing": "m.HomeList._line = broken",
    "in a timer": "m.HomeScreen.action_find = lambda self: self.set_timer(0.01, broken)",
    "in a callback": (
        "import asyncio;m.HomeScreen.action_find = lambda self: self.call_later(broken)"
    ),
}


@pytest.mark.parametrize("patch", KEYS.values(), ids=KEYS)
def test_an_error_at_a_key_in_the_full_screen(
    begin: Callable[..., InTerminal], tmp_path: Path, patch: str
) -> None:
    seen = begin(f"import trainer.tui.screens.home as m; {patch}", "play")
    if "_line" not in patch:
        seen.see("Help")  # what is painted last
        seen.press("/")
    assert_told(seen, tmp_path)


def test_an_error_while_a_run_is_open_says_that_it_is_saved(
    begin: Callable[..., InTerminal], tmp_path: Path
) -> None:
    patch = "import trainer.tui.screens.case as m; m.CaseScreen.action_order = broken"
    seen = begin(patch, "play", str(CASE), "--exam")
    seen.see("Decide")
    seen.press("o")
    assert_told(seen, tmp_path)
    assert "Your run is saved." in seen.output
    assert list((tmp_path / "s" / "runs").glob("*.json"))


def test_an_error_while_leaving(begin: Callable[..., InTerminal], tmp_path: Path) -> None:
    patch = "import trainer.tui.app as m; m.TrainerApp.on_unmount = broken"
    seen = begin(patch, "play")
    seen.see("Help")  # what is painted last
    seen.press("\x11")
    assert_told(seen, tmp_path)


@pytest.mark.parametrize(
    ("patch", "words"),
    [
        ("import trainer.plain.play as m; m._Plain._news = broken", ["play", str(CASE), "--plain"]),
        ("import trainer.commands.check as m; m.check.run = broken", ["check", str(CASE)]),
        ("import trainer.author.simulate.simulation as m; m.simulate = broken",
         ["simulate", str(CASE)]),
        ("import trainer.tui.preview as m; m.PreviewApp._begin = broken", ["preview", str(CASE)]),
        ("import trainer.tui.group.room as m; m.RoomScreen.on_mount = broken",
         ["group", str(CASE)]),
        ("import trainer.group.headless as m; m.move = broken",
         ["group", str(CASE), "--headless"]),
    ],
    ids=["plain", "check", "simulate", "preview", "room", "headless"],
)  # fmt: skip
def test_the_same_wherever_it_happens(
    begin: Callable[..., InTerminal], tmp_path: Path, patch: str, words: list[str]
) -> None:
    seen = begin(patch, *words)
    if "--headless" in words:
        seen.press("open\n")
    if "--plain" in words or "--headless" in words:
        seen.press("\x04")
    assert_told(seen, tmp_path)


def test_a_thread_that_ends_is_told_once_the_screen_is_left(
    begin: Callable[..., InTerminal], tmp_path: Path
) -> None:
    patch = (
        "import threading, trainer.tui.screens.home as m;"
        "m.HomeScreen.action_find = lambda self: threading.Thread(target=broken).start()"
    )
    seen = begin(patch, "play")
    seen.see("Help")  # what is painted last
    seen.press("/")
    seen.press("\x11")
    assert_told(seen, tmp_path)


def test_without_a_place_for_reports_it_still_ends_in_words(
    begin: Callable[..., InTerminal], tmp_path: Path
) -> None:
    patch = (
        "import pathlib, trainer.unexpected as u, tempfile;"
        "u._folder = lambda: pathlib.Path('/proc/none'); tempfile.tempdir = '/proc/none';"
        "import trainer.commands.check as m; m.check.run = broken"
    )
    seen = begin(patch, "check", str(CASE))
    assert seen.end() == 70
    assert "No report of it could be written." in seen.output
    assert SECRET not in seen.output


def test_a_report_has_every_error_of_the_chain_and_no_message(tmp_path: Path) -> None:
    def failing() -> None:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"no {SECRET}") from error

    try:
        failing()
    except ValueError as error:
        group = ExceptionGroup(SECRET, [error, OSError(2, SECRET, SECRET)])
    text = unexpected.report_text(group, SECRET)
    assert SECRET not in text
    for word in (
        "ExceptionGroup",
        "in it: ValueError",
        "caused by: KeyError",
        "FileNotFoundError: ENOENT",
    ):
        assert word in text
    assert "tests/cli/test_unexpected.py" in text


def test_python_s_own_words_about_the_program_are_kept() -> None:
    assert "NameError: name 'x' is not defined" in unexpected.report_text(
        NameError("name 'x' is not defined")
    )


def test_what_is_logged_behind_a_screen_is_reported_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(unexpected, "_remembered", [])
    monkeypatch.setattr(unexpected, "_folder", lambda: tmp_path)
    unexpected.quiet_log("trainer.test")
    log = logging.getLogger("trainer.test")
    for error in (KeyError(SECRET), ConnectionResetError(SECRET)):
        log.error("%s", SECRET, exc_info=error)
    (path,) = unexpected._remembered
    assert path is not None
    assert SECRET not in path.read_text("utf-8")
    assert capfd.readouterr().err == ""
    assert unexpected.report_remembered(0) == 70
    told = capfd.readouterr().err
    assert str(path) in told
    assert SECRET not in told
