"""What the room's app and the facilitator's share: colours, help, notices, a size to read at."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen

from trainer.tui.commands import Command, bindings, palette_entries
from trainer.tui.group.theme import DARK, LIGHT
from trainer.tui.screens.help import HelpScreen, TooSmallScreen
from trainer.tui.terminal_app import TerminalApp

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

    CSS_PATH = "../trainer.tcss"
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
