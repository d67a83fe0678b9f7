"""A group session on the projected terminal."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from textual.css.query import NoMatches
from textual.events import Event, Key
from textual.screen import Screen

from trainer.group.session import GroupSession
from trainer.tui.group.base import TICK, BaseApp
from trainer.tui.group.debrief import GroupDebriefScreen
from trainer.tui.group.join import JoinScreen
from trainer.tui.group.lookup import ProjectedNotes
from trainer.tui.group.room import RoomScreen

if TYPE_CHECKING:
    from trainer.group.web import Server

RETRY = 20
"""Ticks between two attempts to save, after the disk refused: five seconds."""

MOST_LOST = 6
"""The most lines listed of what no longer fits the case; the rest are counted."""

_TICKING_SCREENS = (RoomScreen, JoinScreen, ProjectedNotes, GroupDebriefScreen)


class GroupApp(BaseApp):
    """Shows the session to the room, and closes a vote whose time is up.

    ``wifi`` is a network as NAME or NAME:PASSWORD, shown as a code on request and kept nowhere. The
    caller owns the session's journal and the server, and closes both.
    """

    TITLE = "Group session"

    def __init__(self, session: GroupSession, server: Server | None = None, wifi: str = "") -> None:
        super().__init__()
        self.session = session
        self.server = server
        self.wifi = wifi
        self._ticks = 0

    def get_default_screen(self) -> Screen[Any]:
        """The room's page."""
        return RoomScreen(self.session, self.server)

    def on_mount(self) -> None:
        """Start ticking; open the debrief of a finished session, and say what no longer fits."""
        if self.session.state.run.finished:
            self.debrief()
        if lost := self.session.lost:
            head = "The case has changed since. What no longer fits is left out:"
            more = [f"And {len(lost) - MOST_LOST} more."] if len(lost) > MOST_LOST else []
            self.notice("\n".join([head, *lost[:MOST_LOST], *more]), "warning")
        self.set_interval(TICK, self.tick)

    async def on_event(self, event: Event) -> None:
        """Let phones wait while a key is handled."""
        if self.server is not None and isinstance(event, Key):
            self.server.screen_first()
        await super().on_event(event)

    def tick(self) -> None:
        """Close a vote whose time is up, try again to save, and update the screens."""
        self.session.close_when_due()
        self._ticks += 1
        if self.session.journal.problem and self._ticks % RETRY == 0:
            self.session.journal.retry()
        for screen in self.screen_stack:
            if isinstance(screen, _TICKING_SCREENS) and screen.is_mounted:
                with contextlib.suppress(NoMatches):  # it is being removed
                    screen.tick()

    def debrief(self) -> None:
        """Show the group's debrief in place of all other screens."""
        self.uncover()
        self.push_screen(GroupDebriefScreen(self.session, self.server))

    def uncover(self) -> None:
        """Close the screens in front of the room's page."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
