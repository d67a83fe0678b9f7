"""A row of short words, one of which is chosen by mouse or arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class ChoiceRow(Widget, can_focus=True):
    """A row of words; the chosen one is shown in brackets and reversed."""

    DEFAULT_CSS = """
    ChoiceRow { height: auto; }
    ChoiceRow:focus { text-style: bold; background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", show=False),
        Binding("right", "step(1)", "More", show=False),
    ]

    index = reactive(0)

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        index: int

    def __init__(self, label: str, choices: Sequence[str], id: str, start: int = 0) -> None:
        super().__init__(id=id)
        self.label = label
        self.choices = tuple(choices)
        self.set_reactive(ChoiceRow.index, start)

    def render(self) -> Content:
        """The words, the chosen one in brackets."""
        parts: list[tuple[str, str]] = [(self.label + " ", "")]
        for i, word in enumerate(self.choices):
            chosen = i == self.index
            parts.append((f"[{word}]" if chosen else f" {word} ", "reverse" if chosen else ""))
        return Content.assemble(*parts)

    def choose(self, index: int) -> None:
        """Choose by index; one out of range chooses the first or the last word."""
        index = max(0, min(index, len(self.choices) - 1))
        if index != self.index:
            self.index = index
            self.post_message(self.Changed(index))

    def action_step(self, by: int) -> None:
        """Move the choice by ``by`` words."""
        self.choose(self.index + by)

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        x = event.get_content_offset_capture(self).x - len(self.label) - 1
        for index, word in enumerate(self.choices):
            width = len(word) + 2
            if 0 <= x < width:
                self.choose(index)
            x -= width
