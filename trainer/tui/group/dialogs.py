"""Dialogs in which the facilitator enters counted hands, and the group's answer."""

from __future__ import annotations

from abc import abstractmethod

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.events import GroupEvent
from trainer.group.offers import why_not
from trainer.group.session import MOVED_ON, GroupSession, Move
from trainer.group.state import GroupState
from trainer.questions import Answer
from trainer.questions.marks import LETTERS
from trainer.tui.commands import Command
from trainer.tui.group.base import SessionScreen
from trainer.tui.group.count_table import CountTable
from trainer.tui.widgets.dialogs import Confirm
from trainer.tui.widgets.indented import Indented, plain
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.question_page import cell_mark, mark
from trainer.tui.widgets.text import DIM, WARN
from trainer.typed import NotUnderstood

HOW = "Digits, then enter or tab: next line; enter on the last line counts. Empty is 0."
PEOPLE = "people who raised a hand at all; may stay empty"


class RoomDialog(ModalScreen[bool], SessionScreen[bool]):
    """A box over the room's page, with a button for each command; dismissed with True when done."""

    def __init__(self, session: GroupSession, question: AnyQuestion) -> None:
        super().__init__()
        self.session = session
        self.question = question

    @abstractmethod
    def possible(self, state: GroupState) -> bool:
        """Whether the dialog's move is possible in ``state``."""

    @property
    def stays(self) -> bool:
        """As long as its move is possible, so that typed input is not lost."""
        return self.possible(self.session.state)

    def do(self, move: Move, turn: str | None = None) -> bool:
        """Make a move if it is still possible, else say that the room has gone on."""

        def checked_move(case: Case, state: GroupState) -> GroupEvent:
            if not self.possible(state):
                raise Refused(MOVED_ON)
            return move(case, state)

        return super().do(checked_move, turn)

    def compose(self) -> ComposeResult:
        """A heading, the fields, a message about them, the buttons."""
        with Vertical(id="dialog-box"):
            yield Static(id="dialog-head")
            yield from self.fields()
            yield Static(id="dialog-message")
            with Horizontal(id="dialog-buttons"):
                for place, command in enumerate(self.COMMAND_LIST):
                    button = Button(command.title, compact=True, action=f"screen.{command.name}")
                    button.variant = "default" if place else "primary"
                    yield button
        yield KeyLine()

    def fields(self) -> ComposeResult:
        """The fields to type into, if any."""
        yield from ()

    def head(self, text: str) -> None:
        """Say what to type in."""
        self.query_one("#dialog-head", Static).update(Content(text))

    def say(self, text: str, style: str = WARN) -> None:
        """Show a message about the typed input."""
        self.query_one("#dialog-message", Static).update(Content.styled(text, style))


class HandCount(RoomDialog):
    """Asks for a number for each option; dismissed with True once every team is counted."""

    COMMAND_LIST = (
        Command("count", "ctrl+s", "Count", "Take these numbers; so does enter at the end.", True),
        Command("close", "escape", "Close", "Back without counting.", footer=True),
    )

    def __init__(self, session: GroupSession, question: AnyQuestion) -> None:
        super().__init__(session, question)
        self.round = session.state.latest(question.id)
        self.teams = session.header.teams or ("",)
        self.team = 0
        """The index of the team that is counted now."""

    def possible(self, state: GroupState) -> bool:
        """Whether hands can be counted, and the latest round is still the dialog's."""
        same_round = self.round == state.latest(self.question.id)
        return same_round and not why_not("count", state, self.question)

    def fields(self) -> ComposeResult:
        """A line for each option; if several may be picked, one more for the people."""
        options = enumerate(self.question.choices)
        lines = [(cell_mark(place), option.wording) for place, option in options]
        if self.question.most > 1:
            lines.append((Text(""), PEOPLE))
        with VerticalScroll(id="hands-rows", can_focus=False):
            yield CountTable(lines, self.action_count)

    def on_mount(self) -> None:
        """Start with the first team."""
        self._begin()

    def _begin(self) -> None:
        """Start a team with its previous counts, so that they can be corrected."""
        team = self.teams[self.team]
        state = self.session.state
        latest = state.rounds[self.question.id][self.round - 1]
        head = f"Hands in round {state.place(self.question.id)}: {self.question.title}"
        if team:
            head = f"Team {team} ({self.team + 1} of {len(self.teams)}).  {head}"
        self.head(head)
        numbers = [0] * (len(self.question.choices) + 1)
        if previous := latest.hands.get(team):
            counts = [previous.counts.get(option.id, 0) for option in self.question.choices]
            numbers = [*counts, previous.people]
        table = self.query_one(CountTable)
        table.begin(numbers)
        self.say(HOW, DIM)
        table.focus()

    def action_count(self) -> None:
        """Take the numbers, or say why they cannot be right."""
        numbers, options = self.query_one(CountTable).numbers, self.question.choices
        counts = {o.id: n for o, n in zip(options, numbers, strict=False) if n is not None}
        people = numbers[len(options)] if len(numbers) > len(options) else None
        team = self.teams[self.team]
        if not self.do(lambda c, s: moves.count_hands(c, s, counts, people, team)):
            return
        if self.team == len(self.teams) - 1:
            self.dismiss(True)
            return
        self.team += 1
        self._begin()


