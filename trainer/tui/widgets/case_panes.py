"""The six panes of a case, in tabs."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static, TabbedContent, TabPane

from trainer.engine.moves import LONGEST_TEXT
from trainer.session import Session
from trainer.tui.widgets import pages
from trainer.tui.widgets.course_pane import CoursePane
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.orders_pane import OrdersPane
from trainer.tui.widgets.results_pane import ResultsPane

PANES = ("today", "timeline", "results", "course", "orders", "notes")
_PAGES = {"today": pages.today, "timeline": pages.timeline, "notes": pages.notes}
_LISTS: dict[str, type[ResultsPane | CoursePane | OrdersPane]] = {
    "results": ResultsPane,
    "course": CoursePane,
    "orders": OrdersPane,
}
_NOTE = "A note on today: enter to write, enter to keep"


class CasePanes(Vertical):
    """Shows a session."""

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._stale: set[str] = set()
        """The panes that show an older state."""

    def compose(self) -> ComposeResult:
        """A tab for each."""
        with TabbedContent(id="case-panes", initial="today"):
            for number, name in enumerate(PANES, 1):
                with TabPane(f"{number} {name.capitalize()}", id=name):
                    if name == "notes":
                        yield LineInput(id="note", placeholder=_NOTE, max_length=LONGEST_TEXT)
                    if name in _LISTS:
                        yield _LISTS[name]()
                    else:
                        text = Static(id=f"{name}-text", classes="case-text")
                        yield VerticalScroll(text, id=f"{name}-page", classes="case-page")

    @property
    def active(self) -> str:
        """The pane in front; nothing while the panes are coming or going."""
        return next((tabs.active for tabs in self.query(TabbedContent)), "")

    @property
    def chosen_order(self) -> int | None:
        """The engine's number of the order the list of orders stands on."""
        return self.query_one(OrdersPane).chosen

    @property
    def note(self) -> Input:
        """Where a note is written; what is in it is not yet kept."""
        return self.query_one("#note", Input)

    def show(self, session: Session) -> None:
        """Draw the pane in front, and each other once it comes to the front."""
        self._session, self._stale = session, set(PANES)
        self.draw(self.active)

    def draw(self, pane: str) -> None:
        """Draw a pane if it shows an older state."""
        # Nothing where the app is left before the panes are there.
        if self._session is None or pane not in self._stale or not self.query("#notes-text"):
            return
        self._stale.remove(pane)
        if pane in _LISTS:
            self.query_one(_LISTS[pane]).show(self._session)
        else:
            self.query_one(f"#{pane}-text", Static).update(_PAGES[pane](self._session))

    def open(self, pane: str) -> None:
        """Bring a pane to the front and the keys into it."""
        self.draw(pane)
        self.query_one(TabbedContent).active = pane
        self.query_one(_LISTS[pane].KEYS if pane in _LISTS else f"#{pane}-page").focus()

    def open_today(self) -> None:
        """Today from its top."""
        self.open("today")
        self.query_one("#today-page", VerticalScroll).scroll_home(animate=False)
