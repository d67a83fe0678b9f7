"""Hands counted and typed in, an option a line; with teams one after the other."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static

from trainer.case.model import Decision
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.group.state import Hands
from trainer.tui.commands import Command, bindings
from trainer.tui.group.marks import mark
from trainer.tui.widgets.text import WARN

_PEOPLE = "people"


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
    .hands-row { height: 1; }
    .hands-mark { width: 5; margin-right: 2; }
    .hands-row Input { width: 8; margin-right: 2; text-style: bold; background: $foreground 25%; }
    .hands-text { width: 1fr; height: 1; text-overflow: ellipsis; text-wrap: nowrap; }
    #hands-told { height: auto; margin: 1 0; }
    #hands-buttons { height: 1; }
    #hands-buttons Button { margin-right: 2; }
    """

    def __init__(self, session: GroupSession, asked: Decision) -> None:
        super().__init__()
        self.session = session
        self.asked = asked
        self.teams = session.header.teams or ("",)
        self.at = 0

    def compose(self) -> ComposeResult:
        """A field an option."""
        with Vertical(id="hands-box"):
            yield Static(id="hands-head")
            with VerticalScroll(id="hands-rows", can_focus=False):
                for index, option in enumerate(getattr(self.asked, "options", ())):
                    with Horizontal(classes="hands-row"):
                        yield Static(mark(index), classes="hands-mark")
                        yield self._field(f"hands-{index}")
                        yield Static(Content(option.text), classes="hands-text")
                if getattr(self.asked, "most", 1) > 1:
                    with Horizontal(classes="hands-row"):
                        yield Static(classes="hands-mark")
                        yield self._field(f"hands-{_PEOPLE}")
                        told = "people who raised a hand at all; may stay empty"
                        yield Static(Content(told), classes="hands-text")
            yield Static(id="hands-told")
            with Horizontal(id="hands-buttons"):
                yield Button("Count", variant="primary", compact=True, action="screen.count")
                yield Button("Close", compact=True, action="screen.close")
        yield Footer(show_command_palette=False)

    def _field(self, id: str) -> Input:
        return Input(id=id, restrict=r"[0-9]*", max_length=4, compact=True, select_on_focus=True)

    def on_mount(self) -> None:
        """The first team."""
        self._begin()

    def _begin(self) -> None:
        team = self.teams[self.at]
        number = len(self.session.state.rounds[self.asked.id])
        head = f"Hands in round {number}: {self.asked.title}"
        if team:
            head = f"Team {team} ({self.at + 1} of {len(self.teams)}).  " + head
        self.query_one("#hands-head", Static).update(Content(head))
        before = self.session.state.rounds[self.asked.id][-1].hands.get(team, Hands({}, 0))
        for index, option in enumerate(getattr(self.asked, "options", ())):
            count = before.counts.get(option.id)
            self.query_one(f"#hands-{index}", Input).value = str(count) if count else ""
        if (people := self._people()) is not None:
            people.value = str(before.people) if before.people else ""
        self._tell("enter = next line, at the end count; empty lines count as 0", "")
        self.query_one("#hands-0").focus()

    def _people(self) -> Input | None:
        return next(iter(self.query(f"#hands-{_PEOPLE}").results(Input)), None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; at the last line it counts."""
        event.stop()
        fields = list(self.query(Input))
        if event.input is fields[-1]:
            self.action_count()
        else:
            fields[fields.index(event.input) + 1].focus()

    def action_count(self) -> None:
        """Take the numbers, or say why they cannot be right."""
        options = getattr(self.asked, "options", ())
        typed = [self.query_one(f"#hands-{i}", Input).value for i in range(len(options))]
        counts = {o.id: int(t) for o, t in zip(options, typed, strict=True) if t}
        field = self._people()
        people = int(field.value) if field is not None and field.value else None
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
        self.query_one("#hands-told", Static).update(Content.styled(text, style or "$text-muted"))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(False)
