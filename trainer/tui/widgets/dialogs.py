"""What comes up in a box in front of a screen; a number, or yes or no, asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Button, Footer, Input, Static
from textual.widgets.button import ButtonVariant

from trainer.tui.command_screen import CommandScreen
from trainer.tui.commands import Command, Letter
from trainer.tui.widgets.line_input import WholeInput


class Dialog(CommandScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A box with a question, or another body, and buttons for some of its commands."""

    BUTTONS: ClassVar[Mapping[str, ButtonVariant]] = {"close": "default"}
    """By the name of the command."""

    def __init__(self, question: str = "") -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(classes="dialog"):
            yield from self.body()
            with Horizontal(classes="buttons"):
                for command in self.COMMAND_LIST:
                    if variant := self.BUTTONS.get(command.name):
                        action = f"screen.{command.name}"
                        yield Button(command.title, variant, compact=True, action=action)
        yield Footer(show_command_palette=False)

    def body(self) -> Iterable[Widget]:
        """What stands above the buttons."""
        yield Static(Content(self.question), classes="heading")


class AskNumber(Dialog[int]):
    """Ask for a whole number; None if the learner leaves."""

    COMMAND_LIST = (
        Command("answer", "enter", "Go", "Answer with the number typed.", footer=True),
        Command("close", "escape", "Cancel", "Close this question.", footer=True),
    )
    BUTTONS: ClassVar = {"answer": "primary", "close": "default"}
    scene = None  # enter confirms the number that was typed, seen or not

    def body(self) -> Iterable[Widget]:
        """The question and a field."""
        yield from super().body()
        yield WholeInput("number")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_answer()

    def action_answer(self) -> None:
        """Answer with the number, or wait for one."""
        if number := self.query_one("#number", Input).value:
            self.dismiss(int(number))
        else:
            self.say("Type a number, or esc.")


class Confirm(Dialog[bool]):
    """Ask yes or no; None is no."""

    COMMAND_LIST = (
        Command("yes", Letter.YES, "Yes", "Do it.", footer=True),
        Command("close", "escape", "No", "Leave it as it is.", footer=True),
    )
    BUTTONS: ClassVar = {"yes": "default", "close": "default"}

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)
