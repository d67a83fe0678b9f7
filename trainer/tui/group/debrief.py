"""The group's debrief: its votes, then what a learner's debrief shows of the group's run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from trainer.counting import some
from trainer.group.session import GroupSession
from trainer.group.summary import group_debrief, summary_of
from trainer.presentation.blocks.debrief import SECTIONS
from trainer.tui.commands import Command
from trainer.tui.debrief_view import section_shown
from trainer.tui.group.frame import NotSaved
from trainer.tui.group.votes import session_votes
from trainer.tui.sections import SectionScreen, open_commands
from trainer.tui.widgets.dialogs import Confirm
from trainer.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from trainer.group.web import Server

NAMES = ("Votes", *SECTIONS)


class GroupDebriefScreen(SectionScreen):
    """Shows the sections, one at a time."""

    COMMAND_LIST = (
        Command("next", "n,space", "Next", "The next section.", footer=True),
        Command("previous", "b", "Before", "The section before.", footer=True),
        *open_commands({name: f"Show {name.lower()}." for name in NAMES}),
        Command("retry", "w", "Save again", "Try again to save what could not be saved."),
        Command("leave", "q", "Leave", "Leave the session.", footer=True),
    )
    SECTIONS = NAMES

    def __init__(self, session: GroupSession, server: Server | None = None) -> None:
        super().__init__()
        self.session = session
        self.server = server
        self.debrief = group_debrief(session.case, session.state.run, session.lost)
        self.summary = summary_of(session.case, session.state, tuple(session.course), session.lost)

    def compose(self) -> ComposeResult:
        """Title, sections, page."""
        yield Static(Content(f"Debrief: {self.debrief.title}"), id="gd-title")
        with Horizontal(id="gd-tabs"):
            yield from self.tabs()
        with VerticalScroll(id="gd-page"):
            yield Static(id="gd-text")
        yield NotSaved()
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the first section."""
        self.query_one("#gd-page").focus()
        self.action_open(NAMES[0])
        self.tick()

    def tick(self) -> None:
        """Show what is not saved."""
        self.query_one(NotSaved).show(self.session.journal.problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Whether a command can be done now: saving again only if something is not saved."""
        return action != "retry" or bool(self.session.journal.problem)

    def draw(self) -> None:
        """Draw the section."""
        text = self.query_one("#gd-text", Static)
        if self.open_section == "Votes":
            width = min(130, self.app.size.width - 8)
            text.update(session_votes(self.summary, width, self.app.current_theme.dark))
        else:
            text.update(section_shown(self.debrief, self.open_section))

    def on_resize(self, _: Resize) -> None:
        """Draw the bars at the new width."""
        self.draw()

    def action_open(self, name: str) -> None:
        """Show a section from its beginning."""
        super().action_open(name)
        self.draw()
        self.query_one("#gd-page").scroll_home(animate=False)

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.journal.retry()

    def action_leave(self) -> None:
        """Leave; ask first if connected phones can still keep their own answers."""
        if self.server is None or not self.server.devices:
            self.app.exit()
            return
        phones = f"{some(self.server.devices, 'phone')} still connected"
        question = f"{phones}: their own answers can be kept until you leave. Leave?"
        self.ask(Confirm(question), lambda _: self.app.exit())
