"""A case being played: its days, results, course, orders and notes."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Static, TabbedContent

from trainer.engine import moves, views
from trainer.engine.events import Event
from trainer.engine.offers import Action, Offer, offer
from trainer.session import Session
from trainer.tui.commands import Command, Letter, bindings
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.widgets import pages
from trainer.tui.widgets.answer_form import Draft
from trainer.tui.widgets.case_panes import PANES, CasePanes
from trainer.tui.widgets.dialogs import AskNumber, Confirm
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.save_line import SaveLine


class CaseScreen(Screen[None]):
    """Owns the session; panes are drawn again from it after each move."""

    COMMAND_LIST = (
        Command("decide", Letter.DECIDE, "Decide", "Answer today's open decision.", footer=True),
        Command("order", Letter.ORDER, "Order", "Order a test, treatment or consult.", footer=True),
        Command(
            "next_day",
            Letter.NEXT,
            "Next",
            "The next day with an event; finish at last.",
            footer=True,
        ),
        Command("go_to", Letter.GO_TO, "Go to", "Go to a later day by its number.", footer=True),
        Command("glossary", Letter.TERMS, "Terms", "Look up an abbreviation."),
        Command(
            "undo",
            Letter.UNDO,
            "Undo",
            "Undo the order chosen; in an exam the latest answer of today.",
        ),
        Command("stop_order", Letter.END_ORDER, "End order", "End the standing order chosen."),
        Command(
            "retry", Letter.SAVE_AGAIN, "Save again", "Try again to save what could not be saved."
        ),
        *(
            Command(f"pane('{name}')", str(i), name.capitalize(), f"Show {name}.")
            for i, name in enumerate(PANES, 1)
        ),
        Command("write_note", "enter", "Write", "Into the field for a note.", footer=True),
        Command("back", "escape", "Today", "Out of a note, or back to today.", footer=True),
        Command(
            "leave", Letter.LIBRARY, "Library", "Back to the library; all is saved.", footer=True
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    #case-head { height: 1; padding: 0 2; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.drafts: dict[str, Draft] = {}
        self._note = ""

    @property
    def scene(self) -> object:
        """The page, and where the run stands."""
        return self.pane, self.session.state

    @property
    def panes(self) -> CasePanes:
        """The panes."""
        return self.query_one(CasePanes)

    def compose(self) -> ComposeResult:
        """The day above, panes below."""
        yield Static(id="case-head")
        yield CasePanes()
        yield SaveLine()
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Only what can be done now stands in the footer and the palette."""
        if action == "write_note":
            return self.pane == "notes"
        if action == "back":
            return self.pane != "today"
        return action != "retry" or self.session.saving.problem is not None

    def on_case_panes_opened(self, message: CasePanes.Opened) -> None:
        """The footer follows."""
        message.stop()
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Draw."""
        self.draw()
        self.query_one("#today-page").focus()
        if self.session.owed:  # from a run of 0.1.0: what was locked and not yet answered
            owed = DecideScreen(self.session, self.session.owed.pop(), self.drafts)
            self.app.push_screen(owed, self.decided)

    @property
    def pane(self) -> str:
        """The pane that is shown; nothing while the panes are coming or going."""
        return next((tabs.active for tabs in self.query(TabbedContent)), "")

    def draw(self) -> None:
        """Draw every pane from the session."""
        session = self.session
        self.query_one("#case-head", Static).update(pages.header(session))
        self.panes.show(session)
        self.query_one(SaveLine).show(session)

    def do(self, *moved: Event) -> None:
        """Apply moves and draw."""
        before = self.session.state.day
        self.session.do(*moved)
        self.draw()
        if self.session.state.day != before:
            self.app.clear_notifications()  # what was said of another day
            self.panes.open_today()

    def action_pane(self, name: str) -> None:
        """Show a pane."""
        self.panes.open(name)

    def action_decide(self) -> None:
        """Answer what is open, else look at what was answered last."""
        case, state = self.session.case, self.session.state
        asked = self._offer("decide")
        done = [d.id for d in case.decisions_on.get(state.day, ()) if d.id in state.locks]
        if asked is None and not done:
            self._say("Nothing is asked today.")
            return
        name = done[-1] if asked is None else str(asked.about)
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

        self.app.push_screen(OrderEntry(self.session), lambda _: self.draw())

    def action_glossary(self) -> None:
        """Look up a term."""
        from trainer.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(views.glossary(self.session.case, self.session.state)))

    def action_next_day(self) -> None:
        """Go on, or finish on the last day."""
        way = self._offer("go_on") or self._offer("finish")
        if way is None or not way.allowed:
            self._say(way.why_not if way else "")
        elif way.action == "go_on":
            self.do(moves.go(self.session.case, self.session.state, int(way.about)))
        else:
            self.app.push_screen(Confirm("Finish the case and see the debrief?"), self._finish)

    def _finish(self, yes: bool | None) -> None:
        if yes:
            self.do(moves.finish(self.session.case, self.session.state))
            self.app.debrief(self.session)  # type: ignore[attr-defined]

    def action_go_to(self) -> None:
        """Ask for a day."""
        case, state = self.session.case, self.session.state
        last = case.scenario.clock.last_day
        way = self._offer("go_to")
        if way is not None and not way.allowed:  # said before a day is typed, not after
            self._say(way.why_not)
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
            if self.panes.active == "orders":
                index = self.panes.chosen_order
                if index is not None:
                    self.do(moves.undo_order(self.session.case, state, index))
                return
            latest = self._offer("undo")
            self.do(moves.undo(self.session.case, state, str(latest.about) if latest else ""))
        except moves.Refused as why:
            self._say(str(why))

    def action_stop_order(self) -> None:
        """Stop the chosen standing order."""
        index = self.panes.chosen_order
        if index is None:
            return
        try:
            self.do(moves.stop(self.session.state, index))
        except moves.Refused as why:
            self._say(str(why))

    def action_write_note(self) -> None:
        """Into the field."""
        self.panes.note.focus()

    def on_case_panes_noted(self, message: CasePanes.Noted) -> None:
        """Keep a note."""
        message.stop()
        try:
            self.do(moves.note(self.session.state, message.text))
        except moves.Refused as why:
            self._say(str(why))
            return
        self.panes.note.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember a note that is being written: its field may be gone when it is kept."""
        event.stop()
        self._note = event.value

    def _keep_note(self) -> None:
        """Keep what is still in the field."""
        note, self._note = self._note, ""
        with suppress(moves.Refused):
            self.session.do(moves.note(self.session.state, note))

    def on_unmount(self) -> None:
        """Keep what was being written when the trainer is left altogether."""
        self._keep_note()

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.retry()
        self.draw()

    def action_back(self) -> None:
        """Out of a note, or back to today; never out of the case: one escape too many is none."""
        if self.focused is self.panes.note:
            self.panes.open("notes")
        else:
            self.panes.open("today")

    def action_leave(self) -> None:
        """Back to the library."""
        self._keep_note()
        saved = self.session.saving.problem is None
        self.notify("All is saved." if saved else "Some of it is not saved.", markup=False)
        self.app.library()  # type: ignore[attr-defined]

    def _offer(self, action: Action) -> Offer | None:
        return offer(self.session.case, self.session.state, action)

    def _say(self, text: str) -> None:
        self.notify(text, markup=False)
