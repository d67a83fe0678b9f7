"""A file played while it is written: same point, same choices, faults where the case was."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.author.test_stats_diff_graph import SHIPPED, scenario
from trainer.author.preview import carried, up_to
from trainer.case.compiled import Case
from trainer.engine import moves
from trainer.engine.state import State, after, begin, replay
from trainer.questions import Answer
from trainer.tui.preview import PreviewApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.preview import FacilitatorScreen, FaultsScreen, ProjectorScreen


def case(text: str = SHIPPED) -> Case:
    return Case.of(scenario(text))


def played(to: int) -> State:
    c = case()
    events, lost = carried(c, up_to(c, to))
    assert lost == []
    return replay(c, events)


@pytest.mark.parametrize("day", [8, 13, 28, 40, 61])
def test_a_point_is_carried_over_as_it_was(day: int) -> None:
    state = played(day)
    events, lost = carried(case(), state)
    assert (replay(case(), events), lost) == (state, [])
    assert state.day == day


def test_choices_orders_notes_and_hints_come_along() -> None:
    c, state = case(), begin(case())
    for event in (
        moves.place(c, state, "ferritin", 7), moves.note(state, "Look again."),
        moves.hint(c, state, "phenotype"),
        moves.commit(c, state, "phenotype", Answer(("ipf",), None, 70, "?")),
    ):  # fmt: skip
        state = after(state, event)
    state = after(state, moves.stop(state, 0))
    events, lost = carried(c, state)
    assert (replay(c, events), lost) == (state, [])


def test_what_no_longer_fits_is_told_and_the_rest_kept() -> None:
    old = played(28)
    changed = SHIPPED.replace("id: cadm", "id: amyopathic").replace("/cadm", "/amyopathic")
    events, lost = carried(case(changed), old)
    assert replay(case(changed), events).day == 28
    assert any("cadm" in text for text in lost)


def test_a_day_out_of_play_becomes_the_nearest() -> None:
    assert up_to(case(), 1).day == 8
    assert up_to(case(), 99).day == 61


async def until(pilot: object, true: Callable[[], bool]) -> None:
    """Wait for it, and for what is being changed to be whole: half a screen cannot be ended."""
    for _ in range(400):
        if not pilot.app._changing.locked() and true():  # type: ignore[attr-defined]
            return
        await pilot.pause(0.02)  # type: ignore[attr-defined]
    raise AssertionError("it never came true")


def save(file: Path, text: str) -> None:
    """As editors do: a new file in the place of the old one."""
    beside = file.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(file)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(SHIPPED, "utf-8")
    return path


def preview(file: Path, tmp_path: Path, **given: object) -> PreviewApp:
    return PreviewApp(file, saves=tmp_path / "saves", **given)  # type: ignore[arg-type]


async def test_saving_reads_it_again_at_the_same_point_with_the_same_picks(
    file: Path, tmp_path: Path
) -> None:
    app = preview(file, tmp_path, day=37)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("d", "3")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        decision = app.screen.question  # type: ignore[attr-defined]
        before = app.screen
        save(file, SHIPPED.replace("title: A rash", "title: Another rash"))
        await until(
            pilot, lambda: app.screen is not before and isinstance(app.screen, DecideScreen)
        )
        assert app.session.case.scenario.title.startswith("Another rash")
        assert app.session.state.day == 37
        again = app.screen
        assert again.question.id == decision.id
        assert again.drafts[decision.id].picks == (decision.options[2].id,)
        folder = Path(app._folder.name)
    assert not folder.exists()
    assert not (tmp_path / "saves" / "runs").exists()


async def test_faults_stand_where_the_case_was_until_they_are_mended(
    file: Path, tmp_path: Path
) -> None:
    app = preview(file, tmp_path, day=13)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        save(file, SHIPPED.replace("specialty:", "speciallty:"))
        await until(pilot, lambda: isinstance(app.screen, FaultsScreen) and app.screen.refused)
        assert {d.code for d in app.screen.diagnostics} >= {"M201"}
        await pilot.press("escape")
        assert isinstance(app.screen, FaultsScreen)
        file.unlink()  # some editors take the file away before they write it
        await asyncio.to_thread(save, file, SHIPPED)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert app.session.state.day == 13


async def test_three_views_of_a_day_and_steps_between_days(file: Path, tmp_path: Path) -> None:
    app = preview(file, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: app.session.state.day == 13)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, FacilitatorScreen))
        page = str(app.screen.page())
        assert "The report did this" in page
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ProjectorScreen))
        shown = app.export_screenshot()
        assert not re.search(r"reported|recommended|harmful", shown)
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: app.session.state.day == 8)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_a_file_with_errors_can_be_opened(file: Path, tmp_path: Path) -> None:
    file.write_text("format: 1\n", "utf-8")
    app = preview(file, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FaultsScreen) and app.screen.refused)
        await pilot.press("v", "right_square_bracket")
        assert isinstance(app.screen, FaultsScreen)
