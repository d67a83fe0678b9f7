"""How phones get in: the address, the code, and a picture of the address for cameras."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from trainer.group.session import GroupSession
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.text import DIM, HEAD, Page


class Phones(Protocol):
    """What serves the page for phones."""

    @property
    def join_url(self) -> str:
        """The address with the code, for a camera."""

    @property
    def urls(self) -> Sequence[str]:
        """Every address it answers at."""


def devices_of(session: GroupSession, server: Phones | None) -> int:
    """Devices connected now where the server counts them, else those that have joined."""
    connected = getattr(server, "devices", None)
    joined = len(session.state.participants)
    return connected if isinstance(connected, int) else joined


def typed_url(server: Phones) -> str:
    """The address to type: the one in the picture has the code in it, and is longer."""
    return server.urls[0] if server.urls else server.join_url


def qr_lines(url: str) -> list[str]:
    """The address as a picture; nothing where what draws it is not installed."""
    try:
        from trainer.group.web import qr
    except ImportError:
        return []
    return list(qr(url))


class JoinScreen(Screen[None]):
    """The way in, as large as it gets."""

    COMMAND_LIST = (Command("close", "escape,j", "Back", "Back to the case.", footer=True),)
    BINDINGS: ClassVar = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    #join-page { height: 1fr; padding: 1 3; align: center middle; }
    #join-row { height: auto; width: auto; max-width: 100%; }
    #join-qr { width: auto; height: auto; margin-right: 4; }
    #join-text { width: 1fr; max-width: 60; height: auto; }
    """

    def __init__(self, session: GroupSession, server: Phones) -> None:
        super().__init__()
        self.session = session
        self.server = server

    def compose(self) -> ComposeResult:
        """The picture, and the same in words."""
        with VerticalScroll(id="join-page"), Horizontal(id="join-row"):
            # The light modules are drawn: cameras want them light, whatever the theme.
            picture = Text("\n".join(qr_lines(self.server.join_url)), style="#FFFFFF on #000000")
            yield Static(picture, id="join-qr")
            yield Static(id="join-text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Draw."""
        self.tick()

    def tick(self) -> None:
        """Keep the number of devices right."""
        self.query_one("#join-text", Static).update(self._text())

    def _text(self) -> Content:
        devices = devices_of(self.session, self.server)
        page = Page().line("Open on your phone", HEAD)
        page.line(typed_url(self.server), "bold").gap()
        page.line("Code", HEAD).line(" ".join(self.session.header.code), "bold").gap()
        page.line(f"{devices} in", "bold").gap()
        if others := [u for u in self.server.urls if u != typed_url(self.server)]:
            page.line("Or: " + "   ".join(others), DIM)
        page.line("Phone and computer must be on the same network.", DIM)
        page.line("No name is asked. One device is one vote.", DIM)
        return page.content()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
