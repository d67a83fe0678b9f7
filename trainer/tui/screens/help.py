"""What can be done on a screen, made from its commands; and the notice on a terminal too small."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from trainer.tui.commands import Command, commands_of
from trainer.tui.widgets.dialogs import Dialog
from trainer.tui.widgets.indented import BLANK, Indented, Line, plain
from trainer.tui.widgets.text import DIM


class HelpScreen(Dialog[None]):
    """The commands of the screen below, then those that work everywhere."""

    COMMAND_LIST = (Command("close", "escape,question_mark", "Close", "Close help."),)

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.screen_below = screen

    def body(self) -> Iterable[Widget]:
        """One line a command."""
        screen = _lines("What you can do here", commands_of(self.screen_below))
        lines = [*screen, BLANK, *_lines("Everywhere", commands_of(self.app))]
        yield VerticalScroll(Static(Indented(lines)))

    def on_mount(self) -> None:
        """Say how it is closed where no footer does."""
        self.query_one(".dialog").border_subtitle = "esc closes"


def _lines(head: str, commands: tuple[Command, ...]) -> list[Line]:
    return [plain((head, "bold")), BLANK, *map(_line, commands)]


def _line(command: Command) -> Line:
    key = command.key_name or "(by name)"
    lead = Content.assemble((f"{key:<15}", "bold"), f"{command.title:<14}")
    return lead, Content.styled(command.help, DIM)


class TooSmallScreen(ModalScreen[None]):
    """Stands in front while the terminal is too small to read anything."""

    def __init__(self, smallest: tuple[int, int]) -> None:
        super().__init__()
        self.smallest = smallest

    def compose(self) -> ComposeResult:
        """The notice."""
        yield Static(self._text(self.app.size.width, self.app.size.height), id="too-small")

    def on_resize(self, event: Resize) -> None:
        """Keep the figures right."""
        self.query_one("#too-small", Static).update(self._text(event.size.width, event.size.height))

    def on_screen_resume(self) -> None:
        """Out from under another screen: go if there is room again."""
        wide, high = self.smallest
        if self.app.size.width >= wide and self.app.size.height >= high:
            self.dismiss()

    def _text(self, width: int, height: int) -> Content:
        wide, high = self.smallest
        return Content(
            f"The trainer needs {wide} columns and {high} rows; this terminal has {width} by"
            f" {height}. Make it larger, or use: trainer play CASE --plain"
        )
