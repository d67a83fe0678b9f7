"""What the room's app and the facilitator's share: colours, help, notices, a size to read at."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.theme import Theme
from textual.visual import VisualType
from textual.widgets import Static

from trainer.tui.commands import Command, bindings, palette_entries
from trainer.tui.screens.help import HelpScreen, TooSmallScreen
from trainer.tui.terminal_app import TerminalApp
from trainer.tui.widgets.key_line import KeyLine

_QUIET = {
    "footer-key-foreground": "#F0E442",
    "block-cursor-text-style": "bold",
    "button-focus-text-style": "bold underline",
}

DARK = Theme(
    name="high-contrast",
    primary="#56B4E9",
    secondary="#56B4E9",
    accent="#F0E442",
    warning="#F0E442",
    error="#FF8A65",
    success="#56B4E9",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    boost="#262626",
    dark=True,
    variables={**_QUIET, "foreground-muted": "#C8C8C8"},
)
"""For a darkened room."""

LIGHT = Theme(
    name="high-contrast-light",
    primary="#004C80",
    secondary="#004C80",
    accent="#7A3E00",
    warning="#7A3E00",
    error="#A00000",
    success="#004C80",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#EDEDED",
    boost="#E0E0E0",
    dark=False,
    variables={**_QUIET, "footer-key-foreground": "#004C80", "foreground-muted": "#3A3A3A"},
)
"""For a room with the lights on, where dark areas are washed out."""

SMALLEST = (60, 20)
TICK = 0.25
"""Seconds between looks at the clock and the count: four repaints a second and no more."""


class GroupSmallScreen(TooSmallScreen):
    """Stands in front while the terminal is too small for a room."""

    def _text(self, width: int, height: int) -> Content:
        wide, high = self.smallest
        return Content(
            f"A room needs {wide} columns and {high} rows; this terminal has {width} by {height}."
            " Make it larger, or its letters smaller. Nothing is lost."
        )


class BaseApp(TerminalApp):
    """An app in high contrast."""

    CSS_PATH: ClassVar = ["../trainer.tcss", "room.tcss"]
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = (
        Command("help", "question_mark", "Help", "What can be done on this screen.", footer=True),
        Command("command_palette", "ctrl+p", "Commands", "Find a command by its name."),
        Command("light", "ctrl+l", "Light", "Dark on light, or light on dark."),
        Command("quit", "ctrl+q", "Quit", "Leave. An unfinished session can be resumed."),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """What the start made stays to the end: no key need wait while it is gone through."""
        self.call_after_refresh(gc.freeze)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette's entries."""
        return palette_entries(screen)

    def action_help(self) -> None:
        """Show what can be done on this screen."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_light(self) -> None:
        """The other theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        for screen in self.screen_stack:
            if hasattr(screen, "draw"):  # bars take their colours when they are drawn
                screen.draw()

    def on_resize(self, event: Resize) -> None:
        """Say so where nothing can be read, and go on when it can."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        if small and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(GroupSmallScreen(SMALLEST))
        elif not small and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()


class PageScreen(Screen[None]):
    """A page to scroll."""

    def compose(self) -> ComposeResult:
        """A page to scroll."""
        with VerticalScroll(classes="page"):
            yield Static(classes="page-text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(".page").focus()

    def show(self, page: VisualType) -> None:
        """Draw."""
        self.query_one(".page-text", Static).update(page)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
