"""Boxes in front of a screen that ask for a number, a line of text, yes or no, or a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.button import ButtonVariant
from textual.widgets.option_list import Option

from trainer.engine.moves import LONGEST_TEXT
from trainer.tui.commands import Command, CommandScreen, Letter, rules
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.line_input import LineInput, WholeInput


class Dialog(ModalScreen[ScreenResultType], CommandScreen[ScreenResultType]):
    """A box with a question, or another body, and buttons for some of its commands."""

    BUTTONS: ClassVar[Mapping[str, ButtonVariant]] = {"close": "default"}
    """The look of each button, by the name of its command."""
    DEFAULT_CSS = rules("dialog")
    SCOPED_CSS = False  # it holds the rules of all dialogs
    # The app's own bindings do not reach a modal screen.
    BINDINGS: ClassVar = [Binding("question_mark", "app.help", "Help", key_display="?")]

    def __init__(self, question: str = "") -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The box with its buttons, and the footer."""
        with Vertical(classes="dialog"):
            yield from self.body()
            with Horizontal(classes="buttons"):
                for command in self.COMMAND_LIST:
                    if variant := self.BUTTONS.get(command.name):
                        action = f"screen.{command.name}"
                        yield Button(command.title, variant, compact=True, action=action)
        yield KeyLine()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The active keys with help last; in a field help is left out: its key is a character."""
        active = super().active_bindings
        help_key = active.pop("question_mark", None)
        if help_key and not isinstance(self.focused, Input):
            active["question_mark"] = help_key
        return active

    def body(self) -> Iterable[Widget]:
        """The widgets above the buttons."""
        yield Static(Content(self.question), classes="question")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Run the command of the enter key, which the field has taken."""
        event.stop()
        for command in self.COMMAND_LIST:
            if "enter" in command.keys:
                getattr(self, f"action_{command.name}")()


class AskNumber(Dialog[int]):
    """Ask for a whole number; None if the learner cancels."""

    COMMAND_LIST = (
        Command("answer", "enter", "Go", "Answer with the number typed.", footer=True),
        Command("close", "escape", "Cancel", "Close this question.", footer=True),
    )
    BUTTONS: ClassVar = {"answer": "primary", "close": "default"}
    scene = None  # enter confirms the number even if it is not painted yet

    def body(self) -> Iterable[Widget]:
        """The question and a field."""
        yield from super().body()
        yield WholeInput("number")

    def action_answer(self) -> None:
        """Return the number, or ask for one if the field is empty."""
        if number := self.query_one("#number", Input).value:
            self.dismiss(int(number))
        else:
            self.say("Type a number, or esc.")


class AskText(Dialog[str]):
    """Ask for a line of text; None if the learner cancels."""

    COMMAND_LIST = (
        Command("answer", "enter", "Keep", "Keep what is written.", footer=True),
        Command("close", "escape", "Cancel", "Close this, and keep nothing.", footer=True),
    )
    BUTTONS: ClassVar = {"answer": "primary", "close": "default"}
    scene = None  # enter keeps the text even if it is not painted yet

    def body(self) -> Iterable[Widget]:
        """The question and a field."""
        yield from super().body()
        yield LineInput(id="words", max_length=LONGEST_TEXT)

    def action_answer(self) -> None:
        """Return the text, or ask for one if the field is empty."""
        if words := self.query_one("#words", Input).value.strip():
            self.dismiss(words)
        else:
            self.say("Type a few words, or esc.")


class Confirm(Dialog[bool]):
    """Ask yes or no; None means no."""

    COMMAND_LIST = (
        Command("yes", Letter.YES, "Yes", "Do it.", footer=True),
        Command("close", "escape", "No", "Leave it as it is.", footer=True),
    )
    BUTTONS: ClassVar = {"yes": "default", "close": "default"}

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)


@dataclass(frozen=True)
class Reply:
    """One answer: ``name`` is returned to the caller, the rest is shown to the learner."""

    name: str
    title: str
    explanation: str = ""


class ChoiceScreen(Dialog[str]):
    """Ask for a choice by digit, arrows or mouse; returns the ``name`` of a reply, or None."""

    COMMAND_LIST = (
        Command("choose", "enter", "Choose", "The one under the bar, or by its number."),
        Command("close", "escape", "Cancel", "Close this question.", footer=True),
    )

    def __init__(self, question: str, answers: Iterable[Reply], detail: str = "") -> None:
        super().__init__(question)
        self.answers = tuple(answers)
        self.detail = detail

    def body(self) -> Iterable[Widget]:
        """The question, its detail and the answers."""
        yield from super().body()
        if self.detail:
            yield Static(Content(self.detail), classes="detail")
        lines = (Option(_line(n, a)) for n, a in enumerate(self.answers, 1))
        yield OptionList(*lines, markup=False, classes="answers")
        yield Static(Content("number, enter or click: choose"), classes="dim")

    def on_key(self, event: Key) -> None:
        """Choose an answer by its digit."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self.answers):
            event.stop()
            self.dismiss(self.answers[int(event.key) - 1].name)

    def action_choose(self) -> None:
        """Choose the answer under the bar."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose an answer by enter or a click."""
        self.dismiss(self.answers[event.option_index].name)


def _line(number: int, answer: Reply) -> Content:
    line = Content.assemble((f"{number}  ", "$text-muted"), (answer.title, "bold"))
    if answer.explanation:
        line = Content.assemble(line, "\n   ", (answer.explanation, "$text-muted"))
    return line
