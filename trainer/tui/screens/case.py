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
"""What the engine offers or not, by command."""
_UNDO = "Undo the order chosen; in an exam the latest answer of today."
_RETRY = "Try again to save what could not be saved."
BESIDE = 110
"""From so many columns on the patient stands beside each page."""


def _load_questions() -> None:
    # The first paint does not wait for them, nor should the first key.
    from trainer.tui.screens import decide  # noqa: F401


class CaseScreen(PlayScreen[None]):
    """The day above, and the panes."""

    COMMAND_LIST = (
        Command("decide", Letter.DECIDE, "Decide", "Answer today's open question.", footer=True),
        Command("order", Letter.ORDER, "Order", "Order a test, treatment or consult.", footer=True),
        Command(
            "next_day", Letter.NEXT, "Next", "The next day with an event; finish at last.", True
        ),
        Command("find", "slash", "Find", "Search all that is known so far.", footer=True),
        CITATIONS,
        Command("all_values", "space", "Values", "Draw every value, or those that fit."),
        Command("table", Letter.THEME, "Table", "The course as a table, or drawn."),
        Command("step_day(-1)", "left", "Day before", "What the day before in the course told."),
        Command("step_day(1)", "right", "Day after", "What the day after in the course told."),
        Command("go_to", Letter.GO_TO, "Go to", "Go to a later day by its number."),
        Command("glossary", Letter.TERMS, "Terms", "Look up an abbreviation."),
        Command("undo", Letter.UNDO, "Undo", _UNDO),
        Command("stop_order", Letter.END_ORDER, "End order", "End the standing order chosen."),
        Command("retry", Letter.SAVE_AGAIN, "Save again", _RETRY),
        *(
            Command(f"pane('{name}')", str(i), name.capitalize(), f"Show {name}.")
            for i, name in enumerate(PANES, 1)
        ),
        Command("write_note", "enter", "Write", "Into the field for a note.", footer=True),
        Command("keep_note", "enter", "Keep", "Keep the note that is written.", footer=True),
        Command("leave_note", "escape", "Leave", "Out of the field for a note.", footer=True),
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
        """The day above, as it was drawn last."""

    @property
    def scene(self) -> object:
        """The page, and where the run stands."""
        return self.pane, self.session.state

    @property
    def panes(self) -> CasePanes:
        """The panes."""
        return self.query_one(CasePanes)

    def compose(self) -> ComposeResult:
        """The day above; the pages, and beside them the patient where there is room."""
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
        """Why a command cannot be done now, as the engine says."""
        case, state = self.session.case, self.session.state
        if command == "next_day":
            return way.why_not if (way := self._way_on()) else ""
        if self.pane == "orders" and (order := self.panes.order) is not None:
            if command == "undo":
                return no_undo_order(case, state, order.index)
            if command == "stop_order":
                return no_stop(state, order.index)
        way = self._offer(OFFERED[command]) if command in OFFERED else None
        return way.why_not if way else ""

    def places(self) -> Iterable[Destination]:
        """The days, findings and questions that are known by now."""
        return case_places(self.session, self.panes.open, self._show_question)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now stands in the footer and the palette."""
        writing = self.focused is not None and self.focused.id == "note"
        if action == "write_note":
            return self.pane == "notes" and not writing
        if action in ("keep_note", "leave_note"):
            return writing
        if action == "back":
            return self.pane != "today"
        if action == "stop_order":  # on other pages nobody sees which one is chosen
            return self.pane == "orders"
        if action in ("all_values", "table"):
            return self.pane == "course" and self.panes.course.curves
        if action.startswith("step_day"):
            return self.pane == "course"
        if action == "decide":
            return bool(self.session.case.questions_on.get(self.session.state.day))
        return super().check_action(action, parameters)

    def on_tabbed_content_tab_activated(self) -> None:
        """By key or mouse; the footer follows."""
        self.panes.draw(self.pane)
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Draw."""
        self.draw()
        self.app.after_first_paint(self._keep_run)
        self.app.after_first_paint(_load_questions)
        if self.session.owed:  # from a run of 0.1.0: what was locked and not yet answered
            self._show_question(self.session.owed.pop())

    def _keep_run(self) -> None:
        """A run that has just begun is saved once its first day can be read."""
        self.session.retry()
        for line in self.query(SaveLine):
            line.show(self.session)

    @property
    def pane(self) -> str:
        """The pane that is shown; nothing while it is empty, or the panes are coming or going."""
        try:
            return self.panes.shown
        except NoMatches:
            return ""

    def draw(self) -> None:
        """Draw what has changed since it was drawn."""
        session = self.session
        sight = Sight(session.case, session.state)
        called, question_count = pages.header(session)
        if (called.plain, question_count.plain) != self._head:
            self._head = called.plain, question_count.plain
            self.query_one("#case-head", Static).update(called, layout=False)
            self.query_one("#case-asked", Static).update(question_count)
        wide = self.size.width >= BESIDE
        if wide:
            self.query_one(PatientPanel).tell(sight)
        else:
            self.query_one(PatientLine).tell(sight)
        self.panes.show(session, sight, self.app.citations, alone=not wide)
        self.query_one(SaveLine).show(session)
        self.refresh_bindings()  # what is asked today, and so what can be done

    def on_resize(self) -> None:
        """The patient goes beside the page, or above it."""
        self.draw()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter or a click on a line: a question, a part of the past, a value."""
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
        else:  # one figure is no course
            self.panes.results.tell(name, cites=True)

    def action_all_values(self) -> None:
        """Every value in the course, or those that fit."""
        self.panes.course.toggle()

    def action_table(self) -> None:
        """The course as a table, or drawn."""
        self.panes.course.turn()

    def action_step_day(self, by: int) -> None:
        """To a neighbouring day of the course."""
        self.panes.course.step(by)

    def action_find(self) -> None:
        """Search what is known; what is chosen there is shown on its day."""
        from trainer.tui.screens.find import FindScreen

        sight = Sight(self.session.case, self.session.state)
        self.ask(FindScreen(sight, self.app.citations), self._found)

    def _found(self, hit: SearchHit) -> None:
        if hit.day == self.session.state.day:
            self.panes.open_today()
        else:
            self.panes.unfold(hit.day, [hit.title, *filter(None, [hit.short])])

    def do(self, move: Move) -> bool:
        """Make a move and draw; a new day from its top."""
        before = self.session.state.day
        done = super().do(move)
        if self.session.state.day != before:
            self.app.clear_notifications()  # what was said of another day
            self.panes.open_today()
            self.refresh_bindings()  # another day may ask for nothing
        return done

    def action_pane(self, name: str) -> None:
        """Show a pane."""
        self.panes.open(name)

    def action_decide(self) -> None:
        """Answer what is open, else look at what was answered last."""
        case, state = self.session.case, self.session.state
        question = self._offer("decide")
        done = [d.id for d in case.questions_on.get(state.day, ()) if d.id in state.locks]
        if question is None and not done:
            self.say("Nothing is asked today.")
            return
        self._show_question(str(question.about) if question else done[-1])

    def _show_question(self, name: str) -> None:
        from trainer.tui.screens.decide import DecideScreen

        self.app.push_screen(DecideScreen(self.session, name, self.drafts), self.decided)

    def decided(self, go_on: bool | None) -> None:
        """Back from a question; ``go_on`` asks for the next one."""
        self.draw()
        if go_on and self._offer("decide"):
            self.action_decide()
        elif go_on:
            self.panes.open_today()

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
        """Go on, or finish where nothing comes after today."""
        way = self._way_on()
        if way is None or not way.allowed:
            self.say(way.why_not if way else "")
        elif way.action == "go_on":
            self.do(lambda c, s: moves.go(c, s, int(way.about)))
        else:
            self.ask(Confirm("Finish the case and see the debrief?"), self._finish)

    def _way_on(self) -> Offer | None:
        return self._offer("go_on") or self._offer("finish")

    def _finish(self, _: bool) -> None:
        if self.do(moves.finish):
            self.app.debrief(self.session)

    def action_go_to(self) -> None:
        """Ask for a day."""
        way = self._offer("go_to")
        if way is not None and not way.allowed:  # said before a day is typed, not after
            self.say(way.why_not)
            return
        question = f"Go to which day? Today is day {self.session.state.day}."
        self.ask(AskNumber(question), self._go)

    def _go(self, day: int) -> None:
        if self.do(lambda c, s: moves.go(c, s, day)) and self.session.state.day != day:
            self.say(stopped(self.session.case, self.session.state))

    def action_undo(self) -> None:
        """Undo an order in its pane, elsewhere the latest answer of today."""
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
        """Into the field."""
        self.panes.note.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_keep_note()

    def action_keep_note(self) -> None:
        """Keep the note in the field."""
        field = self.panes.note
        if self.do(lambda _, s: moves.note(s, field.value)):
            field.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember a note that is being written: its field may be gone when it is kept."""
        self._note = event.value

    def _keep_note(self) -> None:
        """Keep what is still in the field."""
        note, self._note = self._note, ""
        with suppress(moves.Refused):
            self.session.do(moves.note(self.session.state, note))

    def on_unmount(self) -> None:
        """Keep what was being written when the trainer is left altogether."""
        self._keep_note()

    def action_leave_note(self) -> None:
        """Keys are commands again; what is in the field stays."""
        self.panes.open("notes")

    def action_back(self) -> None:
        """Back to today; never out of the case: one escape too many is none."""
        self.panes.open("today")

    def action_leave(self) -> None:
        """Back to the library."""
        self._keep_note()
        if self.session.saving.problem is None:  # what is not saved the app says
            self.say("All is saved.")
        self.app.library()

    def _offer(self, action: Action) -> Offer | None:
        return offer(self.session.case, self.session.state, action)
