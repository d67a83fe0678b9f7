"""Choose who plays: a learner with runs, or a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from trainer.tui.commands import Command
from trainer.tui.widgets.dialogs import Dialog
from trainer.tui.widgets.line_input import LineInput

LONGEST = 80
"""The most characters of a name."""


class LearnerScreen(Dialog[str]):
    """The learners with runs, and a field for a new one; dismissed with the chosen name."""

    COMMAND_LIST = (
        Command("choose", "enter", "Choose", "Play under this name.", footer=True),
        Command("close", "escape", "Cancel", "Leave it as it is.", footer=True),
    )
    BUTTONS: ClassVar = {"close": "default"}

    def __init__(self, name: str, others: Iterable[str]) -> None:
        super().__init__(f"Who plays? Now it is {name}.")
        self.names = [name, *sorted({*others} - {name})]

    def body(self) -> Iterable[Widget]:
        """The names and the field."""
        yield from super().body()
        yield OptionList(
            *(Option(Content(name)) for name in self.names), markup=False, classes="answers"
        )
        yield LineInput(placeholder="or another name", max_length=LONGEST)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click chooses a name."""
        self.dismiss(self.names[event.option_index])

    def action_choose(self) -> None:
        """Choose the typed name."""
        if name := self.query_one(Input).value.strip():
            self.dismiss(name)
