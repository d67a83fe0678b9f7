"""The debrief: a run beside the reported course, in six sections."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from trainer.engine import moves
from trainer.presentation.blocks.debrief import SECTIONS, decision_blocks, section
from trainer.scoring.debrief import debrief
from trainer.session import Session
from trainer.tui.commands import Command, Letter, bindings
from trainer.tui.debrief_view import (
    SectionTab,
    blocks_shown,
    decision_line,
    section_shown,
)

if TYPE_CHECKING:
    from trainer.tui.learner import LearnerApp


class OwnWords(TextArea):
    """The learner's own take-aways; the footer says that escape leaves the field alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave", "Done", key_display="esc")
    ]


class DebriefScreen(Screen[None]):
    """Shows one run's debrief; keeps the learner's take-aways."""

    COMMAND_LIST = (
        Command("open('Scores')", "1", "Scores", "The axes and their parts."),
        Command("open('Time line')", "2", "Time line", "Your course beside the reported one."),
        Command(
            "open('Decisions')", "3", "Decisions", "Chosen, reported, sound that day, hindsight."
        ),
        Command("open('Missed')", "4", "Missed", "What was left out, late or harmful."),
        Command("open('Source')", "5", "Source", "Contradictions, silences, sources and licences."),
        Command("open('Learn')", "6", "Learn", "Learning points and your own take-aways."),
        Command("next", Letter.NEXT, "Next", "Open the next of the six sections.", footer=True),
        Command("previous", Letter.BEFORE, "Before", "Open the section before.", footer=True),
        Command(
            "write", Letter.WRITE, "Write", "Write your own take-aways; esc when done.", footer=True
        ),
        Command("save", Letter.SAVE_AGAIN, "Save again", "Try again to save your take-aways."),
        Command(
            "leave",
            f"escape,{Letter.LIBRARY}",
            "Library",
            "Save and go back to the library.",
            footer=True,
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]

    DEFAULT_CSS = """
    DebriefScreen {
        layout: vertical;
        & #debrief-title { height: 1; padding: 0 1; text-style: bold; text-overflow: ellipsis; }
        & #debrief-tabs { height: 1; margin-bottom: 1; padding: 0 1; }
        & .debrief-tab { width: auto; height: 1; padding: 0 1; color: $text-muted; }
        & .debrief-tab.-open { text-style: bold reverse; color: $text; }
        & #debrief-body { height: 1fr; }
        & .debrief-page { height: 1fr; padding: 0 2; scrollbar-gutter: stable; }
        & .debrief-text { height: auto; width: 1fr; max-width: 120; }
        & #debrief-split { height: 1fr; layout: vertical; }
        & #debrief-list { height: 7; width: 1fr; border: none; padding: 0 1; }
        & #debrief-detail { border-top: solid $foreground 20%; }
        & #debrief-learn { height: 1fr; }
        & #debrief-own { height: 8; margin: 0 2; border: round $foreground 30%; }
        & #debrief-own { border-title-color: $text; }
        & #debrief-own:focus { border: round $accent; }
        & #debrief-status { height: auto; padding: 0 2; color: $text-muted; }
        &.-wide #debrief-split { layout: horizontal; }
        &.-wide #debrief-list { height: 1fr; width: 40; }
        &.-wide #debrief-detail { border-top: none; border-left: solid $foreground 20%; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.told = debrief(session.case, session.state, session.since_played)
        self.open_section = SECTIONS[0]
        self._own = self.told.takeaway

    def compose(self) -> ComposeResult:
        """Title, the six sections' names, the open section, what is (not) saved."""
        state = "" if self.told.finished else f" (not finished: day {self.told.day})"
        yield Static(Content(f"Debrief: {self.told.title}{state}"), id="debrief-title")
        with Horizontal(id="debrief-tabs"):
            for number, name in enumerate(SECTIONS, 1):
                yield SectionTab(number, name)
        with Container(id="debrief-body"):
            with VerticalScroll(id="debrief-page", classes="debrief-page"):
                yield Static(id="debrief-text", classes="debrief-text")
            with Container(id="debrief-split"):
                lines = [Option(decision_line(d)) for d in self.told.decisions]
                yield OptionList(*lines, id="debrief-list", markup=False)
                with VerticalScroll(id="debrief-detail", classes="debrief-page"):
                    yield Static(id="debrief-decision", classes="debrief-text")
            with Vertical(id="debrief-learn"):
                with VerticalScroll(id="debrief-points", classes="debrief-page"):
                    yield Static(id="debrief-learning", classes="debrief-text")
                own = OwnWords(self.told.takeaway, id="debrief-own", soft_wrap=True)
                own.border_title = "Your own take-aways (w to write, esc when done)"
                yield own
        yield Static(id="debrief-status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Open the scores."""
        self._show(SECTIONS[0])
        self._tell_saving()

    @property
    def scene(self) -> object:
        """The section that is open."""
        return self.open_section

    # Sections

    def _show(self, name: str) -> None:
        self.open_section = name
        for tab in self.query(SectionTab):
            tab.set_class(tab.section == name, "-open")
        self.query_one("#debrief-split").display = name == "Decisions"
        self.query_one("#debrief-learn").display = name == "Learn"
        page = self.query_one("#debrief-page", VerticalScroll)
        page.display = name not in ("Decisions", "Learn")
        told = self.told
        text = self.query_one("#debrief-text", Static)
        if name == "Decisions":
            self.query_one("#debrief-list").focus()
            if not told.decisions:
                self.query_one("#debrief-decision", Static).update(
                    Content("No decision has been answered yet.")
                )
            return
        if name == "Learn":
            points = section(replace(told, takeaway=""), name)
            self.query_one("#debrief-learning", Static).update(blocks_shown(points))
            self.query_one("#debrief-points").focus()
            return
        text.update(section_shown(told, name))
        page.scroll_home(animate=False)
        page.focus()

    def on_section_tab_chosen(self, message: SectionTab.Chosen) -> None:
        """A click on a section's name opens it."""
        self._show(message.name)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the decision the list stands on."""
        asked = self.told.decisions[event.option_index]
        detail = self.query_one("#debrief-decision", Static)
        detail.update(blocks_shown(decision_blocks(asked)))
        self.query_one("#debrief-detail").scroll_home(animate=False)

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Enter goes into the detail, to scroll there."""
        self.query_one("#debrief-detail").focus()

    def action_open(self, name: str) -> None:
        """Open a section."""
        self._show(name)

    def action_next(self) -> None:
        """Open the next section."""
        self._show(SECTIONS[(SECTIONS.index(self.open_section) + 1) % len(SECTIONS)])

    def action_previous(self) -> None:
        """Open the section before."""
        self._show(SECTIONS[SECTIONS.index(self.open_section) - 1])

    # Take-aways

    def action_write(self) -> None:
        """Write own take-aways."""
        self._show("Learn")
        self.query_one("#debrief-own").focus()

    def action_save(self) -> bool:
        """Save the take-aways if they changed; False if they cannot be taken."""
        try:
            event = moves.takeaway(self._own)
        except moves.Refused as refused:
            self._app.notice(str(refused), "warning")
            return False
        if event.text != self.session.state.takeaway:
            self.session.do(event)
        elif self.session.saving.problem is not None:
            self.session.retry()
        self._tell_saving()
        return True

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Remember the text: it is still needed when its widget is gone."""
        area = event.text_area
        clean = "".join(c for c in area.text if c.isprintable() or c == "\n")
        if len(clean) > moves.LONGEST_TEXT:
            clean = clean[: moves.LONGEST_TEXT]
            self._app.notice(f"The first {moves.LONGEST_TEXT} characters are kept.", "warning")
        if clean != area.text:  # pasted control characters would reach the terminal
            area.text = clean
            area.move_cursor(area.document.end)
        self._own = clean

    def on_unmount(self) -> None:
        """Keep what was being written when the trainer is left altogether."""
        with suppress(moves.Refused):
            event = moves.takeaway(self._own)
            if event.text != self.session.state.takeaway:
                self.session.do(event)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Leaving the text saves it."""
        if event.widget.id == "debrief-own":
            self.action_save()

    def action_leave(self) -> None:
        """Out of the text first, then to the library."""
        if self.focused is self.query_one("#debrief-own"):
            self.query_one("#debrief-points").focus()
        elif self.action_save():
            self._app.library()

    def _tell_saving(self) -> None:
        reason = self.session.saving.reason
        status = self.query_one("#debrief-status", Static)
        status.display = bool(reason)
        status.update(Content(f"Not saved: {reason} (r tries again)" if reason else ""))

    @property
    def _app(self) -> LearnerApp:
        return cast("LearnerApp", self.app)
