"""A few screens kept as plain text.

After a wanted change: TRAINER_KEEP_SCREENS=1 pytest tests/tui, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.shipped import shipped_file
from trainer.answers import by_policy, events_of
from trainer.session import Session
from trainer.tui.app import TrainerApp

KEPT = Path(__file__).parent / "screens"
CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
SIZES = [(80, 24), (120, 40)]


def text_of(app: TrainerApp) -> str:
    height = app.size.height
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines[:height]) + "\n"


def compare(app: TrainerApp, name: str) -> None:
    width, height = app.size
    file = KEPT / f"{name}-{width}x{height}.txt"
    shown = text_of(app)
    if os.environ.get("TRAINER_KEEP_SCREENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, "utf-8")
    assert all(len(line) <= width for line in shown.splitlines())
    assert shown == file.read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_home(tmp_path: Path, size: tuple[int, int]) -> None:
    app = TrainerApp(tmp_path, folders=[CASE.parent])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        compare(app, "home")


@pytest.mark.parametrize("size", SIZES)
async def test_first_day(tmp_path: Path, size: tuple[int, int]) -> None:
    app = TrainerApp(tmp_path, folders=[CASE.parent])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.play(Session.start(shipped_file(CASE), app.store))
        await pilot.pause()
        await pilot.pause()
        compare(app, "day-8")
        await pilot.press("d")
        await pilot.pause()
        await pilot.pause()
        compare(app, "decide")


@pytest.mark.parametrize("size", SIZES)
async def test_a_later_day(tmp_path: Path, size: tuple[int, int]) -> None:
    app = TrainerApp(tmp_path, folders=[CASE.parent])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        session = Session.start(shipped_file(CASE), app.store)
        for event in events_of(session.case, by_policy(session.case, "reported")):
            session.do(event)
            if session.state.day == 51:
                break
        app.play(session)
        for key, name in (("1", "day-51"), ("3", "results"), ("4", "course")):
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
            compare(app, name)


@pytest.mark.parametrize("size", SIZES)
async def test_debrief(tmp_path: Path, size: tuple[int, int]) -> None:
    app = TrainerApp(tmp_path, folders=[CASE.parent])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        session = Session.start(shipped_file(CASE), app.store)
        session.do(*events_of(session.case, by_policy(session.case, "reported")))
        app.debrief(session)
        await pilot.pause()
        await pilot.pause()
        compare(app, "debrief")