class LockPick(RoomDialog):
    """Locks the typed letters or number as the group's answer, or passes."""

    COMMAND_LIST = (
        Command("lock", "enter", "Lock", "Lock what is typed as the group's answer.", footer=True),
        Command("pass", "ctrl+n", "Pass", "Lock nothing: the group passes.", footer=True),
        Command("close", "escape", "Close", "Back; nothing is locked.", footer=True),
    )

    def possible(self, state: GroupState) -> bool:
        """Whether an answer can be locked."""
        return not why_not("lock_pick", state, self.question)

    def fields(self) -> ComposeResult:
        """The options, and a field for their letters."""
        options = [(mark(i), Content(o.wording)) for i, o in enumerate(self.question.choices)]
        yield Static(Indented(options or [plain(self.question.how)]), id="pick-options")
        expected = ("number", "letter", "letters")[min(self.question.most, 2)]
        yield LineInput(id="pick-typed", placeholder=f"Type the {expected}", max_length=40)

    def on_mount(self) -> None:
        """Focus the field."""
        self.head(f"The group's answer: {self.question.title}")
        self.query_one("#pick-typed").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show which options the typed letters mean."""
        event.stop()
        try:
            answer = self.question.read(event.value, LETTERS)
        except NotUnderstood:
            return
        self.say("; ".join(self.question.in_words(answer)), "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field locks the answer."""
        event.stop()
        self.action_lock()

    def action_lock(self) -> None:
        """Lock what is typed."""
        typed = self.query_one("#pick-typed", Input).value
        try:
            if not typed.strip():
                raise NotUnderstood("Type the answer first, or pass.")
            answer = self.question.read(typed, LETTERS)
        except NotUnderstood as why:
            self.say(str(why))
            return
        self._ask(answer)

    def action_pass(self) -> None:
        """Leave the question without an answer."""
        self._ask(None)

    def _ask(self, answer: Answer | None) -> None:
        """Ask before locking, since the room then sees the answer and it is final."""
        try:
            moves.lock_pick(self.session.case, self.session.state, answer)
        except Refused as why:
            self.say(str(why))
            return
        self.ask(confirm_lock(self.question, answer), lambda _: self._lock(answer))

    def _lock(self, answer: Answer | None) -> None:
        if self.do(lambda c, s: moves.lock_pick(c, s, answer)):
            self.dismiss(True)


def confirm_lock(question: AnyQuestion, answer: Answer | None) -> Confirm:
    """Ask whether to lock the group's answer, or, without one, whether the group passes."""
    if answer is None:
        return Confirm("Pass? The group then gives no answer to this question.")
    picked = [f"{letter}: {o.wording}" for letter, o in question.lettered if o.id in answer.picks]
    answer_text = "; ".join(picked or question.in_words(answer))
    return Confirm(f"Lock this as the group's answer?\n\n{answer_text}")
