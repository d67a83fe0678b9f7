"""A case being played: its days, results, course, orders and notes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.css.query import NoMatches
from textual.widgets import Input, Static

from trainer.engine import moves
from trainer.engine.offers import Action, Offer, no_stop, no_undo_order, offer, stopped
from trainer.presentation.sight import Sight
from trainer.session import Session
from trainer.tui.case_places import case_places
from trainer.tui.commands import Command, Letter, rules
from trainer.tui.places import Destination
from trainer.tui.screens.play_screen import CITATIONS, Move, PlayScreen, SaveLine
from trainer.tui.widgets import pages, today_page
from trainer.tui.widgets.answer_field import AnswerDraft
from trainer.tui.widgets.case_panes import PANES, CasePanes
from trainer.tui.widgets.dialogs import AskNumber, Confirm
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.patient_panel import PatientLine, PatientPanel
from trainer.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from trainer.presentation.patient.find import SearchHit

OFFERED: dict[str, Action] = {"order": "order", "go_to": "go_to", "undo": "undo"}
"""The engine's action for each command that it may refuse."""
_UNDO = "Undo the chosen order; in an exam, today's latest answer."
_RETRY = "Try again to save what could not be saved."
BESIDE = 110
"""Columns from which the patient stands beside each page."""


def _load_decide_screen() -> None:
    # After the first paint, so that neither it nor the first key waits for the import.
    from trainer.tui.screens import decide  # noqa: F401


