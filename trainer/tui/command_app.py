"""What the apps of the learner and the room share: palette, help, and the check of the size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.events import Resize
from textual.screen import Screen

from trainer.tui.commands import palette_entries
from trainer.tui.terminal_app import TerminalApp

SMALLEST = (60, 20)
"""Columns and rows below which no screen can be read."""


class CommandApp(TerminalApp):
    """An app whose screens declare their commands."""

    TOO_SMALL: ClassVar = (
        "The trainer",
        "Or play without the full screen:\ntrainer play CASE --plain",
    )
    """The app that needs more room, and what to do if the terminal cannot be made larger."""
    _was_small = False

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette's entries."""
        return palette_entries(screen)

    def action_help(self) -> None:
        """Show what can be done on this screen."""
        from trainer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def on_resize(self, event: Resize) -> None:
        """Cover the screen with a message while the terminal is too small."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        if not small and not self._was_small:
            return
        from trainer.tui.screens.help import TooSmallScreen

        self._was_small = True
        if small and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen(SMALLEST, *self.TOO_SMALL))
        elif not small and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()
