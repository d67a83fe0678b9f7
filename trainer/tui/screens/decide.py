"""A question with its answer form, then its verdict."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from trainer.engine import moves, views
from trainer.engine.offers import Action, may, offer
from trainer.presentation.blocks.question import question_blocks
from trainer.presentation.blocks.verdict import answered, recalled, verdict_in_run
from trainer.presentation.sight import Sight
from trainer.session import Session
from trainer.tui.commands import Command, Letter, rules
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.screens.play_screen import CITATIONS, PlayScreen, SaveLine
from trainer.tui.widgets import pages, verdict_page
from trainer.tui.widgets.answer_field import AnswerDraft
from trainer.tui.widgets.answer_form import AnswerForm
from trainer.tui.widgets.dialogs import AskText, Confirm
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.option_lines import DIGITS
from trainer.tui.widgets.patient_panel import PatientPanel
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

OFFERED: dict[str, Action] = {
    "commit": "answer", "pass_by": "pass", "hint": "hint", "undo": "undo",
}  # fmt: skip
"""The engine's action for each command that it may refuse."""


class DecideScreen(PlayScreen[bool]):
    """One question, from its prompt to its verdict; dismissed with True to go on to the next.

    ``drafts`` keeps answers that are not locked, so that the learner can look at the results and
    come back.
    """

    COMMAND_LIST = (
        Command("commit", Letter.SUBMIT, "Submit", "Lock this answer; final in study.", True),
        Command("hint", Letter.HINT, "Hint", "Show the next hint; this is recorded.", True),
        Command("pass_by", Letter.PASS, "Pass", "Leave this question without an answer.", True),
        Command("undo", Letter.UNDO, "Undo", "Open the answer again.", True),
        Command(
            "go_on", f"{Letter.NEXT},enter", "Next", "The next question, or back to the day.", True
        ),
        Command("others", Letter.OTHERS, "Others", "Show the other answers, or fold them.", True),
        CITATIONS,
        Command("doubt", "exclamation_mark", "Doubt", "Keep a doubt, to send to the author.", True),
        Command("glossary", Letter.TERMS, "Terms", "Look up an abbreviation."),
        Command("retry", Letter.SAVE_AGAIN, "Save again", "Try again to save."),
        Command("back", "escape", "Back", "Back to the case; picks are kept.", True),
    )
    DEFAULT_CSS = rules("decide")
    AUTO_FOCUS = ""  # ``draw`` focuses the form, with the question above it in sight
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self, session: Session, question: str, drafts: dict[str, AnswerDraft] | None = None
    ) -> None:
        super().__init__(session)
        self.question = session.case.questions[question]
        self.drafts: dict[str, AnswerDraft] = {} if drafts is None else drafts

    @property
    def scene(self) -> object:
        """The question and the state of the run."""
        return self.question.id, self.session.state

    @property
    def revealed(self) -> bool:
        """Whether the verdict is on the screen."""
        lock = self.session.state.locks.get(self.question.id)
        return lock is not None and lock.revealed

    @property
    def unfolds(self) -> bool:
        """Whether part of the verdict is folded at first."""
        blocks = verdict_in_run(self.session.case, self.session.state, self.question.id)
        return any(block.folded for block in blocks)

    @property
    def locked(self) -> bool:
        """Whether the answer is locked."""
        return self.question.id in self.session.state.locks

    def compose(self) -> ComposeResult:
        """The form or the answer; beside it, if there is room, what is known or the patient."""
        yield Static(id="decide-head")
        with Horizontal(id="decide-all"):
            with Vertical(id="decide-main"):
                yield AnswerForm(
                    self.question, self.drafts.get(self.question.id, self._first_draft())
                )
                with VerticalScroll(id="decide-answered"):
                    yield Static(id="decide-result")
            with VerticalScroll(id="decide-day"):
                yield Static(id="decide-facts")
            yield PatientPanel(id="decide-panel")
        yield SaveLine()
        yield KeyLine()

    def _first_draft(self) -> AnswerDraft:
        """An empty draft, or the last differential to revise."""
        session = self.session
        return AnswerDraft(
            chances=views.last_chances(session.case, session.state, self.question.id)
        )

    def on_mount(self) -> None:
        """Record that the question was shown, and draw it."""
        self.session.show_question(self.question.id)
        self.draw()

    def draw(self) -> None:
        """Draw the form, or the answer."""
        question, session = self.question, self.session
        place = _position(session, question.id)
        head = Content.assemble((question.title, HEAD), (f"   {place}", DIM))
        self.query_one("#decide-head", Static).update(head)
        if self.locked:
            self.query_one(PatientPanel).show_patient(Sight(session.case, session.state))
        else:
            facts = pages.known(session, self.app.citations)
            self.query_one("#decide-facts", Static).update(facts)
        self.query_one(SaveLine).show(session)
        form, answered = self.query_one(AnswerForm), self.query_one("#decide-answered")
        form.display, answered.display = not self.locked, self.locked
        self.set_class(not self.locked, "-asking")
        if self.locked:
            self.query_one("#decide-result", Static).update(self._result())
            answered.focus()
        else:
            form.ask(self._prompt().content())
            if not form.has_pseudo_class("focus-within"):
                form.begin()
        self.refresh_bindings()

    def _prompt(self) -> Page:
        session, question = self.session, self.question
        blocks = question_blocks(question, hints=session.state.hints.get(question.id, 0))
        page = Page().blocks(b for b in blocks if b.kind in ("prompt", "hint"))
        if not self.locked:
            earlier = [*recalled(session.case, session.state, question.id)]
            # The form already has the last differential, to be revised.
            page.blocks(earlier[:-1] if self._first_draft().chances else earlier)
        return page

    def _result(self) -> Visual:
        if self.revealed:
            name, rest = self.question.id, self.unfolded
            return verdict_page.answer(self.session, name, rest=rest, cites=self.app.citations)
        lock = self.session.state.locks[self.question.id]
        page = self._prompt().gap()
        keys = "{next} next" + ("   {undo} undo" if self.check_action("undo", ()) else "")
        done = "Passed" if lock.passed else "Committed"
        page.line(f"{done}.   {in_words(keys, keymap_in(self.app))}", WARN).gap()
        return page.line(answered(self.question, lock.answer)).content()

    def _mark(self, place: int) -> None:
        """Mark an element, or take the mark back."""
        session, name, elements = self.session, self.question.id, self.question.markable
        if place < len(elements) and may(session.case, session.state, "mark", name):
            answer = session.state.locks[name].answer
            marked = {elements[place]} ^ set(answer.elements if answer else ())
            self.do(lambda c, s: moves.mark(c, s, name, marked))

    @property
    def asking(self) -> bool:
        """Whether keys go to the form: until the answer is locked."""
        return not self.locked

    def on_key(self, event: events.Key) -> None:
        """In a verdict, a digit marks one of the author's elements as present in the answer."""
        if self.locked and event.character is not None and event.character in DIGITS:
            event.stop()
            self._mark(DIGITS.index(event.character))

    # Commands

    def why_not(self, command: str) -> str:
        """The engine's reason why a command cannot be done now; empty if it can."""
        if command not in OFFERED:
            return ""
        session = self.session
        command_offer = offer(session.case, session.state, OFFERED[command], self.question.id)
        return command_offer.why_not if command_offer else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done now: the footer and the palette list only these."""
        if action in OFFERED:
            session = self.session
            return may(session.case, session.state, OFFERED[action], self.question.id)
        if action == "go_on":
            return self.locked
        if action == "others":
            return self.revealed and self.unfolds
        if action == "citations":
            return self.revealed
        return super().check_action(action, parameters)

    def action_commit(self) -> None:
        """Lock the answer, then show its verdict, or in an exam the next question."""
        draft, name = self.query_one(AnswerForm).draft, self.question.id
        if self.do(lambda c, s: moves.lock(s, moves.commit(c, s, name, draft.answer))):
            self.drafts[name] = draft
            self._locked()

    def action_pass_by(self) -> None:
        """Pass the question; ask first unless nothing would be lost: one letter may be a slip."""
        if self.query_one(AnswerForm).draft != self._first_draft():
            self.ask(Confirm("Pass? The answer you began is not kept."), self._pass_by)
        elif self.session.state.mode == "study":
            self.ask(Confirm("Pass without an answer? That is final."), self._pass_by)
        else:
            self._pass_by(True)

    def _pass_by(self, _: bool) -> None:
        if self.do(lambda c, s: moves.lock(s, moves.pass_by(c, s, self.question.id))):
            self._locked()

    def _locked(self) -> None:
        case, state = self.session.case, self.session.state
        if state.mode == "exam":
            left = len(views.open_questions(case, state))
            again = not left and may(case, state, "undo", self.question.id)
            undo = in_words(" On Today, {undo} opens the latest answer again.", keymap_in(self.app))
            self.say(f"Locked; {left} left today.{undo if again else ''}")
            self.dismiss(True)

    def action_hint(self) -> None:
        """Show the next hint."""
        self.do(lambda c, s: moves.hint(c, s, self.question.id))

    def action_doubt(self) -> None:
        """Ask for a doubt, and keep it with the run."""
        name = self.question.id

        def keep(text: str) -> None:
            if self.do(lambda c, s: moves.doubt(c, s, name, text)):
                self.say("Kept; trainer doubts prints it.")

        self.ask(AskText("What do you doubt about this question?"), keep)

    def action_undo(self) -> None:
        """Open the answer again."""
        self.do(lambda c, s: moves.undo(c, s, self.question.id))

    def action_go_on(self) -> None:
        """Go on to the next question."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Back to the case."""
        if not self.locked:
            self.drafts[self.question.id] = self.query_one(AnswerForm).draft
        self.dismiss(False)


def _position(session: Session, name: str) -> str:
    """``day 8, question 2 of 4``."""
    day = session.case.questions[name].day
    names = [d.id for d in session.case.questions_on[day]]
    count = f", question {names.index(name) + 1} of {len(names)}" if len(names) > 1 else ""
    return f"day {day}{count}"
