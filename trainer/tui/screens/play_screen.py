"""What the screens of a run share: its moves, and what is not saved of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from trainer.case.compiled import Case
from trainer.engine import moves, views
from trainer.engine.events import Event
from trainer.engine.state import State
from trainer.session import Session
from trainer.tui.commands import Command, CommandScreen, Letter
from trainer.tui.keymap import in_words, keymap_in

CITATIONS = Command(
    "citations", Letter.CITATIONS, "Citations", "Show where each fact is from; remembered.", True
)
"""For the screens that cite."""
Move = Callable[[Case, State], Event | tuple[Event, ...]]


class SaveLine(Static):
    """Not there while all is saved."""

    DEFAULT_CSS = "SaveLine { height: auto; padding: 0 2; color: $text-error; }"

    def show(self, session: Session) -> None:
        """Say how saving stands."""
        reason = session.saving.reason
        self.display = bool(reason)
        if reason:
            again = in_words("Play goes on. {save_again} = try again", keymap_in(self.app))
            self.update(Content(f"Not saved: {reason}  {again}"))


class PlayScreen(CommandScreen[ScreenResultType]):
    """Owns a session; draws itself again from it after each move."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def draw(self) -> None:
        """Draw it all from the session."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Only what can be done now stands in the footer and the palette."""
        return action != "retry" or self.session.saving.problem is not None

    def do(self, move: Move) -> bool:
        """Make a move and draw; False, and the reason said, if it is refused."""
        session = self.session
        try:
            events = move(session.case, session.state)
        except moves.Refused as why:
            self.say(str(why))
            return False
        session.do(*(events if isinstance(events, tuple) else (events,)))
        self.draw()
        return True

    def action_citations(self) -> None:
        """Show citations, or not; remembered."""
        self.app.citations = not self.app.citations
        self.draw()

    def action_glossary(self) -> None:
        """Look up a term."""
        from trainer.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(views.glossary(self.session.case, self.session.state)))

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.retry()
        self.draw()
