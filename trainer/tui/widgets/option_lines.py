"""The field for a choice: options are picked by number, arrows or mouse."""

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
    """The digit key of an option; a blank if it has none."""
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

    def show(self, picked: bool, at_cursor: bool) -> None:
        """Draw the option, with the mark of a pick and the pointer of the cursor."""
        mark = f"{'>' if at_cursor else ' '} [{'x' if picked else ' '}] {number(self.index)}  "
        self.set_class(at_cursor, "-under-keys")
        self.set_class(picked, "-picked")
        self.update(Indented([(Content(mark), Content(self.text))]))

    def on_click(self) -> None:
        """Ask the list to pick this option."""
        self.post_message(self.Chosen(self.index))


class OptionLines(Vertical, AnswerField, can_focus=True):
    """The options, with a cursor on one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter,space", "choose", "Pick", show=False),
    ]

    class Drawn(Message):
        """The options were drawn; the number of picks may have changed."""

    def __init__(self, question: Choice, draft: AnswerDraft) -> None:
        super().__init__()
        self.options = question.options
        self.most = question.most
        self.picks = list(draft.picks)
        self.at = 0

    def compose(self) -> ComposeResult:
        """A line for each option."""
        for index, option in enumerate(self.options):
            yield OptionLine(index, option.wording)

    def begin(self) -> None:
        """Focus the options; the question above them stays in sight."""
        self.focus(scroll_visible=False)

    def on_mount(self) -> None:
        """Draw the picks."""
        self.draw()

    @property
    def how(self) -> str:
        """How many options are picked, and how many may be."""
        how_many = "Pick one" if self.most == 1 else f"{len(self.picks)} of up to {self.most}"
        return f"{how_many}: number or enter"

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """``draft`` with the picks."""
        return replace(draft, picks=tuple(self.picks))

    def draw(self) -> None:
        """Draw each option with its mark."""
        for line in self.query(OptionLine):
            line.show(self.options[line.index].id in self.picks, line.index == self.at)
            if line.index == self.at:
                line.scroll_visible(animate=False)
        self.post_message(self.Drawn())

    def take_key(self, character: str | None) -> bool:
        """Pick an option by its digit."""
        if character is None or character not in DIGITS:
            return False
        self.toggle(DIGITS.index(character))
        return True

    def on_option_line_chosen(self, message: OptionLine.Chosen) -> None:
        """Pick the option that was clicked, or undo its pick."""
        self.toggle(message.index)

    def action_move(self, by: int) -> None:
        """Move the cursor by ``by`` options."""
        self.at = (self.at + by) % len(self.options)
        self.draw()

    def action_choose(self) -> None:
        """Pick the option at the cursor, or undo its pick."""
        self.toggle(self.at)

    def toggle(self, index: int) -> None:
        """Pick an option, or undo its pick; does nothing if there is no such option."""
        if index >= len(self.options):
            return
        option = self.options[index].id
        if self.most == 1:
            # As with radio buttons, picking the same option again does not undo the pick.
            self.picks = [option]
        elif option in self.picks:
            self.picks.remove(option)
        elif len(self.picks) < self.most:
            self.picks.append(option)
        else:
            self.notify(f"At most {self.most}: take one away first.", markup=False)
        self.at = index
        self.draw()
