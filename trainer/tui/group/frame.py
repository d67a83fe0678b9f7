"""What stands above and below a room's page: day, way in, votes so far, what is not saved."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from trainer.group.session import GroupSession
from trainer.tui.group.join import Phones, devices_of


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
    way = Text(f"{server.join_url}   code ").append(session.header.code, style="bold")
    table.add_row(day, way.append(f"   {devices_of(session, server)} in"))
    return table


class VoteSide(Container):
    """The count of votes and the countdown, in large digits; only while a vote is open."""

    DEFAULT_CSS = """
    VoteSide { display: none; width: 26; height: 1fr; padding: 1 2; border-left: solid $primary; }
    VoteSide.-open { display: block; }
    VoteSide Vertical { height: auto; margin-bottom: 2; }
    VoteSide Digits { text-style: bold; width: 1fr; }
    VoteSide Static { height: 1; width: 1fr; }
    .-narrow VoteSide {
        layout: horizontal; width: 1fr; height: 4; padding: 0 2; border-left: none;
        border-top: solid $primary;
    }
    .-narrow VoteSide Vertical { width: 1fr; layout: horizontal; margin: 0; }
    .-narrow VoteSide Digits { width: auto; margin-right: 2; }
    """

    def compose(self) -> ComposeResult:
        """Votes, then time."""
        with Vertical():
            yield Digits("0", id="vote-count")
            yield Static(id="vote-of")
        with Vertical(id="vote-clock"):
            yield Digits("", id="vote-left")
            yield Static(Content("left"), id="vote-left-name")

    def show(self, session: GroupSession) -> None:
        """Votes so far, and nothing of what they are for."""
        here = session.state.open_round
        self.set_class(here is not None, "-open")
        if here is None:
            return
        self._put("#vote-count", str(here.counted))
        devices = len(session.state.participants)
        name = "vote" if here.counted == 1 else "votes"
        of = f"{name}, {devices} devices" if devices else name
        self.query_one("#vote-of", Static).update(Content(of), layout=False)
        left = session.seconds_left()
        self.query_one("#vote-clock").display = left is not None
        if left is not None:
            seconds = -int(-left // 1)  # rounded up: 0:00 means that it is over
            self._put("#vote-left", f"{seconds // 60}:{seconds % 60:02}")

    def _put(self, where: str, value: str) -> None:
        digits = self.query_one(where, Digits)
        if digits.value != value:
            digits.update(value)


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
