"""What can be done on a screen, made from its commands; and the notice on a terminal too small."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static

from trainer.tui.commands import Command, bindings, commands_of


class HelpScreen(ModalScreen[None]):
    """The commands of the screen below, then those that work everywhere."""

    COMMAND_LIST = (Command("close", "escape,q,question_mark", "Close", "Close help.", True),)
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        """One line a command."""
        with Vertical(classes="dialog tall"):
            yield Static(Content("What you can do here"), classes="heading")
            with VerticalScroll():
                yield Static(self._table(commands_of(self.about)))
                yield Static(Content("Everywhere"), classes="heading")
                yield Static(self._table(commands_of(self.app)))
        yield Footer()

    def _table(self, commands: tuple[Command, ...]) -> Content:
        lines = [
            Content.assemble(
                (f"{command.key_name:>12}  ", "bold"), command.title, "  ", (command.help, "dim")
            )
            for command in commands
        ]
        return Content("\n").join(lines)

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()


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

    def _text(self, width: int, height: int) -> Content:
        wide, high = self.smallest
        return Content(
            f"The trainer needs {wide} columns and {high} rows; this terminal has {width} by"
            f" {height}. Make it larger, or use: trainer play CASE --plain"
        )
