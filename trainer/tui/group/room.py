"""What the room sees: the day, the questions, the votes, and what was reported."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key, Resize
from textual.message import Message
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Static

from trainer.engine.events import DayReached, Finished
from trainer.group.events import (
    AnswerLocked,
    AnswerRevealed,
    GroupEvent,
    HandsCounted,
    Joined,
    Stamped,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from trainer.group.offers import Phase, phase_of
from trainer.group.session import GroupSession
from trainer.group.state import GroupState
from trainer.tui.commands import bindings
from trainer.tui.group.answer_page import locked_page, revealed_page
from trainer.tui.group.day_page import day_page
from trainer.tui.group.frame import HeadLine, NotSaved, VoteSide
from trainer.tui.group.join import Phones
from trainer.tui.group.phase import EARLY, FIRST, begun, stands
from trainer.tui.group.result_page import result_page
from trainer.tui.group.room_actions import RoomActions
from trainer.tui.group.room_commands import ROOM
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.question_page import question_page

_COUNTED = (Joined, VoteCast)
"""Looked at four times a second; a message for each of six hundred votes would block the keys."""


class Happened(Message):
    """Something happened in the session, in whichever thread."""

    def __init__(self, event: GroupEvent) -> None:
        super().__init__()
        self.event = event


class RoomScreen(RoomActions, Screen[None]):
    """Follows the session's events; ``at`` is the decision that is shown, or nothing: the day."""

    COMMAND_LIST = ROOM
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012 - as Textual has it
    DEFAULT_CSS = """
    RoomScreen {
        & #room-head { height: 1; padding: 0 2; }
        & #room-body { height: 1fr; }
        & #room-page {
            width: 1fr; height: 1fr; padding: 1 2 0 2;
            scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        }
        & #room-text { width: 1fr; height: auto; }
        &.-narrow #room-body { layout: vertical; }
        &.-wide #room-page { padding: 1 4 0 4; }
        &.-wide #room-head { height: 2; padding: 1 4 0 4; }
        &.-vast #room-page { padding: 3 4 0 4; align-horizontal: center; }
        &.-vast #room-text { max-width: 130; }
    }
    """

    def __init__(self, session: GroupSession, server: Phones | None = None) -> None:
        super().__init__()
        self.session = session
        self.server = server
        self.at = begun(session.case, session.state)
        self._devices = -1

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
        """Listen, and draw."""
        self._stop = self.session.listen(self._heard)
        self.query_one("#room-page").focus()
        self.tick()

    def on_unmount(self) -> None:
        """Listen no more."""
        self._stop()

    def _heard(self, _: GroupState, stamped: Stamped) -> None:
        if not isinstance(stamped.event, _COUNTED):
            self.post_message(Happened(stamped.event))

    def on_happened(self, message: Happened) -> None:
        """Go where the event leads."""
        message.stop()
        match message.event:
            case DayReached():
                self.go("")
            case (
                VoteOpened(decision) | VoteClosed(decision) | HandsCounted(decision)
                | AnswerLocked(decision) | AnswerRevealed(decision)
            ):  # fmt: skip
                self.go(decision)
            case Finished():
                self.finished()
            case _:
                self.draw()

    @property
    def phase(self) -> Phase:
        """What is shown."""
        return phase_of(self.session.state, self.at)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Only what can be done now stands in the footer and the palette."""
        if not stands(action, self.phase):
            return False
        if action == "hands":
            return self.session.case.decisions[self.at].by_hand
        if action == "join":
            return self.server is not None
        return action != "retry" or bool(self.session.journal.problem)

    def on_key(self, event: Key) -> None:
        """A key that can do nothing yet says what comes first."""
        phase = self.phase
        if event.key in EARLY and phase in FIRST and not stands(EARLY[event.key], phase):
            event.stop()
            self._say(FIRST[phase])

    # Drawing

    def go(self, decision: str) -> None:
        """Show a decision, or the day."""
        moved = decision != self.at or self._shown != self.phase
        self.at = decision
        self.draw()
        if moved:
            self.app.clear_notifications()  # what was said of another page
            self.query_one("#room-page", VerticalScroll).scroll_home(animate=False)

    _shown: Phase | None = None

    def draw(self) -> None:
        """Draw the page."""
        self._shown = self.phase
        self.query_one("#room-text", Static).update(self._page())
        self.refresh_bindings()
        self.tick()

    def tick(self) -> None:
        """The count, the clock and the foot: four times a second."""
        session = self.session
        self.query_one(VoteSide).show(session, self._narrow)
        self.query_one(NotSaved).show(session.journal.problem)
        self.query_one(HeadLine).show(session, self.server)

    def _page(self) -> VisualType:
        case, state = self.session.case, self.session.state
        if not self.at:
            return day_page(case, state.run)
        asked = case.decisions[self.at]
        width, height = self._room()
        match self._shown:
            case "locked":
                return locked_page(state, asked)
            case "revealed":
                return revealed_page(state, asked)
            case "closed":
                dark = self.app.current_theme.dark
                return result_page(case, asked, state.rounds[self.at], width, height, dark)
        return question_page(asked, width, height)

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < 100

    def _room(self) -> tuple[int, int]:
        """Columns and rows there are for a page, without those that are beside and around it."""
        wide, high = self.app.size
        width, height = (wide - 5, high - 3) if self._narrow else (wide - 9, high - 4)
        if self.session.state.voting:
            width, height = (width, height - 4) if self._narrow else (width - 32, height)
        return (min(width, 130), height - 2) if wide >= 160 else (width, height)

    def on_resize(self, _: Resize) -> None:
        """Space and bars follow."""
        self.draw()
