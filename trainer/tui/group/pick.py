"""The group's answer as the facilitator enters it: letters, or a number, or passed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static

from trainer.case.model import Decision
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.questions.marks import LETTERS
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.hanging import Hanging, plain
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.marks import mark
from trainer.tui.widgets.text import WARN
from trainer.typed import NotUnderstood


class LockPick(ModalScreen[None]):
    """Locks what is typed."""

    COMMAND_LIST = (
        Command("lock", "enter", "Lock", "Lock what is typed as the group's answer.", footer=True),
        Command("pass", "ctrl+n", "Pass", "Lock nothing: the group passes.", footer=True),
        Command("close", "escape", "Close", "Back; nothing is locked.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    LockPick { align: center middle; }
    #pick-box {
        width: 90; max-width: 98%; height: auto; max-height: 95%; padding: 0 2;
        border: round $primary; background: $surface;
    }
    #pick-head { height: auto; margin-bottom: 1; text-style: bold; }
    #pick-options { height: auto; }
    #pick-typed { margin: 1 0; }
    #pick-told { height: auto; }
    #pick-buttons { height: 1; margin-top: 1; }
    #pick-buttons Button { margin-right: 2; }
    """

    def __init__(self, session: GroupSession, asked: Decision) -> None:
        super().__init__()
        self.session = session
        self.asked = asked

    def compose(self) -> ComposeResult:
        """The options, and a field for their letters."""
        what = ("number", "letter")[self.asked.most] if self.asked.most < 2 else "letters"
        with Vertical(id="pick-box"):
            yield Static(Content(f"The group's answer: {self.asked.title}"), id="pick-head")
            yield Static(self._options(), id="pick-options")
            yield LineInput(id="pick-typed", placeholder=f"Type the {what}", max_length=40)
            yield Static(id="pick-told")
            with Horizontal(id="pick-buttons"):
                yield Button("Lock", variant="primary", compact=True, action="screen.lock")
                yield Button("Pass", compact=True, action="screen.pass")
                yield Button("Close", compact=True, action="screen.close")
        yield Footer(show_command_palette=False)

    def _options(self) -> Hanging:
        if not self.asked.choices:
            return Hanging([plain(self.asked.how)])
        choices = enumerate(self.asked.choices)
        return Hanging((mark(i), Content(option.wording)) for i, option in choices)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#pick-typed").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say which options are meant."""
        event.stop()
        try:
            answer = self.asked.read(event.value, LETTERS)
        except NotUnderstood:
            return
        self._tell("; ".join(self.asked.in_words(answer)), "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_lock()

    def action_lock(self) -> None:
        """Lock what is typed."""
        typed = self.query_one("#pick-typed", Input).value
        try:
            if not typed.strip():
                raise NotUnderstood("Type the answer first, or pass.")
            answer = self.asked.read(typed, LETTERS)
            self.session.do(lambda c, s: moves.lock_pick(c, s, answer))
        except (NotUnderstood, Refused) as why:
            self._tell(str(why), WARN)
            return
        self.dismiss(None)

    def action_pass(self) -> None:
        """Leave the question without an answer."""
        try:
            self.session.do(lambda c, s: moves.lock_pick(c, s))
        except Refused as why:
            self._tell(str(why), WARN)
            return
        self.dismiss(None)

    def _tell(self, text: str, style: str) -> None:
        self.query_one("#pick-told", Static).update(Content.styled(text, style))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
