"""What is looked up on the room's own screen: what is known, the notes, how phones get in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.group.session import GroupSession
from trainer.tui.commands import Command, bindings
from trainer.tui.group.base import PageScreen
from trainer.tui.group.frame import not_saved
from trainer.tui.group.notes import notes_page
from trainer.tui.group.pages import known_page
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

if TYPE_CHECKING:
    from trainer.group.web import Server

HIDES_AFTER = 20.0
COVER = (
    "The room can see this screen. f shows your notes, the key and the running tally on it for"
    " 20 seconds: cover the projector first. esc goes back."
)
INSTEAD = "Or keep them to yourself, in a second terminal: trainer group notes"


class KnownScreen(PageScreen):
    """The days so far, the latest first; nothing of the key."""

    COMMAND_LIST = (Command("close", "escape,k", "Back", "Back to the case.", footer=True),)
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, session: GroupSession) -> None:
        super().__init__()
        self.session = session

    def on_mount(self) -> None:
        """Draw."""
        self.show(known_page(self.session.case, self.session.state.run))


class ProjectedNotes(PageScreen):
    """A cover first; the notes only when asked for again."""

    COMMAND_LIST = (
        Command("show", "f", "Show them here", "Show your notes for 20 seconds.", footer=True),
        Command("close", "escape", "Hide", "Back to the room's page.", footer=True),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, session: GroupSession) -> None:
        super().__init__()
        self.session = session
        self.until: float | None = None
        self.clock = time.monotonic

    def compose(self) -> ComposeResult:
        """A warning that stays, and the page."""
        yield Static(id="notes-warning")
        yield from super().compose()

    def on_mount(self) -> None:
        """The cover."""
        self.show(Page().line(COVER, WARN).gap().line(INSTEAD).content())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Once they are shown, only hiding them is left."""
        return action != "show" or self.until is None

    def action_show(self) -> None:
        """Show the notes."""
        self.until = self.clock() + HIDES_AFTER
        self.refresh_bindings()
        self.tick()

    def tick(self) -> None:
        """Keep the tally right, and hide in time."""
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
        page.add(notes_page(session.case, session.header, session.state, session.clock()))
        self.show(page.content())


class JoinScreen(Screen[None]):
    """The way in, as large as it gets."""

    COMMAND_LIST = (
        Command("wifi", "w", "Wi-Fi", "The code that brings a phone into the network.", True),
        Command("close", "escape,j", "Back", "Back to the case.", footer=True),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, session: GroupSession, server: Server, wifi: str = "") -> None:
        super().__init__()
        self.session = session
        self.server = server
        self.wifi = wifi
        self.network = False

    def compose(self) -> ComposeResult:
        """The picture, and the same in words."""
        with VerticalScroll(id="join-page"), Horizontal(id="join-row"):
            yield Static(id="join-qr")
            yield Static(id="join-text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw."""
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """The network's code is offered only where it was given."""
        return action != "wifi" or bool(self.wifi)

    def draw(self) -> None:
        """The picture, and the words beside it."""
        from trainer.group.web import qr, wifi

        name, _, password = self.wifi.partition(":")
        lines = qr(wifi(name, password) if self.network else self.server.join_url)
        # The light modules are drawn: cameras want them light, whatever the theme.
        picture = Text("\n".join(lines), style="#FFFFFF on #000000")
        self.query_one("#join-qr", Static).update(picture)
        self.tick()

    def action_wifi(self) -> None:
        """The network's code in place of the address, and back."""
        self.network = not self.network
        self.draw()

    def tick(self) -> None:
        """Keep the number of devices right."""
        self.query_one("#join-text", Static).update(self._text())

    def _text(self) -> Content:
        if self.network:
            name = self.wifi.partition(":")[0]
            page = Page().line("First: join the network", HEAD).line(name, "bold").gap()
            return page.line("Then w shows the address again.", DIM).content()
        page = Page().line("Open on your phone", HEAD)
        page.line(self.server.urls[0], "bold").gap()
        page.line("Code", HEAD).line(" ".join(self.session.header.code), "bold").gap()
        page.line(f"{self.server.devices} connected", "bold").gap()
        if others := self.server.urls[1:]:
            page.line("Or: " + "   ".join(others), DIM)
        page.line("Phone and computer must be on the same network.", DIM)
        page.line("No name is asked. One device is one vote.", DIM)
        return page.content()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
