"""A question with a few answers, chosen by digit, arrow keys or mouse; escape means none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui.commands import Command
from trainer.tui.widgets.dialogs import Dialog


@dataclass(frozen=True)
class Answer:
    """One answer: what the asker gets, and what the learner reads."""

    name: str
    title: str
    explanation: str = ""


class ChoiceScreen(Dialog[str]):
    """Asks; gives the ``name`` of the chosen answer, or None."""

    COMMAND_LIST = (Command("close", "escape", "Cancel", "Close this question.", footer=True),)

    def __init__(self, question: str, answers: Iterable[Answer], detail: str = "") -> None:
        super().__init__(question)
        self.answers = tuple(answers)
        self.detail = detail

    def body(self) -> Iterable[Widget]:
        """The question, what is behind it, and the answers."""
        yield from super().body()
        if self.detail:
            yield Static(Content(self.detail), classes="detail")
        lines = (Option(_line(n, a)) for n, a in enumerate(self.answers, 1))
        yield OptionList(*lines, markup=False, classes="answers")
        yield Static(Content("number, enter or click: choose"), classes="dim")

    def on_key(self, event: Key) -> None:
        """A digit chooses its answer."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self.answers):
            event.stop()
            self.dismiss(self.answers[int(event.key) - 1].name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click chooses."""
        event.stop()
        self.dismiss(self.answers[event.option_index].name)


def _line(number: int, answer: Answer) -> Content:
    line = Content.assemble((f"{number}  ", "$text-muted"), (answer.title, "bold"))
    if answer.explanation:
        line = Content.assemble(line, "\n   ", (answer.explanation, "$text-muted"))
    return line
