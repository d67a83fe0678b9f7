"""What can be done on a screen, made from its commands; and the notice on a terminal too small."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Static

from trainer.tui.commands import Command, bindings, commands_of
from trainer.tui.widgets.hanging import BLANK, Hanging, Line, plain
from trainer.tui.widgets.text import DIM


class HelpScreen(ModalScreen[None]):
    """The commands of the screen below, then those that work everywhere."""

    COMMAND_LIST = (Command("close", "escape,question_mark", "Close", "Close help.", True),)
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        """One line a command."""
        here, everywhere = commands_of(self.about), commands_of(self.app)
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_subtitle = "esc closes"
            with VerticalScroll():
                yield Static(Hanging([*_lines("What you can do here", here), BLANK,
                                      *_lines("Everywhere", everywhere)]))  # fmt: skip
            yield Button("Close", compact=True, action="screen.close")

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()


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
