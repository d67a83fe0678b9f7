"""The six panes of a case, in tabs."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
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
_KEYS_GO_TO = {"results": "#results-table", "course": "#course-list", "orders": "#orders-list"}


class CasePanes(Vertical):
    """Shows a session; posts ``Opened`` and ``Noted``."""

    class Opened(Message):
        """Another pane is in front."""

    @dataclass
    class Noted(Message):
        """A note was written."""

        text: str

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._stale: set[str] = set()
        """The panes that show an older state."""

    def compose(self) -> ComposeResult:
        """A tab for each."""
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
                            yield LineInput(
                                id="note",
                                placeholder="A note on today: enter to write, enter to keep",
                                max_length=LONGEST_TEXT,
                            )
                        with VerticalScroll(classes="case-page", id=f"{name}-page"):
                            yield Static(id=f"{name}-text", classes="case-text")

    @property
    def active(self) -> str:
        """The pane in front."""
        return self.query_one(TabbedContent).active

    @property
    def chosen_order(self) -> int | None:
        """The engine's number of the order the list of orders stands on."""
        return self.query_one(OrdersPane).chosen

    def show(self, session: Session) -> None:
        """Draw the pane in front, and each other once it comes to the front."""
        self._session, self._stale = session, set(PANES)
        self._draw(self.active)

    def _draw(self, pane: str) -> None:
        # Nothing where the app is left before the panes are there.
        if self._session is None or pane not in self._stale or not self.query("#notes-text"):
            return
        self._stale.remove(pane)
        match pane:
            case "results":
                self.query_one(ResultsPane).show(self._session)
            case "course":
                self.query_one(CoursePane).show(self._session)
            case "orders":
                self.query_one(OrdersPane).show(self._session)
            case _:
                self.query_one(f"#{pane}-text", Static).update(_PAGES[pane](self._session))

    def open(self, pane: str) -> None:
        """Bring a pane to the front and the keys into it."""
        self._draw(pane)
        self.query_one(TabbedContent).active = pane
        self.query_one(_KEYS_GO_TO.get(pane, f"#{pane}-page")).focus()

    def open_today(self) -> None:
        """Today from its top."""
        self.open("today")
        self.query_one("#today-page", VerticalScroll).scroll_home(animate=False)

    @property
    def note(self) -> Input:
        """Where a note is written; what is in it is not yet kept."""
        return self.query_one("#note", Input)

    def on_tabbed_content_tab_activated(self) -> None:
        """By key or mouse."""
        self._draw(self.active)
        self.post_message(self.Opened())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep a note."""
        self.post_message(self.Noted(event.value))
