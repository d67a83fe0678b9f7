"""Text can be read in every theme that is offered: measured cell by cell on the main screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual._ansi_theme import ALABASTER, MONOKAI
from textual.pilot import Pilot
from textual.theme import Theme

from tests.long import LONG
from tests.shipped import shipped_file
from trainer.answers import by_policy, events_of
from trainer.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.themes import THEMES

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
ENOUGH = 4.5
"""WCAG 2.2, 1.4.3. What is switched off could do with 3; none of ours is fainter than the rest."""
DRAWN = range(0x2500, 0x25A0)
"""Lines, bars and blocks: what they tell is told in words or figures beside them."""


@cache
def luminance(colour: ColorTriplet) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [c / 255 for c in colour]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@cache
def contrast(style: Style) -> float:
    """WCAG 2.2, contrast ratio; of a terminal's own colours that in a dark or a light palette."""
    return min(_contrast(style, palette) for palette in (MONOKAI, ALABASTER))


def _contrast(style: Style, palette: TerminalTheme) -> float:
    fore = (style.color or Color.default()).get_truecolor(palette, foreground=True)
    back = (style.bgcolor or Color.default()).get_truecolor(palette, foreground=False)
    if style.dim:
        fore = ColorTriplet(*((a + b) // 2 for a, b in zip(fore, back, strict=True)))
    high, low = sorted((luminance(fore), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def cells(app: TrainerApp) -> Iterable[tuple[float, str]]:
    """Each piece of text on the screen with its contrast."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            words = "".join(c for c in text if ord(c) not in DRAWN).strip()
            if words and style is not None:
                yield contrast(style), words


async def screens(app: TrainerApp, pilot: Pilot[Any]) -> AsyncIterator[str]:
    """The main screens, one after another."""

    async def press(*keys: str) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()

    await press()
    yield "home"
    await press("slash", "a")
    yield "home, filter"
    await press("escape", "m")
    yield "my runs"
    await press("escape", "l")
    yield "learner"
    await press("escape", "question_mark")
    yield "help"
    await press("escape", "ctrl+p", *"the")
    yield "palette"
    await press("escape")
    for severity in ("information", "warning", "error"):
        app.notice(f"This is {severity}.", severity)
    await press()
    yield "notices"
    app.clear_notifications()
    session = Session.start(shipped_file(CASE), app.store, seed=1)
    app.play(session)
    await press()
    for pane in "1345":
        await press(pane)
        yield f"case, pane {pane}"
    await press("o", *"ct")
    yield "order"
    await press("escape", "x")
    yield "terms"
    await press("escape", "d", "1", "right")
    yield "question"
    await press("s")
    yield "verdict"
    app.push_screen(DecideScreen(session, "in-one-sentence"))
    await press()
    yield "sentence"
    await press("escape", "escape")
    await press("escape", "q")
    session = Session.start(shipped_file(CASE), app.store, seed=2)
    session.do(*events_of(session.case, by_policy(session.case, "random", 2), "study"))
    app.debrief(session)
    await press()
    for page in "12347":
        await press(page)
        yield f"debrief, page {page}"
    await press("w")
    yield "take-aways"


@pytest.mark.parametrize("theme", THEMES if LONG else THEMES[-1:], ids=lambda theme: theme.name)
async def test_all_text_can_be_read(
    tmp_path: Path, theme: Theme, record_property: Callable[[str, object], None]
) -> None:
    app = TrainerApp(tmp_path, folders=[CASE.parent])
    app.theme = theme.name
    faint = {}
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        async for screen in screens(app, pilot):
            ratio, words = min(cells(app))
            if ratio < ENOUGH:
                faint[screen] = round(ratio, 2), words
            record_property(screen, round(ratio, 2))
    assert not faint


async def test_the_open_page_is_marked_in_each_theme(tmp_path: Path) -> None:
    app = TrainerApp(tmp_path, folders=[CASE.parent])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.play(Session.start(shipped_file(CASE), app.store, seed=1))
        await pilot.pause()
        await pilot.press("3")
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            marked = [
                text.strip()
                for strip in app.screen._compositor.render_strips()
                for text, style, _ in strip
                if text.strip() and style is not None and style.reverse
            ]
            assert marked == ["3 Results"], theme.name


def test_only_themes_that_are_measured_are_offered(tmp_path: Path) -> None:
    offered = TrainerApp(tmp_path).available_themes
    assert set(offered) == {theme.name for theme in THEMES}
    assert {theme.dark for theme in THEMES} == {True, False}
    assert any(theme.ansi for theme in THEMES)
