"""How phones join, as large as fits; and the door: who has joined, and keeping others out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.codes import new_code, new_secret
from trainer.group.events import CodeChanged
from trainer.group.session import GroupSession, Move
from trainer.group.state import GroupState
from trainer.tui.commands import Command
from trainer.tui.group import block_letters
from trainer.tui.group.base import SessionScreen
from trainer.tui.widgets.dialogs import AskNumber, Confirm
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

if TYPE_CHECKING:
    from trainer.group.web import Server

_BESIDE = 10
"""Columns around the picture and the words."""
_WORDS_WIDE = 64
"""The most columns of the words: enough for the largest code."""
LATELY = 5
"""Minutes; devices that joined in them are counted apart, to notice a crowd of strangers."""


class JoinScreen(SessionScreen[None]):
    """Shows how to join, and opens or locks the door."""

    COMMAND_LIST = (
        Command("lock", "l", "Lock the door", "Let nobody in any more.", footer=True),
        Command("unlock", "l", "Unlock", "Let phones in again.", footer=True),
        Command("drop", "u", "Drop", "Put out the devices of the last minutes, with their votes.",
                True),
        Command("code", "c", "New code", "A new code and link; the old ones stop working.", True),
        Command("wifi", "w", "Wi-Fi", "Show the code that connects a phone to the network.", True),
        Command("close", "escape,j", "Back", "Back to the case.", footer=True),
    )  # fmt: skip

    def __init__(self, session: GroupSession, server: Server, wifi: str = "") -> None:
        super().__init__()
        self.session = session
        self.server = server
        self.wifi = wifi
        self.network = False
        self._drawn = ""
        self._joining = True

    def compose(self) -> ComposeResult:
        """The QR code, and the same in words."""
        with VerticalScroll(id="join-page"), Horizontal(id="join-row"):
            yield Static(id="join-qr")
            yield Static(id="join-text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw."""
        self.tick()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self.tick()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Whether a command can be done now: the network's code only if it was given."""
        joining = self.session.state.joining
        return {"wifi": bool(self.wifi), "lock": joining, "unlock": not joining}.get(action, True)

    def tick(self) -> None:
        """Update the QR code, the code and the number of devices."""
        from trainer.group.web import qr, wifi

        name, _, password = self.wifi.partition(":")
        code = wifi(name, password) if self.network else self.server.join_url
        if self._joining != self.session.state.joining:  # changed here or elsewhere
            self._joining = self.session.state.joining
            self.refresh_bindings()
        if code != self._drawn:
            self._drawn = code
            # The light modules are drawn, in white: cameras need them light in any theme.
            picture = Text("\n".join(qr(code)), style="#FFFFFF on #000000")
            self.query_one("#join-qr", Static).update(picture)
        self.query_one("#join-text", Static).update(self._text())

    def _text(self) -> Content:
        if self.network:
            name = self.wifi.partition(":")[0]
            page = Page().line("First: join the network", HEAD).line(name, "bold").gap()
            return page.line("Then w shows the address again.", DIM).content()
        page = Page().line("Open on your phone", HEAD)
        page.line(self.server.urls[0], "bold").gap()
        self._code(page)
        state = self.session.state
        votes = state.open_round
        voted = f", {votes.counted} voted" if votes is not None else ""
        joined = len(state.participants)
        page.line(f"{self.server.devices} connected of {joined} joined{voted}", "bold")
        lately = len(moves.joined_lately(state, LATELY, self.session.clock()))
        if joined:
            page.line(f"{lately} of them in the last {LATELY} minutes", DIM)
        page.gap()
        if others := self.server.urls[1:]:
            page.line("Or: " + "   ".join(others), DIM)
        if not self.session.header.public:
            page.line("Phone and computer must be on the same network.", DIM)
        page.line("No name is asked. One device is one vote.", DIM)
        return page.content()

    def _code(self, page: Page) -> None:
        if not self.session.state.joining:
            page.line("The door is locked: nobody is let in.", WARN).gap()
            return
        code = self.session.code
        picture = self.query_one("#join-qr", Static).size.width
        room = min(self.app.size.width - picture - _BESIDE, _WORDS_WIDE)
        page.line("Code", HEAD).line(" ".join(code), "bold")
        if (large := block_letters.fitting(code, room)) is not None:
            page.gap().line(large, "bold")
        page.gap()

    def action_wifi(self) -> None:
        """Switch between the network's code and the address."""
        self.network = not self.network
        self.tick()

    def action_lock(self) -> None:
        """Lock the door: let nobody in."""
        self._do(lambda _, state: moves.allow_joining(state, False))

    def action_unlock(self) -> None:
        """Unlock the door: let phones in."""
        self._do(lambda _, state: moves.allow_joining(state, True))

    def action_drop(self) -> None:
        """Ask for the number of minutes, then for confirmation."""
        self.ask(AskNumber("Drop the devices that joined in the last ... minutes?"), self._drop)

    def _drop(self, minutes: int) -> None:
        state = self.session.state
        lately = set(moves.joined_lately(state, minutes, self.session.clock()))
        if not lately:
            self.say(f"Nobody joined in the last {some(minutes, 'minute')}.")
            return
        votes = sum(len(lately & set(r.votes)) for rounds in state.rounds.values() for r in rounds)
        counts = some(len(lately), "device")
        if votes:
            whose = "its" if len(lately) == 1 else "their"
            counts += f" and take back {whose} {some(votes, 'vote')}"
        # Only the devices counted here, not those that join before the answer.
        self.ask(
            Confirm(f"Put out {counts}?"),
            lambda _: self._do(lambda _, state: moves.drop(state, lately)),
        )

    def action_code(self) -> None:
        """Ask, then change the code."""
        question = "A new code and link? Those who are in stay in; the old ones stop working."
        old_code, code, secret = self.session.code, new_code(), new_secret()

        def change(_: Case, state: GroupState) -> CodeChanged:
            if self.session.code != old_code:
                raise Refused("The code was changed meanwhile: here is the new one.")
            return moves.change_code(state, code, secret)

        self.ask(Confirm(question), lambda _: self._do(change))

    def _do(self, move: Move) -> None:
        self.do(move)
        self.tick()
