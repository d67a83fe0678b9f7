"""Options to pick from: by number, arrows or mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from trainer.tui.widgets.indented import Indented

DIGITS = "1234567890"
"""The keys of the first ten options; there may be twelve."""


def number(index: int) -> str:
    """What an option is called beside its text; nothing where no key has its number."""
    return DIGITS[index] if index < len(DIGITS) else " "


class OptionLine(Static):
    """One option; a click asks to pick it."""

    @dataclass
    class Chosen(Message):
        """The option was clicked."""

        index: int

    def __init__(self, index: int, text: str) -> None:
        super().__init__()
        self.index = index
        self.text = text

    def show(self, picked: bool, under_keys: bool) -> None:
        """Draw the mark of a pick, and the pointer where the keys are."""
        mark = f"{'>' if under_keys else ' '} [{'x' if picked else ' '}] {number(self.index)}  "
        self.set_class(under_keys, "-under-keys")
        self.set_class(picked, "-picked")
        self.update(Indented([(Content(mark), Content(self.text))]))

    def on_click(self) -> None:
        """Ask to be picked."""
        self.post_message(self.Chosen(self.index))


class OptionLines(Vertical, can_focus=True):
    """The options, with one of them under the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter,space", "choose", "Pick", show=False),
    ]

    class Moved(Message):
        """The keys stand on another option."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.texts = texts
        self.at = 0

    def compose(self) -> ComposeResult:
        """One line an option."""
        for index, text in enumerate(self.texts):
            yield OptionLine(index, text)

    def show(self, picked: list[bool], at: int | None = None) -> None:
        """Draw."""
        self.at = self.at if at is None else at
        for line in self.query(OptionLine):
            line.show(picked[line.index], line.index == self.at)
            if line.index == self.at:
                line.scroll_visible(animate=False)

    def action_move(self, by: int) -> None:
        """Go to the neighbour."""
        self.at = (self.at + by) % len(self.texts)
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Pick the one under the keys."""
        self.post_message(OptionLine.Chosen(self.at))
