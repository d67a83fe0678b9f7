"""Deciding: the question and its form; then what the report did."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from trainer.engine import moves, views
from trainer.engine.offers import Action, may
from trainer.engine.state import State
from trainer.presentation.blocks.verdict import answered
from trainer.questions import Answer
from trainer.session import Session
from trainer.tui.commands import Command, Letter, bindings
from trainer.tui.widgets import pages
from trainer.tui.widgets.answer_form import AnswerForm, Draft
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.save_line import SaveLine
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

OFFERED: dict[str, Action] = {
    "commit": "answer", "pass_by": "pass", "hint": "hint", "undo": "undo",
}  # fmt: skip
"""What the engine offers or not, by command."""


class DecideScreen(Screen[bool]):
    """One decision, from its question to its answer; gives whether to go on to the next.

    ``drafts`` keeps what was picked but not committed, so that one can look at the results and
    come back.
    """

    COMMAND_LIST = (
        Command(
            "commit", Letter.SUBMIT, "Submit", "Lock this answer; final in study.", footer=True
        ),
        Command("hint", Letter.HINT, "Hint", "Show the next hint; this is recorded.", footer=True),
        Command(
            "pass_by", Letter.PASS, "Pass", "Leave this question without an answer.", footer=True
        ),
        Command("undo", Letter.UNDO, "Undo", "Open the answer again.", footer=True),
        Command(
            "go_on",
            f"{Letter.NEXT},enter",
            "Next",
            "The next question, or back to the day.",
            footer=True,
        ),
        Command("glossary", Letter.TERMS, "Terms", "Look up an abbreviation."),
        Command("retry", Letter.SAVE_AGAIN, "Save again", "Try again to save."),
        Command("back", "escape", "Back", "Back to the case; picks are kept.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    #decide-head { height: 1; padding: 0 2; }
    #decide-all, #decide-main { height: 1fr; }
    #decide-answered { height: 1fr; padding: 1 2; }
    #decide-result { height: auto; max-width: 110; }
    #decide-day { display: none; width: 45%; padding: 1 2; border-left: solid $foreground 20%; }
    #decide-facts { height: auto; }
    DecideScreen.-wide #decide-day { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self, session: Session, decision: str, drafts: dict[str, Draft] | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self.decision = session.case.decisions[decision]
        self.drafts: dict[str, Draft] = {} if drafts is None else drafts

    @property
    def scene(self) -> object:
        """The question, and where the run stands."""
        return self.decision.id, self.session.state

    @property
    def locked(self) -> bool:
        """Whether the answer is committed."""
        return self.decision.id in self.session.state.locks

    def compose(self) -> ComposeResult:
        """The form, or the answer; beside it, where there is room, what is known so far."""
        yield Static(id="decide-head")
        with Horizontal(id="decide-all"):
            with Vertical(id="decide-main"):
                yield AnswerForm(self.decision, self.drafts.get(self.decision.id, Draft()))
                with VerticalScroll(id="decide-answered"):
                    yield Static(id="decide-result")
            with VerticalScroll(id="decide-day"):
                yield Static(id="decide-facts")
        yield SaveLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw and put the keys where the answer is given."""
        self.session.show_question(self.decision.id)
        self._draw()

    def _draw(self) -> None:
        decision, session = self.decision, self.session
        head = Content.assemble((decision.title, HEAD), (f"   {_where(session, decision.id)}", DIM))
        self.query_one("#decide-head", Static).update(head)
        self.query_one("#decide-facts", Static).update(pages.known(session))
        self.query_one(SaveLine).show(session)
        form, answered = self.query_one(AnswerForm), self.query_one("#decide-answered")
        form.display, answered.display = not self.locked, self.locked
        if self.locked:
            self.query_one("#decide-result", Static).update(self._result())
            answered.focus()
        else:
            form.ask(self._prompt().content())
            if not form.has_pseudo_class("focus-within"):
                form.begin()
        self.refresh_bindings()

    def _prompt(self) -> Page:
        page = Page().line(self.decision.prompt)
        for hint in self.decision.hints[: self.session.state.hints.get(self.decision.id, 0)]:
            page.parts(("Hint: ", WARN), (hint, ""))
        return page

    def _result(self) -> Content:
        lock = self.session.state.locks[self.decision.id]
        page = self._prompt().gap()
        if lock.revealed:
            return page.add(pages.answer(self.session, self.decision.id)).content()
        undo = "   u = undo" if self.check_action("undo", ()) else ""
        page.line(f"{'Passed' if lock.passed else 'Committed'}.   n = next{undo}", WARN).gap()
        return page.line(answered(self.decision, lock.answer)).content()

    # From the form

    def on_key(self, event: events.Key) -> None:
        """Digits pick, arrows say how sure; not while one's reason is typed."""
        if self.locked or (self.focused is not None and self.focused.id == "answer-reason"):
            return
        if self.query_one(AnswerForm).take_key(event.key, event.character):
            event.stop()

    def on_answer_form_submitted(self, message: AnswerForm.Submitted) -> None:
        """The form's button."""
        message.stop()
        self.action_commit()

    def on_answer_form_full(self, message: AnswerForm.Full) -> None:
        """One pick too many."""
        message.stop()
        self._say(f"At most {message.most}: take one away first.")

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Only what can be done now stands in the footer."""
        if action in OFFERED:
            session = self.session
            return may(session.case, session.state, OFFERED[action], self.decision.id)
        if action == "go_on":
            return self.locked
        return action != "retry" or self.session.saving.problem is not None

    def action_commit(self) -> None:
        """Lock the answer; its verdict follows, in an exam the next question."""
        draft, name = self.query_one(AnswerForm).draft, self.decision.id
        if self._do(
            lambda: self.session.lock(
                moves.commit(
                    self.session.case, self.session.state, name,
                    Answer(draft.picks, draft.value, draft.confidence, draft.reason),
                )
            )
        ):  # fmt: skip
            self.drafts[name] = draft
            self._locked()

    def action_pass_by(self) -> None:
        """Leave the question."""
        name = self.decision.id
        session = self.session
        if self._do(lambda: session.lock(moves.pass_by(session.case, session.state, name))):
            self._locked()

    def _locked(self) -> None:
        case, state = self.session.case, self.session.state
        if state.mode == "exam":
            left = len(views.open_decisions(case, state))
            again = not left and may(case, state, "undo", self.decision.id)
            undo = " On Today, u opens the latest again." if again else ""
            self._say(f"Locked; {left} left today.{undo}")
            self.dismiss(True)

    def action_hint(self) -> None:
        """Show the next hint."""
        session, name = self.session, self.decision.id
        self._do(lambda: session.do(moves.hint(session.case, session.state, name)))

    def action_undo(self) -> None:
        """Open the answer again."""
        session = self.session
        self._do(lambda: session.do(moves.undo(session.case, session.state, self.decision.id)))

    def action_go_on(self) -> None:
        """To the next question."""
        self.dismiss(True)

    def action_glossary(self) -> None:
        """Look up a term."""
        from trainer.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(views.glossary(self.session.case, self.session.state)))

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.retry()
        self._draw()

    def action_back(self) -> None:
        """Stop typing, or back to the case."""
        form = self.query_one(AnswerForm)
        if isinstance(self.focused, Input) and self.focused.id == "answer-reason":
            form.begin()
            return
        if not self.locked:
            self.drafts[self.decision.id] = form.draft
        self.dismiss(False)

    def _do(self, move: Callable[[], State]) -> bool:
        """Make a move and draw; False, and the reason said, if it is refused."""
        try:
            move()
        except moves.Refused as why:
            self._say(str(why))
            return False
        self._draw()
        return True

    def _say(self, text: str) -> None:
        self.notify(text, markup=False)


def _where(session: Session, name: str) -> str:
    """``day 8, question 2 of 4``."""
    day = session.case.decisions[name].day
    asked = [d.id for d in session.case.decisions_on[day]]
    count = f", question {asked.index(name) + 1} of {len(asked)}" if len(asked) > 1 else ""
    return f"day {day}{count}"
