"""How phones get in: the address, the code, and a picture of the address for cameras."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from trainer.group.session import GroupSession
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.text import DIM, HEAD, Page

if TYPE_CHECKING:
    from trainer.group.web import Server


def qr_lines(url: str) -> list[str]:
    """The address as a picture; nothing where what draws it is not installed."""
    try:
        from trainer.group.web import qr
    except ImportError:
        return []
    return qr(url)


def wifi_text(network: str) -> str:
    """What the picture of a network says; ``network`` is NAME or NAME:PASSWORD."""
    from trainer.group.web import wifi

    name, _, password = network.partition(":")
    return wifi(name, password)


class JoinScreen(Screen[None]):
    """The way in, as large as it gets."""

    COMMAND_LIST = (
        Command("wifi", "w", "Wi-Fi", "The code that brings a phone into the network.", True),
        Command("close", "escape,j", "Back", "Back to the case.", footer=True),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    #join-page { height: 1fr; padding: 1 3; align: center middle; }
    #join-row { height: auto; width: auto; max-width: 100%; }
    #join-qr { width: auto; height: auto; margin-right: 4; }
    #join-text { width: 1fr; max-width: 60; height: auto; }
    """

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
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Draw."""
        self._picture(self.server.join_url)
        self.tick()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """The network's code is offered only where it was given."""
        return action != "wifi" or bool(self.wifi)

    def _picture(self, text: str) -> None:
        # The light modules are drawn: cameras want them light, whatever the theme.
        picture = Text("\n".join(qr_lines(text)), style="#FFFFFF on #000000")
        self.query_one("#join-qr", Static).update(picture)

    def action_wifi(self) -> None:
        """The network's code in place of the address, and back."""
        self.network = not self.network
        self._picture(wifi_text(self.wifi) if self.network else self.server.join_url)
        self.tick()

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
