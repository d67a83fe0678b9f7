"""Everything known so far, to look something up while the room discusses."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from trainer.group.session import GroupSession
from trainer.presentation.blocks import day
from trainer.tui.commands import Command, bindings
from trainer.tui.group.day_page import RoomPage


class KnownScreen(Screen[None]):
    """The days so far, the latest first; nothing of the key."""

    COMMAND_LIST = (Command("close", "escape,k", "Back", "Back to the case.", footer=True),)
    BINDINGS: ClassVar = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    #known-page { height: 1fr; padding: 1 2; align-horizontal: center; }
    #known-text { height: auto; max-width: 130; }
    """

    def __init__(self, session: GroupSession) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """A page to scroll."""
        with VerticalScroll(id="known-page"):
            days = day.timeline(self.session.case, self.session.state.run, "The room")
            yield Static(RoomPage().blocks(days).content(), id="known-text")
        yield Footer(show_command_palette=False)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
