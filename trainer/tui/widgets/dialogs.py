"""Two small questions: a number, and yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

_CSS = """
{name} {{ align: center middle; }}
{name} > .dialog-box {{
    width: 60; max-width: 95%; height: auto; padding: 1 2;
    border: round $primary; background: $surface;
}}
{name} .dialog-text {{ height: auto; margin-bottom: 1; }}
"""


class AskNumber(ModalScreen[int | None]):
    """Ask for a whole number; None if the learner leaves."""

    DEFAULT_CSS = _CSS.format(name="AskNumber")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question and a field."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self.question), classes="dialog-text")
            yield Input(id="number", restrict=r"-?[0-9]*", max_length=6)
            yield Static(Content("enter = go    esc = cancel"), classes="dialog-text")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the number, or wait for one."""
        event.stop()
        if event.value.lstrip("-"):
            self.dismiss(int(event.value))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class Confirm(ModalScreen[bool]):
    """Ask yes or no."""

    DEFAULT_CSS = _CSS.format(name="Confirm")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape", "answer(False)", "No"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self.question), classes="dialog-text")
            yield Button("Yes (y)", id="yes", variant="primary")
            yield Button("No (n)", id="no")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the button."""
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer with a key."""
        self.dismiss(yes)
