"""What the screens of a run and of a review share: terms, citations, the notice about saving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
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

if TYPE_CHECKING:
    from trainer.review import Sitting

CITATIONS = Command(
    "citations", Letter.CITATIONS, "Citations", "Show where each fact is from; remembered.", True
)
"""The command of all screens with citations."""
Move = Callable[[Case, State], Event | tuple[Event, ...]]


class SaveLine(Static):
    """Says what could not be saved; hidden while all is saved."""

    DEFAULT_CSS = "SaveLine { height: auto; padding: 0 2; color: $text-error; }"

    def show(self, kept: Session | Sitting) -> None:
        """Show why something is not saved, or hide the line."""
        reason = kept.saving.reason
        self.display = bool(reason)
        if reason:
            before = "Play goes on. " if isinstance(self.screen, PlayScreen) else ""
            again = in_words(before + "{save_again} = try again", keymap_in(self.app))
            self.update(Content(f"Not saved: {reason}  {again}"))


class KeptScreen(CommandScreen[ScreenResultType]):
    """Shows what is known of a case; redrawn from its session or sitting after each step."""

    kept: Session | Sitting
    unfolded = False
    """Whether the whole verdict is shown."""

    @property
    def known(self) -> tuple[Case, State]:
        """The case, and the state that decides how much of it is known."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw everything again."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Whether a command can be done now: the footer and the palette list only these."""
        return action != "retry" or self.kept.saving.problem is not None

    def action_citations(self) -> None:
        """Show citations, or hide them; remembered."""
        self.app.citations = not self.app.citations
        self.draw()

    def action_others(self) -> None:
        """Unfold the rest of a verdict, or fold it."""
        self.unfolded = not self.unfolded
        self.draw()

    def action_glossary(self) -> None:
        """Look up a term."""
        from trainer.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(views.glossary(*self.known)))

    def action_retry(self) -> None:
        """Try again to save."""
        self.kept.retry()
        self.draw()

    # Where there is an answer form

    @property
    def asking(self) -> bool:
        """Whether keys go to the form."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Digits pick, arrows set the confidence; not while words are typed."""
        if self.asking:
            from trainer.tui.widgets.answer_form import AnswerForm  # a case opens without it

            form = self.query_one(AnswerForm)
            if not form.in_words and form.take_key(event.key, event.character):
                event.stop()


class PlayScreen(KeptScreen[ScreenResultType]):
    """A screen of a run; its moves are made in the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = self.kept = session

    @property
    def known(self) -> tuple[Case, State]:
        """The case and the state of the session."""
        return self.session.case, self.session.state

    def do(self, move: Move) -> bool:
        """Make a move and draw it; if it is refused, show the reason and return False."""
        session = self.session
        try:
            new_events = move(session.case, session.state)
        except moves.Refused as why:
            self.say(str(why))
            return False
        session.do(*(new_events if isinstance(new_events, tuple) else (new_events,)))
        self.draw()
        return True
