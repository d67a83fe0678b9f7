"""Screens of several sections, with a row of tabs and one section open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from trainer.tui.commands import Command, CommandScreen


class SectionTab(Static):
    """A section's name in the row of tabs; a click opens the section."""

    @dataclass
    class Chosen(Message):
        """A section was clicked."""

        name: str

    def __init__(self, number: int, name: str) -> None:
        super().__init__(Content(f"{number} {name}"), classes="section-tab")
        self.section = name

    def on_click(self) -> None:
        """Ask the screen to open the section."""
        self.post_message(self.Chosen(self.section))


def open_commands(about: Mapping[str, str]) -> tuple[Command, ...]:
    """A command for each section, by its number; ``about`` says what each one shows."""
    named = enumerate(about.items(), 1)
    return tuple(Command(f"open('{name}')", str(n), name, text) for n, (name, text) in named)


class SectionScreen(CommandScreen[None]):
    """A screen with the sections ``SECTIONS``; its subclass shows the one that is open."""

    SECTIONS: ClassVar[Sequence[str]] = ()
    open_section = ""

    @property
    def scene(self) -> object:
        """The section that is open."""
        return self.open_section

    def tabs(self) -> ComposeResult:
        """The tabs."""
        yield from (SectionTab(number, name) for number, name in enumerate(self.SECTIONS, 1))

    def on_section_tab_chosen(self, message: SectionTab.Chosen) -> None:
        """Open the section that was clicked."""
        self.action_open(message.name)

    def action_open(self, name: str) -> None:
        """Open a section."""
        self.open_section = name
        for tab in self.query(SectionTab):
            tab.set_class(tab.section == name, "-open")

    def action_next(self) -> None:
        """Open the next section."""
        at = self.SECTIONS.index(self.open_section) + 1
        self.action_open(self.SECTIONS[at % len(self.SECTIONS)])

    def action_previous(self) -> None:
        """Open the previous section."""
        self.action_open(self.SECTIONS[self.SECTIONS.index(self.open_section) - 1])
