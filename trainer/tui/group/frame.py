"""The frame of a room's page: the day, how to join, the votes so far, what is not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from trainer.counting import some
from trainer.group.session import GroupSession
from trainer.tui.group import block_letters

if TYPE_CHECKING:
    from trainer.group.web import Server


class Steady(Static):
    """A text that is set four times a second, and drawn only if it has changed."""

    shown = Content("")

    def show(self, content: Content) -> None:
        """Draw ``content`` if it has changed; the widget keeps its size."""
        if not self.shown.is_same(content):
            self.shown = content
            self.update(content, layout=False)


_DAY = 12
"""Columns for the day, and the gap to what stands on the right."""


class HeadLine(Horizontal):
    """The day on the left; on the right how to join, or the title of the case."""

    def compose(self) -> ComposeResult:
        """The day, and how to join."""
        yield Steady(id="room-day")
        yield Steady(id="room-way")

    def show(self, session: GroupSession, server: Server | None) -> None:
        """Show the state of the session."""
        case, day = session.case, session.state.run.day
        self.query_one("#room-day", Steady).show(Content(f"Day {day}"))
        join_text = Content(case.scenario.title)
        if server is not None:
            joined = len(session.state.participants)
            connected = f"   {server.devices} connected"
            if joined != server.devices:
                connected += f" of {joined}"
            locked = "door locked" if not session.state.joining else ""
            lead = f"{server.urls[0]}   " + ("" if locked else "code ")
            join_text = Content.assemble(lead, (locked or session.code, "bold"))
            # A long address must not be cut; the count is on the join page, too.
            if join_text.cell_length + len(connected) <= self.size.width - _DAY:
                join_text += Content(connected)
        self.query_one("#room-way", Steady).show(join_text)


_SIDE = 27
"""Columns for figures at the side."""


class VoteSide(Container):
    """The count of votes and the countdown, in large figures; only while a vote is open."""

    def compose(self) -> ComposeResult:
        """Votes, then time."""
        with Vertical():
            yield Steady(id="vote-count", classes="vote-figures")
            yield Steady(id="vote-of", classes="vote-name")
        with Vertical(id="vote-clock"):
            yield Steady(id="vote-left", classes="vote-figures")
            yield Steady(id="vote-left-name", classes="vote-name")

    def show(self, session: GroupSession, low: bool) -> None:
        """Show how many have voted, not what for; ``low`` if there are few rows."""
        votes = session.state.open_round
        self.set_class(votes is not None, "-open")
        self.set_class(low, "-low")
        if votes is None:
            return
        devices = len(session.state.participants)
        name = some(votes.counted, "vote")
        self._put("#vote-count", str(votes.counted), low)
        self._put("#vote-of", f"{name}, {devices} in" if devices else name)
        left = session.seconds_left()
        self.query_one("#vote-clock").display = left is not None
        if left is not None:
            seconds = -int(-left // 1)  # rounded up: 0:00 means that it is over
            self._put("#vote-left", f"{seconds // 60}:{seconds % 60:02}", low)
            self._put("#vote-left-name", f"{seconds} seconds left")

    def _put(self, where: str, value: str, low: bool | None = None) -> None:
        if low is not None:
            large = None if low else block_letters.fitting(value, _SIDE)
            value = large or block_letters.low(value)
        self.query_one(where, Steady).show(Content(value))


class NotSaved(Static):
    """Says what could not be saved; hidden while all is saved."""

    problem = ""

    def show(self, problem: str) -> None:
        """Show ``problem``, or hide the line if it is empty."""
        if problem == self.problem:
            return
        self.problem = problem
        self.set_class(bool(problem), "-unsaved")
        self.update(Content(not_saved(problem)))


def not_saved(problem: str) -> str:
    """The notice that saving failed, for the room's page and the notes; empty without a problem."""
    return f"Not saved: {problem}. The session goes on; w = try again" if problem else ""