class CaseScreen(PlayScreen[None]):
    """The day in a header, and the panes below it."""

    COMMAND_LIST = (
        Command("decide", Letter.DECIDE, "Decide", "Answer today's open question.", footer=True),
        Command("order", Letter.ORDER, "Order", "Order a test, treatment or consult.", footer=True),
        Command("next_day", Letter.NEXT, "Next", "The next day with an event, or finish.", True),
        Command("find", "slash", "Find", "Search all that is known so far.", footer=True),
        CITATIONS,
        Command("all_values", "space", "Values", "Draw all values, or only those that fit."),
        Command("table", Letter.THEME, "Table", "The course as a table, or as a drawing."),
        Command("step_day(-1)", "left", "Day before", "Show the day before in the course."),
        Command("step_day(1)", "right", "Day after", "Show the day after in the course."),
        Command("go_to", Letter.GO_TO, "Go to", "Go to a later day by its number."),
        Command("glossary", Letter.TERMS, "Terms", "Look up an abbreviation."),
        Command("undo", Letter.UNDO, "Undo", _UNDO),
        Command("stop_order", Letter.END_ORDER, "End order", "End the standing order chosen."),
        Command("retry", Letter.SAVE_AGAIN, "Save again", _RETRY),
        *(
            Command(f"pane('{name}')", str(i), name.capitalize(), f"Show {name}.")
            for i, name in enumerate(PANES, 1)
        ),
        Command("write_note", "enter", "Write", "Go to the field for a note.", footer=True),
        Command("keep_note", "enter", "Keep", "Keep the note that is written.", footer=True),
        Command("leave_note", "escape", "Leave", "Leave the field for a note.", footer=True),
        Command("back", "escape", "Today", "Back to today."),
        Command("leave", Letter.LEAVE, "Library", "Back to the library; all is saved."),
    )
    DEFAULT_CSS = rules("case")
    AUTO_FOCUS = "#today-page"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-vast")]  # noqa: RUF012 - as Textual has it

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.drafts: dict[str, AnswerDraft] = {}
        self._note = ""
        self._head = "", ""
        """The header as last drawn: the day, and the number of questions."""

    @property
    def scene(self) -> object:
        """The open pane and the state of the run."""
        return self.pane, self.session.state

    @property
    def panes(self) -> CasePanes:
        """The panes."""
        return self.query_one(CasePanes)

    def compose(self) -> ComposeResult:
        """The header, the panes, and the patient beside them if there is room, else above."""
        with Horizontal(id="case-top"):
            yield Static(id="case-head")
            yield Static(id="case-asked")
        yield PatientLine(id="case-line")
        with Horizontal(id="case-all"):
            yield CasePanes()
            yield PatientPanel(id="case-panel")
        yield SaveLine()
        yield KeyLine()

    def why_not(self, command: str) -> str:
        """The engine's reason why a command cannot be done now; empty if it can."""
        case, state = self.session.case, self.session.state
        if command == "next_day":
            day_offer = self._day_offer()
            return day_offer.why_not if day_offer else ""
        if self.pane == "orders" and (order := self.panes.order) is not None:
            if command == "undo":
                return no_undo_order(case, state, order.index)
            if command == "stop_order":
                return no_stop(state, order.index)
        command_offer = self._offer(OFFERED[command]) if command in OFFERED else None
        return command_offer.why_not if command_offer else ""

    def places(self) -> Iterable[Destination]:
        """The days, findings and questions that are known by now."""
        return case_places(self.session, self.panes.open, self._show_question)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done now: the footer and the palette list only these."""
        writing = self.focused is not None and self.focused.id == "note"
        if action == "write_note":
            return self.pane == "notes" and not writing
        if action in ("keep_note", "leave_note"):
            return writing
        if action == "back":
            return self.pane != "today"
        if action == "stop_order":  # other panes do not show which one is chosen
            return self.pane == "orders"
        if action in ("all_values", "table"):
            return self.pane == "course" and self.panes.course.curves
        if action.startswith("step_day"):
            return self.pane == "course"
        if action == "decide":
            return bool(self.session.case.questions_on.get(self.session.state.day))
        return super().check_action(action, parameters)

    def on_tabbed_content_tab_activated(self) -> None:
        """Draw a pane opened by key or mouse, and update the footer."""
        self.panes.draw(self.pane)
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Draw; what can wait is done after the first paint."""
        self.draw()
        self.app.after_first_paint(self._keep_run)
        self.app.after_first_paint(_load_decide_screen)
        if self.session.owed:  # an answer without a verdict, from a run of 0.1.0
            self._show_question(self.session.owed.pop())

    def _keep_run(self) -> None:
        """Save a run that has just begun, once its first day is on the screen."""
        self.session.retry()
        for line in self.query(SaveLine):
            line.show(self.session)

    @property
    def pane(self) -> str:
        """The open pane; empty while it has no content, or the panes are being built or removed."""
        try:
            return self.panes.shown
        except NoMatches:
            return ""

    def draw(self) -> None:
        """Draw what has changed since the last drawing."""
        session = self.session
        sight = Sight(session.case, session.state)
        title, question_count = pages.header(session)
        if (title.plain, question_count.plain) != self._head:
            self._head = title.plain, question_count.plain
            self.query_one("#case-head", Static).update(title, layout=False)
            self.query_one("#case-asked", Static).update(question_count)
        wide = self.size.width >= BESIDE
        if wide:
            self.query_one(PatientPanel).show_patient(sight)
        else:
            self.query_one(PatientLine).show_patient(sight)
        self.panes.show(session, sight, self.app.citations, alone=not wide)
        self.query_one(SaveLine).show(session)
        self.refresh_bindings()  # today's questions decide which commands there are

    def on_resize(self) -> None:
        """Move the patient beside the page, or above it."""
        self.draw()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter or a click opens a line: a question, a part of the past, or a value."""
        match message.key:
            case today_page.DECIDE:
                self.action_decide()
            case ("answer", str(name)):
                self._show_question(name)
            case str(name) if message.rows.id == "results-rows":
                self._show_course(name)
            case key:
                self.panes.fold(key)

    def _show_course(self, name: str) -> None:
        self.panes.draw("course")
        if self.panes.course.choose(name):
            self.panes.open("course")
        else:  # a single figure has no course
            self.panes.results.show_value(name, cites=True)

    def action_all_values(self) -> None:
        """Draw all values of the course, or only those that fit."""
        self.panes.course.toggle()

    def action_table(self) -> None:
        """Show the course as a table, or as a drawing."""
        self.panes.course.turn()

    def action_step_day(self, by: int) -> None:
        """Show the day before or after in the course."""
        self.panes.course.step(by)

    def action_find(self) -> None:
        """Search what is known, and show the chosen hit on its day."""
        from trainer.tui.screens.find import FindScreen

        sight = Sight(self.session.case, self.session.state)
        self.ask(FindScreen(sight, self.app.citations), self._show_hit)

    def _show_hit(self, hit: SearchHit) -> None:
        if hit.day == self.session.state.day:
            self.panes.open_today()
        else:
            self.panes.unfold(hit.day, [hit.title, *filter(None, [hit.short])])

    def do(self, move: Move) -> bool:
        """Make a move and draw it; a new day is shown from its top."""
        day = self.session.state.day
        accepted = super().do(move)
        if self.session.state.day != day:
            self.app.clear_notifications()  # they were about the earlier day
            self.panes.open_today()
            self.refresh_bindings()  # the new day may have no questions
        return accepted

    def action_pane(self, name: str) -> None:
        """Show a pane."""
        self.panes.open(name)

    def action_decide(self) -> None:
        """Open the next question; if all are answered, today's last one."""
        case, state = self.session.case, self.session.state
        question = self._offer("decide")
        locked = [d.id for d in case.questions_on.get(state.day, ()) if d.id in state.locks]
        if question is None and not locked:
            self.say("Nothing is asked today.")
            return
        self._show_question(str(question.about) if question else locked[-1])

    def _show_question(self, name: str) -> None:
        from trainer.tui.screens.decide import DecideScreen

        self.app.push_screen(DecideScreen(self.session, name, self.drafts), self.decided)

    def decided(self, go_on: bool | None) -> None:
        """Draw again after a question; ``go_on`` opens the next one, or shows how to go on."""
        self.draw()
        if go_on and self._offer("decide"):
            self.action_decide()
        elif go_on:
            self.panes.open_answered()

    def action_order(self) -> None:
        """Place an order."""
        from trainer.tui.screens.order_entry import OrderEntry

        session = self.session

        def place(order: str, every: int | None) -> str:
            session.do(moves.place(session.case, session.state, order, every))
            return session.saving.reason

        entry = OrderEntry(session.case, lambda: session.state, place, self.app.citations)
        self.app.push_screen(entry, lambda _: self.draw())

    def action_next_day(self) -> None:
        """Go to the next day, or finish if none is left."""
        day_offer = self._day_offer()
        if day_offer is None or not day_offer.allowed:
            self.say(day_offer.why_not if day_offer else "")
        elif day_offer.action == "go_on":
            self.do(lambda c, s: moves.go(c, s, int(day_offer.about)))
        else:
            self.ask(Confirm("Finish the case and see the debrief?"), self._finish)

    def _day_offer(self) -> Offer | None:
        return self._offer("go_on") or self._offer("finish")

    def _finish(self, _: bool) -> None:
        if self.do(moves.finish):
            self.app.debrief(self.session)

    def action_go_to(self) -> None:
        """Ask for a day, and go to it."""
        day_offer = self._offer("go_to")
        if day_offer is not None and not day_offer.allowed:  # refused before a day is typed
            self.say(day_offer.why_not)
            return
        question = f"Go to which day? Today is day {self.session.state.day}."
        self.ask(AskNumber(question), self._go)

    def _go(self, day: int) -> None:
        if self.do(lambda c, s: moves.go(c, s, day)) and self.session.state.day != day:
            self.say(stopped(self.session.case, self.session.state))

    def action_undo(self) -> None:
        """Undo the chosen order in the orders pane, elsewhere today's latest answer."""
        if self.pane == "orders":
            if (order := self.panes.order) is not None:
                self.do(lambda c, s: moves.undo_order(c, s, order.index))
        elif self.pane:
            latest = self._offer("undo")
            self.do(lambda c, s: moves.undo(c, s, str(latest.about) if latest else ""))

    def action_stop_order(self) -> None:
        """Stop the chosen standing order."""
        if (order := self.panes.order) is not None:
            self.do(lambda _, s: moves.stop(s, order.index))

    def action_write_note(self) -> None:
        """Focus the field for a note."""
        self.panes.note.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field keeps the note."""
        event.stop()
        self.action_keep_note()

    def action_keep_note(self) -> None:
        """Keep the note in the field."""
        field = self.panes.note
        if self.do(lambda _, s: moves.note(s, field.value)):
            field.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember the text of the field, which may be gone when the note is kept."""
        self._note = event.value

    def _keep_note(self) -> None:
        """Keep the text still in the field as a note."""
        note, self._note = self._note, ""
        with suppress(moves.Refused):
            self.session.do(moves.note(self.session.state, note))

    def on_unmount(self) -> None:
        """Keep an unfinished note when the learner quits the trainer."""
        self._keep_note()

    def action_leave_note(self) -> None:
        """Leave the field, so that keys are commands again; its text stays."""
        self.panes.open("notes")

    def action_back(self) -> None:
        """Back to today; one escape too many must not leave the case."""
        self.panes.open("today")

    def action_leave(self) -> None:
        """Back to the library."""
        self._keep_note()
        if self.session.saving.problem is None:  # else the app reports the problem
            self.say("All is saved.")
        self.app.library()

    def _offer(self, action: Action) -> Offer | None:
        return offer(self.session.case, self.session.state, action)
