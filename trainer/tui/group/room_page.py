"""The room's page on the projector, which follows the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.message import Message
from textual.visual import VisualType
from textual.widgets import Static

from trainer.engine.events import Finished
from trainer.engine.moves import Refused
from trainer.group.events import DEVICE_EVENTS, GroupEvent, Stamped
from trainer.group.offers import Phase, phase_of
from trainer.group.session import MOVED_ON, GroupSession, Move
from trainer.group.state import GroupState
from trainer.tui.group.base import SessionScreen
from trainer.tui.group.frame import HeadLine, NotSaved, VoteSide
from trainer.tui.group.pages import day_page, locked_page, numbered, reasons_page
from trainer.tui.group.reveal import revealed_page
from trainer.tui.group.votes import result_page
from trainer.tui.widgets.indented import BLANK, Indented, plain
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.question_page import question_page

if TYPE_CHECKING:
    from trainer.group.web import Server


LARGE = 110
"""Columns from which a question's number is drawn in large figures."""


class Happened(Message):
    """An event of the session, posted from any thread."""

    def __init__(self, event: GroupEvent) -> None:
        super().__init__()
        self.event = event


class RoomPage(SessionScreen[None], inherit_bindings=False):
    """Follows the session: its events, and the pages that the facilitator's own page turns to."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012 - as Textual has it

    def __init__(self, session: GroupSession, server: Server | None = None) -> None:
        super().__init__()
        self.session = session
        self.server = server

    def compose(self) -> ComposeResult:
        """Day above, page in the middle, votes at its side."""
        yield HeadLine(id="room-head")
        with Horizontal(id="room-body"):
            with VerticalScroll(id="room-page"):
                yield Static(id="room-text")
            yield VoteSide()
        yield NotSaved()
        yield KeyLine()

    def on_mount(self) -> None:
        """Listen to the session, and draw."""
        self._stop = self.session.listen(self._post_event)
        self.query_one("#room-page").focus()
        self.draw()

    def on_unmount(self) -> None:
        """Stop listening."""
        self._stop()

    def _post_event(self, _: GroupState, stamped: Stamped) -> None:
        # ``tick`` shows votes four times a second; a message for each would block the keys.
        if not isinstance(stamped.event, DEVICE_EVENTS):
            self.post_message(Happened(stamped.event))

    def on_happened(self, message: Happened) -> None:
        """Draw what the event has changed; at the end, open the debrief."""
        message.stop()
        if isinstance(message.event, Finished):
            app: Any = self.app  # ``GroupApp``, whose module imports this one
            app.debrief()
        else:
            self.draw()

    @property
    def scene(self) -> object:
        """The turn of the session, on which the meaning of a key depends."""
        return self.turn

    @property
    def at(self) -> str:
        """The id of the question on the screen; empty for the day."""
        return self.session.at

    @property
    def phase(self) -> Phase:
        """The phase of the page on the screen."""
        return phase_of(self.session.state, self.at)

    def go(self, question: str) -> None:
        """Turn to a question, or with an empty id to the day."""
        try:
            self.session.show(question, self.turn)
        except Refused as why:
            self.say(str(why))
        self.draw()

    def do(self, move: Move, turn: str | None = None) -> bool:
        """Make a move; if it is refused, draw again, as the page may be outdated."""
        accepted = super().do(move, turn)
        if not accepted:
            self.draw()
        return accepted

    _drawn_page: tuple[str, Phase, int] | None = None

    def draw(self) -> None:
        """Draw the page; a new one is shown from its top, with no screen in front of it."""
        self.turn = self.session.turn
        page = (self.at, self.phase, self.session.state.latest(self.at))
        if self._drawn_page not in (None, page):
            self.app.clear_notifications()  # they were about another page
            self.query_one("#room-page", VerticalScroll).scroll_home(animate=False)
            self._uncover()
        self._drawn_page = page
        self.query_one("#room-text", Static).update(self._page())
        self.refresh_bindings()
        self.tick()

    def _uncover(self) -> None:
        """Close the screens in front, whose questions are outdated, unless one of them stays."""
        in_front = self.app.screen_stack[1:]
        if any(isinstance(screen, SessionScreen) and screen.stays for screen in in_front):
            return
        app: Any = self.app
        app.uncover()
        if any(screen.is_modal for screen in in_front):
            self.say(MOVED_ON)

    def tick(self) -> None:
        """Update the count, the clock and the notice about saving, four times a second."""
        session = self.session
        if self.turn != session.turn and not session.state.run.finished:  # turned elsewhere
            self.draw()
            return
        self.query_one(VoteSide).show(session, self._narrow)
        self.query_one(NotSaved).show(session.journal.problem)
        self.query_one(HeadLine).show(session, self.server)

    def _page(self) -> VisualType:
        case, state = self.session.case, self.session.state
        if not self.at:
            return day_page(case, state.run)
        question = case.questions[self.at]
        width, height = self._page_size()
        if state.reasons == self.at:
            return reasons_page(state, question)
        match self.phase:
            case "locked":
                return locked_page(state, question)
            case "revealed":
                return revealed_page(state, question, width, self.app.current_theme.dark)
            case "closed" if not state.counting(self.at):
                page = question_page(question, width, height - 2)
                return Indented([*page.lines, BLANK, plain("Nobody voted.")])
            case "closed":
                dark = self.app.current_theme.dark
                return result_page(state, question, width, height, dark)
        if self.app.size.width < LARGE:
            return question_page(question, width, height)
        return numbered(case, question, width, height)

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < 100

    def _page_size(self) -> tuple[int, int]:
        """The columns and rows of the page, without what is around it."""
        wide, high = self.app.size
        width, height = (wide - 5, high - 3) if self._narrow else (wide - 9, high - 4)
        if self.session.state.voting:
            width, height = (width, height - 4) if self._narrow else (width - 32, height)
        return (min(width, 130), height - 2) if wide >= 160 else (width, height)

    def on_resize(self, _: Resize) -> None:
        """Draw at the new size."""
        self.draw()
