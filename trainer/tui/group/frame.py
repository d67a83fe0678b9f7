"""What stands above and below a room's page: day, way in, votes so far, what is not saved."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from trainer.group.session import GroupSession
from trainer.tui.group import digits
from trainer.tui.group.join import Phones, devices_of, typed_url


def head_line(session: GroupSession, server: Phones | None) -> Table:
    """The day on the left; on the right how to join, or which case it is."""
    case, state = session.case, session.state
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, justify="right", no_wrap=True, overflow="ellipsis")
    day = Text(f"Day {state.run.day} of {case.scenario.clock.last_day}", style="bold")
    if server is None:
        table.add_row(day, Text(case.scenario.title))
        return table
    way = Text(f"{typed_url(server)}   code ").append(session.header.code, style="bold")
    table.add_row(day, way.append(f"   {devices_of(session, server)} connected"))
    return table


_SIDE = 27
"""Columns for figures at the side."""


class VoteSide(Container):
    """The count of votes and the countdown, in large figures; only while a vote is open."""

    DEFAULT_CSS = """
    VoteSide { display: none; width: 32; height: 1fr; padding: 1 2; border-left: solid $primary; }
    VoteSide.-open { display: block; }
    VoteSide Vertical { height: 8; }
    VoteSide .vote-figures { height: 5; width: 1fr; }
    VoteSide .vote-name { height: 1; width: 1fr; text-style: bold; margin-top: 1; }
    VoteSide.-low {
        layout: horizontal; width: 1fr; height: 4; padding: 0 2; border-left: none;
        border-top: solid $primary;
    }
    VoteSide.-low Vertical { width: 1fr; height: 3; layout: horizontal; }
    VoteSide.-low .vote-figures { width: 18; height: 3; }
    """

    def compose(self) -> ComposeResult:
        """Votes, then time."""
        with Vertical():
            yield Static(id="vote-count", classes="vote-figures")
            yield Static(id="vote-of", classes="vote-name")
        with Vertical(id="vote-clock"):
            yield Static(id="vote-left", classes="vote-figures")
            yield Static(id="vote-left-name", classes="vote-name")

    def show(self, session: GroupSession, low: bool) -> None:
        """Votes so far, and nothing of what they are for; ``low`` where rows are few."""
        here = session.state.open_round
        self.set_class(here is not None, "-open")
        self.set_class(low, "-low")
        if here is None:
            return
        devices = len(session.state.participants)
        name = f"{here.counted} vote" if here.counted == 1 else f"{here.counted} votes"
        self._put("#vote-count", str(here.counted), low)
        self._put("#vote-of", f"{name}, {devices} in" if devices else name)
        left = session.seconds_left()
        self.query_one("#vote-clock").display = left is not None
        if left is not None:
            seconds = -int(-left // 1)  # rounded up: 0:00 means that it is over
            self._put("#vote-left", f"{seconds // 60}:{seconds % 60:02}", low)
            self._put("#vote-left-name", f"{seconds} seconds left")

    def _put(self, where: str, value: str, low: bool | None = None) -> None:
        if low is not None:
            fits = not low and 2 * digits.low_width(value) <= _SIDE
            value = digits.tall(value) if fits else digits.low(value)
        self.query_one(where, Static).update(Content(value), layout=False)


class NotSaved(Static):
    """Not there while all is saved."""

    DEFAULT_CSS = """
    NotSaved { display: none; height: auto; padding: 0 2; color: $text-error; text-style: bold; }
    NotSaved.-unsaved { display: block; }
    """

    problem = ""

    def show(self, problem: str) -> None:
        """Say how saving stands."""
        if problem == self.problem:
            return
        self.problem = problem
        self.set_class(bool(problem), "-unsaved")
        self.update(Content(not_saved(problem)))


def not_saved(problem: str) -> str:
    """What stands on either side when the disk refuses."""
    return f"Not saved: {problem}. The session goes on; w = try again" if problem else ""
