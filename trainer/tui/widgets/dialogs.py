"""Two small questions: a number, and yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static

from trainer.tui.commands import Command, Letter, bindings
from trainer.tui.widgets.line_input import WholeInput

_CSS = """
{name} {{ align: center middle; }}
{name} > .dialog-box {{
    width: 60; max-width: 95%; height: auto; padding: 1 2;
    border: round $primary; background: $surface;
}}
{name} .dialog-text {{ height: auto; margin-bottom: 1; }}
{name} .dialog-buttons {{ height: 1; }}
{name} Input {{ margin-bottom: 1; }}
{name} Button {{ margin-right: 2; }}
"""


class AskNumber(ModalScreen[int | None]):
    """Ask for a whole number; None if the learner leaves."""

    DEFAULT_CSS = _CSS.format(name="AskNumber")
    COMMAND_LIST = (
        Command("answer", "enter", "Go", "Answer with the number typed.", footer=True),
        Command("leave", "escape", "Cancel", "Close this question.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]

    scene = None  # enter confirms the number that was typed, seen or not

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question and a field."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self.question), classes="dialog-text")
            yield WholeInput("number")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Go", variant="primary", compact=True, action="screen.answer")
                yield Button("Cancel", compact=True, action="screen.leave")
        yield Footer(show_command_palette=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_answer()

    def action_answer(self) -> None:
        """Answer with the number, or wait for one."""
        typed = self.query_one("#number", Input).value
        if typed:
            self.dismiss(int(typed))
        else:
            self.notify("Type a number, or esc.", markup=False)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class Confirm(ModalScreen[bool]):
    """Ask yes or no."""

    DEFAULT_CSS = _CSS.format(name="Confirm")
    COMMAND_LIST = (
        Command("yes", Letter.YES, "Yes", "Do it.", footer=True),
        Command("no", "escape", "No", "Leave it as it is.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self.question), classes="dialog-text")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Yes", variant="primary", compact=True, action="screen.yes")
                yield Button("No", compact=True, action="screen.no")
        yield Footer(show_command_palette=False)

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Answer no."""
        self.dismiss(False)
