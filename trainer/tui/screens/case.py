"""A case being played: its days, results, course, orders and notes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Input, Static, TabbedContent, TabPane

from trainer.engine import moves, views
from trainer.engine.events import Event
from trainer.session import Session
from trainer.tui.commands import Command, bindings
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.widgets import pages
from trainer.tui.widgets.answer_form import Draft
from trainer.tui.widgets.course_pane import CoursePane
from trainer.tui.widgets.dialogs import AskNumber, Confirm
from trainer.tui.widgets.orders_pane import OrdersPane
from trainer.tui.widgets.results_pane import ResultsPane
from trainer.tui.widgets.save_line import SaveLine

PANES = ("today", "timeline", "results", "course", "orders", "notes")


class CaseScreen(Screen[None]):
    """Owns the session; panes are drawn again from it after each move."""

    COMMAND_LIST = (
        Command("decide", "d", "Decide", "Answer today's open decision.", footer=True),
        Command("order", "o", "Order", "Order a test, treatment or consult.", footer=True),
        Command(
            "next_day", "n", "Next", "The next day with an event; finish at last.", footer=True
        ),
        Command("go_to", "g", "Go to", "Go to a later day by its number.", footer=True),
        Command("glossary", "x", "Terms", "Look up an abbreviation."),
        Command(
            "undo", "u", "Undo", "Undo the latest decision of today not yet revealed, or order."
        ),
        Command("stop_order", "s", "Stop order", "Stop the standing order chosen in the list."),
        Command("retry", "r", "Save again", "Try again to save what could not be saved."),
        *(
            Command(f"pane('{name}')", str(i), name.capitalize(), f"Show {name}.")
            for i, name in enumerate(PANES, 1)
        ),
        Command("back", "escape", "Today", "Back to today; out of a note."),
        Command("leave", "q", "Library", "Back to the library; all is saved.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    #case-head { height: 1; padding: 0 2; }
    #case-panes { height: 1fr; }
    .case-page { height: 1fr; padding: 1 2 0 2; }
    .case-text { height: auto; max-width: 110; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.drafts: dict[str, Draft] = {}

    def compose(self) -> ComposeResult:
        """The day above, panes below."""
        yield Static(id="case-head")
        with TabbedContent(id="case-panes", initial="today"):
            for i, name in enumerate(PANES, 1):
                with TabPane(f"{i} {name.capitalize()}", id=name):
                    if name == "results":
                        yield ResultsPane(id="case-results")
                    elif name == "course":
                        yield CoursePane(id="case-course")
                    elif name == "orders":
                        yield OrdersPane(id="case-orders")
                    else:
                        if name == "notes":
                            yield Input(id="note", placeholder="A note on today; enter keeps it")
                        with VerticalScroll(classes="case-page", id=f"{name}-page"):
                            yield Static(id=f"{name}-text", classes="case-text")
        yield SaveLine()
        yield Footer()

    def on_mount(self) -> None:
        """Draw."""
        self.draw()
        self.query_one("#today-page").focus()

    def draw(self) -> None:
        """Draw every pane from the session."""
        session = self.session
        self.query_one("#case-head", Static).update(pages.header(session))
        self.query_one("#today-text", Static).update(pages.today(session))
        self.query_one("#timeline-text", Static).update(pages.timeline(session))
        self.query_one("#notes-text", Static).update(pages.notes(session))
        self.query_one(ResultsPane).show(session)
        self.query_one(CoursePane).show(session)
        self.query_one(OrdersPane).show(session)
        self.query_one(SaveLine).show(session)

    def do(self, *moved: Event) -> None:
        """Apply moves and draw."""
        before = self.session.state.day
        self.session.do(*moved)
        self.draw()
        if self.session.state.day != before:
            self._show("today")
            self.query_one("#today-page", VerticalScroll).scroll_home(animate=False)

    def _show(self, pane: str) -> None:
        self.query_one("#case-panes", TabbedContent).active = pane
        focus = {"results": "#results-table", "course": "#course-list", "orders": "#orders-list"}
        self.query_one(focus.get(pane, f"#{pane}-page")).focus()

    def action_pane(self, name: str) -> None:
        """Show a pane; in the notes one can write at once."""
        self._show(name)
        if name == "notes":
            self.query_one("#note").focus()

    def action_decide(self) -> None:
        """Answer what is open, else look at what was answered last."""
        case, state = self.session.case, self.session.state
        decision = views.next_decision(case, state)
        if decision is None:
            done = [d for d in case.decisions_on.get(state.day, ()) if d.id in state.locks]
            hidden = [d for d in done if not state.locks[d.id].revealed]
            if not done:
                self._say("Nothing is asked today.")
                return
            decision = hidden[0] if hidden else done[-1]
        self.app.push_screen(DecideScreen(self.session, decision.id, self.drafts), self._decided)

    def _decided(self, go_on: bool | None) -> None:
        self.draw()
        if go_on and views.open_decisions(self.session.case, self.session.state):
            self.action_decide()
        elif go_on:
            self._show("today")
            self.query_one("#today-page", VerticalScroll).scroll_home(animate=False)

    def action_order(self) -> None:
        """Place an order."""
        from trainer.tui.screens.order_entry import OrderEntry

        self.app.push_screen(OrderEntry(self.session), lambda _: self.draw())

    def action_glossary(self) -> None:
        """Look up a term."""
        from trainer.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(views.glossary(self.session.case, self.session.state)))

    def action_next_day(self) -> None:
        """Go on, or finish on the last day."""
        case, state = self.session.case, self.session.state
        day = views.next_event_day(case, state)
        try:
            if day is not None:
                self.do(moves.go(case, state, day))
                return
            moves.finish(case, state)
        except moves.Refused as why:
            self._say(str(why))
            return
        self.app.push_screen(Confirm("Finish the case and see the debrief?"), self._finish)

    def _finish(self, yes: bool | None) -> None:
        if yes:
            self.do(moves.finish(self.session.case, self.session.state))
            self.app.debrief(self.session)  # type: ignore[attr-defined]

    def action_go_to(self) -> None:
        """Ask for a day."""
        case, state = self.session.case, self.session.state
        last = case.scenario.clock.last_day
        try:
            moves.go(case, state, min(state.day + 1, last))
        except moves.Refused as why:  # said before a day is typed, not after
            self._say(str(why))
            return
        question = f"Go to which day, {state.day + 1} to {last}?"
        self.app.push_screen(AskNumber(question), self._go)

    def _go(self, day: int | None) -> None:
        if day is None:
            return
        try:
            self.do(moves.go(self.session.case, self.session.state, day))
        except moves.Refused as why:
            self._say(str(why))
            return
        if self.session.state.day != day:
            self._say(f"Stopped on day {self.session.state.day}: it asks for a decision.")

    def action_undo(self) -> None:
        """Undo an order in its pane, elsewhere the latest decision of today."""
        state = self.session.state
        try:
            if self.query_one("#case-panes", TabbedContent).active == "orders":
                index = self.query_one(OrdersPane).chosen
                if index is not None:
                    self.do(moves.undo_order(self.session.case, state, index))
                return
            undoable = [n for n, k in state.locks.items() if k.day == state.day and not k.revealed]
            self.do(moves.undo(state, undoable[-1] if undoable else ""))
        except moves.Refused as why:
            self._say(str(why))

    def action_stop_order(self) -> None:
        """Stop the chosen standing order."""
        index = self.query_one(OrdersPane).chosen
        if index is None:
            return
        try:
            self.do(moves.stop(self.session.state, index))
        except moves.Refused as why:
            self._say(str(why))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep a note."""
        event.stop()
        try:
            self.do(moves.note(self.session.state, event.value))
        except moves.Refused as why:
            self._say(str(why))
            return
        event.input.value = ""

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.retry()
        self.draw()

    def action_back(self) -> None:
        """Back to today; never out of the case, so that one escape too many does no harm."""
        self._show("today")

    def action_leave(self) -> None:
        """Back to the library."""
        saved = self.session.saving.problem is None
        self.notify("All is saved." if saved else "Some of it is not saved.", markup=False)
        self.app.library()  # type: ignore[attr-defined]

    def _say(self, text: str) -> None:
        self.notify(text, markup=False)
