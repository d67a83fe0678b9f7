"""The debrief: a run beside the reported course, in six sections."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.widgets import ContentSwitcher, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from trainer.engine import moves
from trainer.presentation.blocks.debrief import (
    SECTIONS,
    chances_blocks,
    decision_blocks,
    section,
)
from trainer.scoring.debrief import debrief
from trainer.session import Session
from trainer.tui.commands import Command, CommandScreen, Letter, rules
from trainer.tui.debrief_view import SectionTab, blocks_shown, section_shown
from trainer.tui.widgets.key_line import KeyLine

_ABOUT = {
    "Scores": "The axes and their parts.",
    "Time line": "Your course beside the reported one.",
    "Decisions": "Chosen, reported, sound that day, hindsight.",
    "Missed": "What was left out, late or harmful.",
    "Source": "Contradictions, silences, sources and licences.",
    "Learn": "Learning points and your own take-aways.",
}
_LEAVE = f"escape,{Letter.LEAVE}"
_WRITE = "Write your own take-aways; esc when done."
_PAGES = {"Decisions": "debrief-split", "Learn": "debrief-learn"}
"""Sections that are more than a page."""


class OwnWords(TextArea):
    """The learner's own take-aways; the footer says that escape leaves the field alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave", "Done", key_display="esc")
    ]


class DebriefScreen(CommandScreen[None]):
    """Shows one run's debrief; keeps the learner's take-aways."""

    COMMAND_LIST = (
        *(
            Command(f"open('{name}')", str(number), name, about)
            for number, (name, about) in enumerate(_ABOUT.items(), 1)
        ),
        Command("next", Letter.NEXT, "Next", "Open the next of the six sections.", footer=True),
        Command("previous", Letter.BEFORE, "Before", "Open the section before.", footer=True),
        Command("write", Letter.WRITE, "Write", _WRITE, footer=True),
        Command("save", Letter.SAVE_AGAIN, "Save again", "Try again to save your take-aways."),
        Command("leave", _LEAVE, "Library", "Save and go back to the library.", footer=True),
    )
    DEFAULT_CSS = rules("debrief")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.data = debrief(session.case, session.state, session.since_played)
        self.open_section = SECTIONS[0]
        self._own = self.data.takeaway

    def compose(self) -> ComposeResult:
        """Title, the six sections' names, the open section, what is (not) saved."""
        state = "" if self.data.finished else f" (not finished: day {self.data.day})"
        yield Static(Content(f"Debrief: {self.data.title}{state}"), id="debrief-title")
        with Horizontal(id="debrief-tabs"):
            for number, name in enumerate(SECTIONS, 1):
                yield SectionTab(number, name)
        with ContentSwitcher(id="debrief-body", initial="debrief-page"):
            yield _page("debrief-page", "debrief-text")
            with Container(id="debrief-split"):
                days = (f"Day {d.day:>3}  {d.title}" for d in self.data.decisions)
                passed = ("  (passed)" if d.passed else "" for d in self.data.decisions)
                lines = (Option(Content(a + b)) for a, b in zip(days, passed, strict=True))
                yield OptionList(*lines, id="debrief-list", markup=False)
                yield _page("debrief-detail", "debrief-decision")
            with Vertical(id="debrief-learn"):
                yield _page("debrief-points", "debrief-learning")
                own = OwnWords(self.data.takeaway, id="debrief-own", soft_wrap=True)
                own.border_title = "Your own take-aways (w to write, esc when done)"
                yield own
        yield Static(id="debrief-status")
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the scores."""
        self.action_open(SECTIONS[0])
        self._tell_saving()

    @property
    def scene(self) -> object:
        """The section that is open."""
        return self.open_section

    # Sections

    def action_open(self, name: str) -> None:
        """Open a section."""
        self.open_section = name
        for tab in self.query(SectionTab):
            tab.set_class(tab.section == name, "-open")
        self.query_one(ContentSwitcher).current = _PAGES.get(name, "debrief-page")
        if name == "Decisions":
            if not self.data.decisions:
                shown = blocks_shown(section(self.data, name))
                self.query_one("#debrief-decision", Static).update(shown)
            self.query_one("#debrief-list").focus()
        elif name == "Learn":
            points = section(replace(self.data, takeaway=""), name)
            self.query_one("#debrief-learning", Static).update(blocks_shown(points))
            self.query_one("#debrief-points").focus()
        else:
            self.query_one("#debrief-text", Static).update(section_shown(self.data, name))
            page = self.query_one("#debrief-page")
            page.scroll_home(animate=False)
            page.focus()

    def on_section_tab_chosen(self, message: SectionTab.Chosen) -> None:
        """A click on a section's name opens it."""
        self.action_open(message.name)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the decision the list stands on."""
        question = self.data.decisions[event.option_index]
        blocks = [*decision_blocks(question)]
        if question.id in (day.question for day in self.data.differentials):
            blocks += chances_blocks(self.data)
        self.query_one("#debrief-decision", Static).update(blocks_shown(blocks))
        self.query_one("#debrief-detail").scroll_home(animate=False)

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Enter goes into the detail, to scroll there."""
        self.query_one("#debrief-detail").focus()

    def action_next(self) -> None:
        """Open the next section."""
        self.action_open(SECTIONS[(SECTIONS.index(self.open_section) + 1) % len(SECTIONS)])

    def action_previous(self) -> None:
        """Open the section before."""
        self.action_open(SECTIONS[SECTIONS.index(self.open_section) - 1])

    # Take-aways

    def action_write(self) -> None:
        """Write own take-aways."""
        self.action_open("Learn")
        self.query_one("#debrief-own").focus()

    def action_save(self) -> bool:
        """Save the take-aways if they changed; False if they cannot be taken."""
        try:
            kept = self._keep()
        except moves.Refused as refused:
            self.app.notice(str(refused), "warning")
            return False
        if not kept and self.session.saving.problem is not None:
            self.session.retry()
        self._tell_saving()
        return True

    def _keep(self) -> bool:
        """Whether there was anything new; raises ``Refused``."""
        event = moves.takeaway(self._own)
        new = event.text != self.session.state.takeaway
        if new:
            self.session.do(event)
        return new

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Remember the text: it is still needed when its widget is gone."""
        area = event.text_area
        clean = "".join(c for c in area.text if c.isprintable() or c == "\n")
        if len(clean) > moves.LONGEST_TEXT:
            clean = clean[: moves.LONGEST_TEXT]
            self.app.notice(f"The first {moves.LONGEST_TEXT} characters are kept.", "warning")
        if clean != area.text:  # pasted control characters would reach the terminal
            area.text = clean
            area.move_cursor(area.document.end)
        self._own = clean

    def on_unmount(self) -> None:
        """Keep what was being written when the trainer is left altogether."""
        with suppress(moves.Refused):
            self._keep()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Leaving the text saves it."""
        if event.widget.id == "debrief-own":
            self.action_save()

    def action_leave(self) -> None:
        """Out of the text first, then to the library."""
        if self.focused is self.query_one("#debrief-own"):
            self.query_one("#debrief-points").focus()
        elif self.action_save():
            self.app.library()

    def _tell_saving(self) -> None:
        reason = self.session.saving.reason
        status = self.query_one("#debrief-status", Static)
        status.display = bool(reason)
        status.update(Content(f"Not saved: {reason} (r tries again)" if reason else ""))


def _page(name: str, text: str) -> VerticalScroll:
    return VerticalScroll(Static(id=text, classes="debrief-text"), id=name, classes="debrief-page")
