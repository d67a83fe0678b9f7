"""Options to pick from: by number, arrows or mouse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from trainer.questions import Choice
from trainer.tui.widgets.answer_field import AnswerDraft, AnswerField
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


class OptionLines(Vertical, AnswerField, can_focus=True):
    """The options, with one of them under the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter,space", "choose", "Pick", show=False),
    ]

    class Drawn(Message):
        """How many are picked may have changed."""

    def __init__(self, question: Choice, draft: AnswerDraft) -> None:
        super().__init__()
        self.options = question.options
        self.most = question.most
        self.picks = list(draft.picks)
        self.at = 0

    def compose(self) -> ComposeResult:
        """One line an option."""
        for index, option in enumerate(self.options):
            yield OptionLine(index, option.wording)

    def on_mount(self) -> None:
        """Draw the picks."""
        self.draw()

    @property
    def how(self) -> str:
        """How many are picked, and may be."""
        how_many = "Pick one" if self.most == 1 else f"{len(self.picks)} of up to {self.most}"
        return f"{how_many}: number or enter"

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """With the picks."""
        return replace(draft, picks=tuple(self.picks))

    def draw(self) -> None:
        """Each with its mark."""
        for line in self.query(OptionLine):
            line.show(self.options[line.index].id in self.picks, line.index == self.at)
            if line.index == self.at:
                line.scroll_visible(animate=False)
        self.post_message(self.Drawn())

    def take_key(self, character: str | None) -> bool:
        """A digit picks."""
        if character is None or character not in DIGITS:
            return False
        self.toggle(DIGITS.index(character))
        return True

    def on_option_line_chosen(self, message: OptionLine.Chosen) -> None:
        """Pick, or take the pick back."""
        self.toggle(message.index)

    def action_move(self, by: int) -> None:
        """Go to the neighbour."""
        self.at = (self.at + by) % len(self.options)
        self.draw()

    def action_choose(self) -> None:
        """Pick the one under the keys."""
        self.toggle(self.at)

    def toggle(self, index: int) -> None:
        """Pick an option, or take the pick back; nothing if there are not so many."""
        if index >= len(self.options):
            return
        option = self.options[index].id
        if self.most == 1:
            # As with radio buttons: the same number again, or enter after it, takes nothing back.
            self.picks = [option]
        elif option in self.picks:
            self.picks.remove(option)
        elif len(self.picks) < self.most:
            self.picks.append(option)
        else:
            self.notify(f"At most {self.most}: take one away first.", markup=False)
        self.at = index
        self.draw()
