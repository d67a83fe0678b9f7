"""The six pages of a case, in tabs."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, Static, TabbedContent, TabPane

from trainer.engine.moves import LONGEST_TEXT
from trainer.engine.views import OrderView
from trainer.presentation.sight import Sight
from trainer.session import Session
from trainer.tui.keymap import keymap_in
from trainer.tui.widgets import pages, today_page
from trainer.tui.widgets.course_pane import CoursePane
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.orders_pane import OrdersPane
from trainer.tui.widgets.results_pane import ResultsPane
from trainer.tui.widgets.rows import Rows, of_page

if TYPE_CHECKING:
    from trainer.tui.learner_app import LearnerApp

PANES = ("today", "history", "results", "course", "orders", "notes")
_LISTS: dict[str, type[ResultsPane | CoursePane | OrdersPane]] = {
    "results": ResultsPane,
    "course": CoursePane,
    "orders": OrdersPane,
}
_NOTE = "A note on today"


def _inside(pane: str) -> Iterator[Widget]:
    """The widgets of a pane."""
    if pane in _LISTS:
        yield _LISTS[pane]()
    elif pane == "history":
        yield Rows(id="history-page", classes="case-page")
    else:
        yield LineInput(id="note", placeholder=_NOTE, max_length=LONGEST_TEXT)
        text = Static(id="notes-text", classes="case-text")
        yield VerticalScroll(text, id="notes-page", classes="case-page")


class CasePanes(Vertical):
    """Shows what the learner may see of a run."""

    app: LearnerApp

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._sight: Sight | None = None
        self._cites = False
        self._alone = True
        self._unfolded: set[Hashable] = set()
        self._today_size = Size(0, 0)
        self._stale: set[str] = set()
        """The panes that show an older state."""
        self._filled = False
        """Whether the panes other than today have their widgets."""

    def compose(self) -> ComposeResult:
        """A tab for each pane; only today has its widgets at first."""
        with TabbedContent(id="case-panes", initial="today"):
            for number, name in enumerate(PANES, 1):
                with TabPane(f"{number} {name.capitalize()}", id=name):
                    if name == "today":
                        yield Rows(id="today-page", classes="case-page")

    def on_mount(self) -> None:
        """Fill the other panes after the first paint, which needs only today."""
        self.app.after_first_paint(self._fill)

    async def _fill(self) -> None:
        async with self.batch():  # these panes are hidden: no repaint is needed
            for pane in self.query(TabPane).exclude("#today"):
                await pane.mount_all(_inside(str(pane.id)))
        self._filled = True
        if self.active not in ("", "today"):  # opened while it was empty
            self.open(self.active)
            self.screen.refresh_bindings()

    @property
    def active(self) -> str:
        """The open pane; empty while the panes are being mounted or removed."""
        try:  # called at each key: Textual caches the query
            return self.query_one(TabbedContent).active
        except NoMatches:
            return ""

    @property
    def shown(self) -> str:
        """The open pane; empty while it has no widgets."""
        active = self.active
        return active if self._filled or active == "today" else ""

    @property
    def today(self) -> Rows:
        """The page of today."""
        return self.query_one("#today-page", Rows)

    @property
    def results(self) -> ResultsPane:
        """The page of the results."""
        return self.query_one(ResultsPane)

    @property
    def course(self) -> CoursePane:
        """The page of the course."""
        return self.query_one(CoursePane)

    @property
    def order(self) -> OrderView | None:
        """The order chosen in the list of orders; None if there is no list yet."""
        return self.query_one(OrdersPane).chosen if self._filled else None

    @property
    def note(self) -> Input:
        """The field for a note; its text is not saved yet."""
        return self.query_one("#note", Input)

    def show(self, session: Session, sight: Sight, cites: bool, alone: bool) -> None:
        """Draw the open pane now, and each other pane when it is opened.

        ``cites`` adds citations. ``alone``: there is no patient panel beside the pane.
        """
        wanted = (sight, cites, alone)
        if wanted == (self._sight, self._cites, self._alone):
            return
        if self._sight is not None and self._sight.state.day != sight.state.day:
            self._unfolded.clear()
            self.today.forget()
        self._session, self._stale = session, set(PANES)
        self._sight, self._cites, self._alone = wanted
        self.draw(self.active)

    def draw(self, pane: str) -> None:
        """Draw a pane if it shows an older state."""
        session, sight = self._session, self._sight
        if session is None or sight is None or pane not in self._stale:
            return
        # The app may be left before the panes have their widgets.
        if not self.query(f"#{pane} > *"):
            return
        self._stale.remove(pane)
        if pane == "today":
            self._show_today(sight)
        elif pane == "history":
            page = pages.history(session, self._cites)
            self.query_one("#history-page", Rows).show(of_page(page))
        elif pane == "notes":
            self.query_one("#notes-text", Static).update(pages.notes(session))
        else:
            self.query_one(_LISTS[pane]).show(sight, self._cites)

    def _show_today(self, sight: Sight) -> None:
        self._today_size = self.today.size
        view = (sight, self._unfolded, self._cites, self._alone)
        keymap = keymap_in(self.app)
        self.today.show(today_page.rows(*view, keymap=keymap))
        if not self.today.fits(today_page.DECIDE):
            self.today.show(today_page.rows(*view, question_first=True, keymap=keymap))

    def on_resize(self) -> None:
        """Keep the question in sight."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self.query("#today-page") and self.today.size != self._today_size:
            self._stale.add("today")
            self.draw(self.active)

    def fold(self, key: Hashable) -> None:
        """Unfold a part of the past, or fold it again."""
        self._unfolded ^= {key}
        self._stale.add("today")
        self.draw("today")
        if key in self._unfolded:
            self.today.show_whole(key)

    def unfold(self, key: Hashable, names: Collection[str]) -> None:
        """Open today with a part of the past unfolded, at the first line with one of ``names``."""
        self.open("today")
        if key not in self._unfolded:
            self.fold(key)
        self.today.reveal(key, names)

    def open(self, pane: str) -> None:
        """Open a pane and focus it."""
        self.draw(pane)
        self.query_one(TabbedContent).active = pane
        for page in self.query(_LISTS[pane].KEYS if pane in _LISTS else f"#{pane}-page"):
            page.focus()

    def open_today(self) -> None:
        """Open today at its top."""
        self.open("today")
        self.today.scroll_home(animate=False)

    def open_answered(self) -> None:
        """Open today at an answered question; above it stand what the answers revealed and how to
        go on.
        """
        self.open("today")
        self.today.show_whole(self.today.key)
