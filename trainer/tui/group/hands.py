"""Hands counted and typed in, an option a line; with teams one after the other."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Static

from trainer.case.model import Decision
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.group.state import Hands
from trainer.tui.commands import Command, bindings
from trainer.tui.group.count_table import CountTable, Line
from trainer.tui.widgets.marks import cell_mark
from trainer.tui.widgets.text import DIM, WARN

HOW = "Digits, then enter or tab: next line; enter on the last line counts. Empty is 0."
PEOPLE = "people who raised a hand at all; may stay empty"


class HandCount(ModalScreen[bool]):
    """A number for each option; True once every team is counted."""

    COMMAND_LIST = (
        Command("count", "ctrl+s", "Count", "Take these numbers; so does enter at the end.", True),
        Command("close", "escape", "Close", "Back without counting.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    HandCount { align: center middle; }
    #hands-box {
        width: 90; max-width: 98%; height: auto; max-height: 95%; padding: 0 2;
        border: round $primary; background: $surface;
    }
    #hands-head { height: auto; margin-bottom: 1; text-style: bold; }
    #hands-rows { height: auto; max-height: 1fr; }
    #hands-told { height: auto; margin: 1 0; }
    #hands-buttons { height: 1; }
    #hands-buttons Button { margin-right: 2; }
    """

    def __init__(self, session: GroupSession, asked: Decision) -> None:
        super().__init__()
        self.session = session
        self.asked = asked
        self.options = getattr(asked, "options", ())
        self.teams = session.header.teams or ("",)
        self.at = 0

    def compose(self) -> ComposeResult:
        """A line an option; where several may be picked, one for the people."""
        lines = [Line(cell_mark(i), option.wording) for i, option in enumerate(self.options)]
        if getattr(self.asked, "most", 1) > 1:
            lines.append(Line(None, PEOPLE))
        with Vertical(id="hands-box"):
            yield Static(id="hands-head")
            with VerticalScroll(id="hands-rows", can_focus=False):
                yield CountTable(lines, self.action_count)
            yield Static(id="hands-told")
            with Horizontal(id="hands-buttons"):
                yield Button("Count", variant="primary", compact=True, action="screen.count")
                yield Button("Close", compact=True, action="screen.close")
        yield Footer(show_command_palette=False)

    @property
    def table(self) -> CountTable:
        """The numbers."""
        return self.query_one(CountTable)

    def on_mount(self) -> None:
        """The first team."""
        self._begin()

    def _begin(self) -> None:
        """Start with what was counted before, so that it can be corrected."""
        team = self.teams[self.at]
        rounds = self.session.state.rounds[self.asked.id]
        head = f"Hands in round {len(rounds)}: {self.asked.title}"
        if team:
            head = f"Team {team} ({self.at + 1} of {len(self.teams)}).  " + head
        self.query_one("#hands-head", Static).update(Content(head))
        before = rounds[-1].hands.get(team, Hands({}, 0))
        counts = [before.counts.get(option.id, 0) for option in self.options]
        self.table.begin([*counts, before.people])
        self._tell(HOW, DIM)
        self.table.focus()

    def action_count(self) -> None:
        """Take the numbers, or say why they cannot be right."""
        typed = self.table.numbers
        counts = {o.id: n for o, n in zip(self.options, typed, strict=False) if n is not None}
        people = typed[len(self.options)] if len(typed) > len(self.options) else None
        team = self.teams[self.at]
        try:
            self.session.do(lambda c, s: moves.count_hands(c, s, counts, people, team))
        except Refused as why:
            self._tell(str(why), WARN)
            return
        if self.at == len(self.teams) - 1:
            self.dismiss(True)
            return
        self.at += 1
        self._begin()

    def _tell(self, text: str, style: str) -> None:
        self.query_one("#hands-told", Static).update(Content.styled(text, style))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(False)
