"""Pages to look things up on the room's own screen: what is known, and the notes."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from trainer.group.session import GroupSession
from trainer.tui.commands import Command
from trainer.tui.group.base import PageScreen
from trainer.tui.group.frame import not_saved
from trainer.tui.group.notes import notes_page
from trainer.tui.group.pages import known_page
from trainer.tui.widgets.text import WARN, Page

HIDES_AFTER = 20.0
"""Seconds."""
COVER = (
    "The room can see this screen. f shows your notes, the key and the running tally on it for"
    " 20 seconds: cover the projector first. esc goes back."
)
INSTEAD = "Or keep them to yourself, in a second terminal: trainer group notes"


class KnownScreen(PageScreen):
    """The days so far, the latest first; nothing of the key."""

    COMMAND_LIST = (Command("close", "escape,k", "Back", "Back to the case.", footer=True),)

    def __init__(self, session: GroupSession) -> None:
        super().__init__()
        self.session = session

    def on_mount(self) -> None:
        """Show what is known."""
        self.show(known_page(self.session.case, self.session.state.run))


class ProjectedNotes(PageScreen):
    """Shows a warning first, and the notes only on a second command."""

    COMMAND_LIST = (
        Command("show", "f", "Show them here", "Show your notes for 20 seconds.", footer=True),
        Command("close", "escape", "Hide", "Back to the room's page.", footer=True),
    )

    def __init__(self, session: GroupSession) -> None:
        super().__init__()
        self.session = session
        self.until: float | None = None
        self.clock = time.monotonic

    def compose(self) -> ComposeResult:
        """The line of the countdown, and the page."""
        yield Static(id="notes-warning")
        yield from super().compose()

    def on_mount(self) -> None:
        """Show the warning."""
        self.show(Page().line(COVER, WARN).gap().line(INSTEAD).content())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Whether a command can be done now: once the notes are shown, only hiding them."""
        return action != "show" or self.until is None

    def action_show(self) -> None:
        """Show the notes."""
        self.until = self.clock() + HIDES_AFTER
        self.refresh_bindings()
        self.tick()

    def tick(self) -> None:
        """Update the tally, and hide the notes when their time is up."""
        if self.until is None:
            return
        left = self.until - self.clock()
        if left <= 0:
            self.dismiss(None)
            return
        warning = f"The room can see this. esc hides it; gone in {left:.0f} s"
        self.query_one("#notes-warning", Static).update(Content(warning), layout=False)
        session = self.session
        page = Page()
        if problem := not_saved(session.journal.problem):
            page.line(problem, WARN)
        page.add(notes_page(session.case, session.state, session.clock()))
        self.show(page.content())
