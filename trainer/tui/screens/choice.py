"""A question with a few answers, chosen by digit, arrow keys or mouse; escape means none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.key_line import KeyLine


@dataclass(frozen=True)
class Answer:
    """One answer: what the asker gets, and what the learner reads."""

    name: str
    title: str
    explanation: str = ""


class ChoiceScreen(ModalScreen[str | None]):
    """Asks; gives the ``name`` of the chosen answer, or None."""

    COMMAND_LIST = (Command("cancel", "escape", "Cancel", "Close this question.", footer=True),)
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, question: str, answers: Sequence[Answer], detail: str = "") -> None:
        super().__init__()
        self.question = question
        self.answers = tuple(answers)
        self.detail = detail

    def compose(self) -> ComposeResult:
        """The question, what is behind it, and the answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="heading")
            if self.detail:
                yield Static(Content(self.detail), classes="detail")
            yield OptionList(
                *(Option(_line(n, a)) for n, a in enumerate(self.answers, 1)),
                markup=False,
                classes="answers",
            )
            yield Static(Content("number, enter or click: choose"), classes="dim")
            yield Button("Cancel", compact=True, action="screen.cancel")
        yield KeyLine()

    def on_key(self, event: Key) -> None:
        """A digit chooses its answer."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self.answers):
            event.stop()
            self.dismiss(self.answers[int(event.key) - 1].name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click chooses."""
        event.stop()
        self.dismiss(self.answers[event.option_index].name)

    def action_cancel(self) -> None:
        """None of the answers."""
        self.dismiss(None)


def _line(number: int, answer: Answer) -> Content:
    line = Content.assemble((f"{number}  ", "$text-muted"), (answer.title, "bold"))
    if answer.explanation:
        line = Content.assemble(line, "\n   ", (answer.explanation, "$text-muted"))
    return line
