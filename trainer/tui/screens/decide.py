"""Deciding: the question, its options, confidence and reason; then what the report did."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.engine import moves
from trainer.session import Session
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets import pages
from trainer.tui.widgets.choice_row import ChoiceRow
from trainer.tui.widgets.save_line import SaveLine
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

LETTERS = "ABCDEFGIJKLM"
"""Without H, which asks for a hint."""


class DecideScreen(Screen[None]):
    """One decision, from its question to its answer."""

    COMMAND_LIST = (
        Command("commit", "s", "Submit", "Lock this answer; undo while unrevealed.", footer=True),
        Command("hint", "h", "Hint", "Show the next hint; this is recorded.", footer=True),
        Command("pass_by", "p", "Pass", "Leave this question without an answer.", footer=True),
        Command("answer", "a", "Answer", "Show what the report did; final.", footer=True),
        Command("undo", "u", "Undo", "Open the answer again.", footer=True),
        Command("retry", "r", "Save again", "Try again to save."),
        Command("back", "escape", "Back", "Back to the case.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    #decide-body { height: 1fr; padding: 1 2; }
    #decide-prompt, #decide-count, #decide-result { height: auto; margin-bottom: 1; }
    #decide-options { height: auto; max-height: 100; border: none; }
    #decide-confidence, #decide-reason, #decide-value { margin-top: 1; }
    #decide-commit { margin-top: 1; }
    .gone { display: none; }
    """

    def __init__(self, session: Session, decision: str) -> None:
        super().__init__()
        self.session = session
        self.decision = session.case.decisions[decision]
        self.picks: list[str] = []

    @property
    def locked(self) -> bool:
        """Whether the answer is committed."""
        return self.decision.id in self.session.state.locks

    def compose(self) -> ComposeResult:
        """The question above, the answer below."""
        with VerticalScroll(id="decide-body"):
            yield Static(id="decide-prompt")
            if self.decision.kind == "estimate":
                yield Input(id="decide-value", restrict=r"-?[0-9]*\.?[0-9]*", classes="asking",
                            placeholder=f"A number, in {self.decision.unit}")  # fmt: skip
            else:
                yield OptionList(id="decide-options", classes="asking", markup=False)
            yield Static(id="decide-count", classes="asking")
            steps = ["none", *(str(n) for n in range(0, 101, 10))]
            yield ChoiceRow("Confidence %", steps, id="decide-confidence").add_class("asking")
            yield Input(id="decide-reason", placeholder="Why, in a line (optional)",
                        classes="asking", max_length=moves.LONGEST_TEXT)  # fmt: skip
            yield Button("Submit (s)", id="decide-commit", classes="asking", variant="primary")
            yield Static(id="decide-result", classes="answered")
        yield SaveLine()
        yield Footer()

    def on_mount(self) -> None:
        """Draw and put the keys where the answer is given."""
        self._draw()
        if not self.locked:
            estimate = self.decision.kind == "estimate"
            self.query_one("#decide-value" if estimate else "#decide-options").focus()

    def _draw(self) -> None:
        decision, state = self.decision, self.session.state
        page = Page().parts((decision.title, HEAD), (f"   day {decision.day}", DIM))
        page.gap().line(decision.prompt)
        for hint in decision.hints[: state.hints.get(decision.id, 0)]:
            page.parts(("Hint: ", WARN), (hint, ""))
        self.query_one("#decide-prompt", Static).update(page.content())
        for widget in self.query(".asking"):
            widget.set_class(self.locked, "gone")
        self.query_one("#decide-result").set_class(not self.locked, "gone")
        self.query_one(SaveLine).show(self.session)
        if self.locked:
            self._draw_locked()
            self.set_focus(self.query_one("#decide-body"))
        else:
            self._draw_options()
        self.refresh_bindings()

    def _draw_locked(self) -> None:
        lock = self.session.state.locks[self.decision.id]
        if lock.revealed:
            said = pages.answer(self.session, self.decision.id)
        else:
            next_step = "u = undo, esc = go on"
            if self.session.mode == "study":
                next_step = "a = show the answer, u = undo"
            word = "Passed" if lock.passed else "Committed"
            page = Page().line(f"{word}. {next_step}", WARN)
            said = page.gap().line(pages.picked(self.session, self.decision.id, lock)).content()
        self.query_one("#decide-result", Static).update(said)

    def _draw_options(self) -> None:
        count = self.query_one("#decide-count", Static)
        if self.decision.kind == "estimate":
            low, high = self.decision.low, self.decision.high
            count.update(Content.styled(f"From {low:g} to {high:g} {self.decision.unit}.", DIM))
            return
        listed = self.query_one("#decide-options", OptionList)
        at = listed.highlighted
        listed.clear_options()
        for letter, option in zip(LETTERS, self.decision.options, strict=False):
            mark = "[x]" if option.id in self.picks else "[ ]"
            listed.add_option(Option(Content(f"{mark} {letter}  {option.text}")))
        listed.highlighted = at or 0
        most = self.decision.most
        said = "Pick one." if most == 1 else f"{len(self.picks)} picked, at most {most}."
        count.update(Content.styled(said + "  Letter, enter or click picks.", DIM))

    def toggle(self, index: int) -> None:
        """Pick an option, or take the pick back."""
        if self.locked or self.decision.kind == "estimate":
            return
        if index >= len(self.decision.options):
            return
        option = self.decision.options[index].id
        if option in self.picks:
            self.picks.remove(option)
        elif self.decision.most == 1:
            self.picks = [option]
        elif len(self.picks) >= self.decision.most:
            self._say(f"At most {self.decision.most}: take one away first.")
        else:
            self.picks.append(option)
        self.query_one("#decide-options", OptionList).highlighted = index
        self._draw_options()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on an option."""
        event.stop()
        self.toggle(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """Letters pick options, digits set the confidence; not while something is typed."""
        if self.locked or isinstance(self.focused, Input):
            return
        if event.key.upper() in LETTERS and len(event.key) == 1:
            self.toggle(LETTERS.index(event.key.upper()))
        elif event.key.isdigit():
            self.query_one(ChoiceRow).choose(int(event.key) + 1)
        elif event.key in ("left", "right"):
            self.query_one(ChoiceRow).action_step(1 if event.key == "right" else -1)
        elif event.key == "space" and isinstance(self.focused, OptionList):
            self.toggle(self.focused.highlighted or 0)
        else:
            return
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field goes on to the button, which commits."""
        event.stop()
        self.query_one("#decide-commit").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button commits."""
        event.stop()
        self.action_commit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Only what can be done now stands in the footer."""
        lock = self.session.state.locks.get(self.decision.id)
        if action in ("commit", "hint", "pass_by"):
            return lock is None
        if action == "answer":
            return lock is not None and not lock.revealed and self.session.mode == "study"
        if action == "undo":
            return lock is not None and not lock.revealed
        return True

    def action_commit(self) -> None:
        """Lock the answer."""
        row = self.query_one(ChoiceRow)
        sure = None if row.index == 0 else (row.index - 1) * 10
        reason = self.query_one("#decide-reason", Input).value
        case, state, name = self.session.case, self.session.state, self.decision.id
        value: float | None = None
        try:
            if self.decision.kind == "estimate":
                typed = self.query_one("#decide-value", Input).value
                value = float(typed) if any(c.isdigit() for c in typed) else None
            move = moves.commit(case, state, name, self.picks, value, sure, reason)
        except moves.Refused as why:
            self._say(str(why))
            return
        self.session.do(move)
        self._draw()

    def action_hint(self) -> None:
        """Show the next hint."""
        try:
            self.session.do(moves.hint(self.session.case, self.session.state, self.decision.id))
        except moves.Refused as why:
            self._say(str(why))
        self._draw()

    def action_pass_by(self) -> None:
        """Leave the question."""
        self._try_lock(pass_by=True)

    def action_answer(self) -> None:
        """Show what the report did."""
        self._try_lock(pass_by=False)

    def _try_lock(self, pass_by: bool) -> None:
        case, state, name = self.session.case, self.session.state, self.decision.id
        try:
            self.session.do(
                moves.pass_by(case, state, name) if pass_by else moves.reveal(state, name)
            )
        except moves.Refused as why:
            self._say(str(why))
        self._draw()

    def action_undo(self) -> None:
        """Open the answer again."""
        try:
            self.session.do(moves.undo(self.session.state, self.decision.id))
        except moves.Refused as why:
            self._say(str(why))
        self._draw()

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.retry()
        self._draw()

    def action_back(self) -> None:
        """Stop typing, or back to the case."""
        if isinstance(self.focused, Input) and self.decision.kind != "estimate":
            self.query_one("#decide-options").focus()
        else:
            self.dismiss(None)

    def _say(self, text: str) -> None:
        self.notify(text, markup=False)
