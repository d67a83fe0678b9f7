"""The facilitator's notes on the only screen there is: asked for twice, gone after 20 seconds."""

from __future__ import annotations

import time
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from trainer.group.session import GroupSession
from trainer.tui.commands import Command, bindings
from trainer.tui.group.frame import not_saved
from trainer.tui.group.notes_page import notes_page
from trainer.tui.widgets.text import WARN, Page

HIDES_AFTER = 20.0
COVER = (
    "The room can see this screen. f shows your notes, the key and the running tally on it for"
    " 20 seconds: cover the projector first. esc goes back."
)
INSTEAD = "Or keep them to yourself, in a second terminal: trainer group notes"


class PeekScreen(Screen[None]):
    """A cover first; the notes only when asked for again."""

    COMMAND_LIST = (
        Command("show", "f", "Show them here", "Show your notes for 20 seconds.", footer=True),
        Command("close", "escape", "Hide", "Back to the room's page.", footer=True),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    #peek-warning { height: auto; padding: 0 2; color: $text-warning; text-style: bold; }
    #peek-page { height: 1fr; padding: 1 2; }
    #peek-text { height: auto; max-width: 120; }
    """

    def __init__(self, session: GroupSession) -> None:
        super().__init__()
        self.session = session
        self.until: float | None = None
        self.clock = time.monotonic

    def compose(self) -> ComposeResult:
        """A warning that stays, and the page."""
        yield Static(id="peek-warning")
        with VerticalScroll(id="peek-page"):
            yield Static(Page().line(COVER, WARN).gap().line(INSTEAD).content(), id="peek-text")
        yield Footer(show_command_palette=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Once they are shown, only hiding them is left."""
        return action != "show" or self.until is None

    def action_show(self) -> None:
        """Show the notes."""
        self.until = self.clock() + HIDES_AFTER
        self.refresh_bindings()
        self.tick()
        self.query_one("#peek-page").focus()

    def tick(self) -> None:
        """Keep the tally right, and hide in time."""
        if self.until is None:
            return
        left = self.until - self.clock()
        if left <= 0:
            self.dismiss(None)
            return
        warning = f"The room can see this. esc hides it; gone in {left:.0f} s"
        self.query_one("#peek-warning", Static).update(Content(warning), layout=False)
        session = self.session
        page = Page()
        if problem := not_saved(session.journal.problem):
            page.line(problem, WARN)
        page.add(notes_page(session.case, session.header, session.state, session.clock()))
        self.query_one("#peek-text", Static).update(page.content())

    def action_close(self) -> None:
        """Hide."""
        self.dismiss(None)
