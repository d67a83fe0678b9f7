"""The debrief: what to learn from a run first, then the run beside the reported course."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.widgets import ContentSwitcher, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from trainer.engine import moves
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.blocks import debrief as sections
from trainer.presentation.blocks.debrief import SECTIONS, section
from trainer.presentation.blocks.summary import FROM_THIS_PLAY, comes_back, lesson_blocks
from trainer.presentation.patient.course import course
from trainer.presentation.patient.drawing import course_drawing
from trainer.presentation.sight import Sight
from trainer.scoring.debrief import debrief
from trainer.session import Session
from trainer.tui import debrief_view as view
from trainer.tui.commands import Command, Letter, rules
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.places import Destination
from trainer.tui.screens.play_screen import SaveLine
from trainer.tui.sections import SectionScreen, open_commands
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.rows import drawn
from trainer.tui.widgets.text import DIM, HEAD

MOST_COLUMNS = 160
"""The widest drawing of the course: with more, its days would lie too far apart."""
_ABOUT = {
    "Summary": "What to learn, the axes, both courses.",
    "Questions": "The worst first: chosen, reported, sound that day, hindsight.",
    "Orders": "What was left out, late or harmful; what you asked for.",
    "Course": "Your course beside the reported one.",
    "Learn": "Learning points and your own take-aways.",
    "Source": "Contradictions, silences, sources and licences.",
    "Figures": "The axes and all their parts.",
}
_LEAVE = f"escape,{Letter.LEAVE}"
_WRITE = "Write your own take-aways; esc when done."
_OWN = "Your own take-aways ({write} to write)"
_PAGES = {"Summary": "debrief-summary", "Questions": "debrief-split", "Learn": "debrief-learn"}
"""Sections that are more than a page."""


class DebriefScreen(SectionScreen):
    """Shows one run's debrief; keeps the learner's take-aways."""

    COMMAND_LIST = (
        *open_commands(_ABOUT),
        Command("go_there", "enter", "Go there", "Go to what the line is about.", footer=True),
        Command("next", Letter.NEXT, "Next", "Open the next page.", footer=True),
        Command("previous", Letter.BEFORE, "Before", "Open the page before.", footer=True),
        Command("write", Letter.WRITE, "Write", _WRITE, footer=True),
        Command("citations", Letter.CITATIONS, "Citations", "Show citations, or hide them."),
        Command("save", Letter.SAVE_AGAIN, "Save again", "Try again to save your take-aways."),
        Command("leave", _LEAVE, "Library", "Save and go back to the library.", footer=True),
    )
    SECTIONS = SECTIONS
    DEFAULT_CSS = rules("debrief")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, session: Session, first: State | None = None) -> None:
        super().__init__()
        self.session = session
        self.data = debrief(session.case, session.state, session.since_played, first)
        self.results = sections.worst_first(self.data)
        self._takeaway = self.data.takeaway

    def compose(self) -> ComposeResult:
        """The title, the names of the sections, the open section, and what is not saved."""
        yield Static(self._head(), id="debrief-title")
        with Horizontal(id="debrief-tabs"):
            yield from self.tabs()
        with ContentSwitcher(id="debrief-body", initial="debrief-summary"):
            with VerticalScroll(id="debrief-page", classes="debrief-page"):
                yield Static(id="debrief-course")
                yield Static(id="debrief-text", classes="debrief-text")
            with VerticalScroll(id="debrief-summary", can_focus=False, classes="debrief-page"):
                yield Static(id="debrief-from", classes="debrief-text")
                lessons = (Option(view.lesson_shown(lesson)) for lesson in self.data.lessons)
                yield view.LessonList(*lessons, id="debrief-lessons", markup=False)
                yield Static(id="debrief-how", classes="debrief-text")
            with Container(id="debrief-split"):
                yield OptionList(
                    *map(view.question_line, self.results), id="debrief-list", markup=False
                )
                yield _page("debrief-detail", "debrief-question")
            with Vertical(id="debrief-learn"):
                yield _page("debrief-points", "debrief-learning")
                field = view.OwnWords(self.data.takeaway, id="debrief-own", soft_wrap=True)
                field.border_title = in_words(_OWN, keymap_in(self.app))
                yield field
        yield SaveLine(id="debrief-status")
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the summary."""
        self.action_open(SECTIONS[0])
        self._show_saving()

    # Sections

    def action_open(self, name: str) -> None:
        """Open a section."""
        super().action_open(name)
        self.query_one(ContentSwitcher).current = _PAGES.get(name, "debrief-page")
        if name == "Summary":
            self._show_summary()
        elif name == "Questions":
            if not self.data.decisions:
                section_page = view.blocks_shown(section(self.data, name))
                self.query_one("#debrief-question", Static).update(section_page)
            self.query_one("#debrief-list").focus()
        elif name == "Learn":
            points = section(replace(self.data, takeaway=""), name)
            points = points if self.app.citations else view.uncited(points)
            self.query_one("#debrief-learning", Static).update(view.blocks_shown(points))
            self.query_one("#debrief-points").focus()
        else:
            self._draw_course(name == "Course")
            self.query_one("#debrief-text", Static).update(
                view.section_shown(self.data, name, self.app.citations)
            )
            page = self.query_one("#debrief-page")
            page.scroll_home(animate=False)
            page.focus()

    def _draw_course(self, visible: bool) -> None:
        """Draw all days on one axis, the learner's treatments beside the report's; or hide it."""
        picture = self.query_one("#debrief-course", Static)
        picture.display = visible
        if visible:
            sight = Sight(self.session.case, self.session.state)
            width = max(40, min(self.app.size.width, MOST_COLUMNS) - 6)
            lines = course_drawing(course(sight, beside=True), width)
            picture.update(Content("\n").join(map(drawn, lines)))

    def _show_summary(self) -> None:
        """Show the lessons as lines to choose from, between an introduction and the figures."""
        blocks = [b for b in section(self.data, "Summary") if b not in self._lesson_blocks]
        head = [block for block in blocks if block.text == FROM_THIS_PLAY]
        above = [*sections.intro(self.data), *head]
        self.query_one("#debrief-from", Static).update(view.summary_shown(above))
        rest = [*(block for block in blocks if block not in head), *comes_back(self.data)]
        self.query_one("#debrief-how", Static).update(view.summary_shown(rest))
        lessons = self.query_one("#debrief-lessons", OptionList)
        lessons.display = bool(self.data.lessons)
        page = self.query_one("#debrief-summary", VerticalScroll)
        page.can_focus = not self.data.lessons
        (lessons if self.data.lessons else page).focus()

    @property
    def _lesson_blocks(self) -> list[Block]:
        return [block for lesson in self.data.lessons for block in lesson_blocks(lesson)]

    def action_go_there(self) -> None:
        """Go to what the highlighted lesson is about."""
        index = self.query_one("#debrief-lessons", OptionList).highlighted
        if index is None:
            return
        if name := self.data.lessons[index].question:
            self._go_to(name)
        else:
            self.action_open("Orders")

    def places(self) -> Iterator[Destination]:
        """The pages and the questions."""
        for name in SECTIONS:
            yield Destination(f"Page: {name}", partial(self.action_open, name))
        for question in (result.question for result in self.data.decisions):
            title = f"Day {question.day}, question: {question.title}"
            yield Destination(title, partial(self._go_to, question.id))

    def _go_to(self, name: str) -> None:
        self.action_open("Questions")
        place = next(n for n, result in enumerate(self.results) if result.question.id == name)
        self.query_one("#debrief-list", OptionList).highlighted = place

    def _head(self) -> Content:
        mode = self.session.state.mode
        play = f"repeat · {mode}" if self.data.replay else mode
        state = play if self.data.finished else f"not finished: day {self.data.day} · {mode}"
        return Content.assemble(("Debrief", HEAD), f"   {self.data.title}   ", (state, DIM))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Whether a command can be done now: the footer and the palette list only these."""
        if action == "save":
            return bool(self.session.saving.reason)
        return action != "go_there" or (self.open_section == "Summary" and bool(self.data.lessons))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the highlighted question."""
        if event.option_list.id == "debrief-list":
            self._show_question(event.option_index)

    def _show_question(self, index: int) -> None:
        result = self.results[index]
        blocks = [*sections.result_blocks(result)]
        if result.question.id in (day.question for day in self.data.differentials):
            blocks += sections.chances_blocks(self.data)
        page = blocks if self.app.citations else view.uncited(blocks)
        self.query_one("#debrief-question", Static).update(view.blocks_shown(page))
        self.query_one("#debrief-detail").scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to what the lesson is about, or focus the question's detail, to scroll it."""
        if event.option_list.id == "debrief-lessons":
            self.action_go_there()
        else:
            self.query_one("#debrief-detail").focus()

    def action_citations(self) -> None:
        """Show citations, or hide them; remembered."""
        self.app.citations = not self.app.citations
        self.action_open(self.open_section)
        if (index := self.query_one("#debrief-list", OptionList).highlighted) is not None:
            self._show_question(index)

    # Take-aways

    def action_write(self) -> None:
        """Focus the field for take-aways."""
        self.action_open("Learn")
        self.query_one("#debrief-own").focus()

    def action_save(self) -> bool:
        """Save the take-aways if they changed; False if they are refused."""
        try:
            changed = self._keep()
        except moves.Refused as refused:
            self.app.notice(str(refused), "warning")
            return False
        if not changed and self.session.saving.problem is not None:
            self.session.retry()
        self._show_saving()
        return True

    def _keep(self) -> bool:
        """Keep the take-aways; False if they are unchanged. Raises ``Refused``."""
        event = moves.takeaway(self._takeaway)
        changed = event.text != self.session.state.takeaway
        if changed:
            self.session.do(event)
        return changed

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Remember the text of the field, which may be gone when the text is kept."""
        area = event.text_area
        clean = "".join(c for c in area.text if c.isprintable() or c == "\n")
        if len(clean) > moves.LONGEST_TEXT:
            clean = clean[: moves.LONGEST_TEXT]
            self.app.notice(f"The first {moves.LONGEST_TEXT} characters are kept.", "warning")
        if clean != area.text:  # pasted control characters would reach the terminal
            area.text = clean
            area.move_cursor(area.document.end)
        self._takeaway = clean

    def on_unmount(self) -> None:
        """Keep unfinished take-aways when the learner quits the trainer."""
        with suppress(moves.Refused):
            self._keep()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Save the take-aways when the learner leaves their field."""
        if event.widget.id == "debrief-own":
            self.action_save()

    def action_leave(self) -> None:
        """Leave the field for take-aways if it has the focus, else the debrief."""
        if self.focused is self.query_one("#debrief-own"):
            self.query_one("#debrief-points").focus()
        elif self.action_save():
            self.app.library()

    def _show_saving(self) -> None:
        self.query_one(SaveLine).show(self.session)


def _page(name: str, text: str) -> VerticalScroll:
    return VerticalScroll(Static(id=text, classes="debrief-text"), id=name, classes="debrief-page")
