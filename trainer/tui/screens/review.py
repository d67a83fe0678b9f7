"""A review: what was known that day, the question in a new order of options, then the verdict."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation import words
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.review import after_answer
from trainer.presentation.blocks.review import vignette as known_then
from trainer.questions import Answer
from trainer.review import Sitting, Vignette
from trainer.tui.commands import Command, Letter, rules
from trainer.tui.screens.play_screen import CITATIONS, KeptScreen, SaveLine
from trainer.tui.widgets.answer_field import AnswerDraft
from trainer.tui.widgets.answer_form import AnswerForm
from trainer.tui.widgets.dialogs import Confirm
from trainer.tui.widgets.indented import Indented
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.text import DIM, HEAD, Page
from trainer.tui.widgets.verdict_page import VerdictPage

if TYPE_CHECKING:
    from trainer.tui.learner_app import LearnerApp


def put_next(app: LearnerApp, sitting: Sitting) -> None:
    """Show the next question in place of the one before; after the last, say what was done."""
    vignette = sitting.next()
    for problem in sitting.unreadable:
        app.notice(f"Left out: {problem}", "warning")
    in_review = isinstance(app.screen, ReviewScreen)
    if vignette is not None:
        screen = ReviewScreen(sitting, vignette)
        if in_review:
            app.switch_screen(screen)
        else:
            app.push_screen(screen)
        return
    if in_review:
        app.pop_screen()
    ending = "That was all for today." if not sitting.left else "Time is up."
    app.notice(f"{ending} {sitting.answered} answered, {sitting.left} left today.")


class ReviewScreen(KeptScreen[None]):
    """One question of a review; answers are kept even if the sitting is left early."""

    COMMAND_LIST = (
        Command("question", Letter.NEXT, "Question", "Go on to the question.", footer=True),
        Command("commit", Letter.SUBMIT, "Submit", "Give this answer; it is final.", footer=True),
        Command("pass_by", Letter.PASS, "Pass", "Leave it without an answer.", footer=True),
        Command(
            "go_on", f"{Letter.NEXT},enter", "Next", "The next question, or the end.", footer=True
        ),
        Command("known", Letter.BEFORE, "What is known", "What was known that day.", footer=True),
        Command("whole", "a", "All days", "Every day in full, or in brief.", footer=True),
        Command("others", Letter.OTHERS, "Others", "Show the other answers, or fold them.", True),
        CITATIONS,
        Command("glossary", Letter.TERMS, "Terms", "Look up an abbreviation."),
        Command("retry", Letter.SAVE_AGAIN, "Save again", "Try again to save."),
        Command("leave", "escape", "Leave", "Leave; all answers are kept.", footer=True),
    )
    DEFAULT_CSS = rules("decide") + rules("review")  # the form looks as in a case
    AUTO_FOCUS = ""  # ``draw`` focuses the form, with the question above it in sight
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, sitting: Sitting, vignette: Vignette) -> None:
        super().__init__()
        self.sitting = self.kept = sitting
        self.vignette = vignette
        self.reading = True
        """On a narrow screen, whether what was known is shown instead of the question."""
        self.answered = False
        self._whole = False
        self._verdict: list[Block] = []
        """Empty until the question is answered."""

    @property
    def scene(self) -> object:
        """The question, and what is shown of it."""
        return self.sitting.place, self.reading, self.answered

    @property
    def wide(self) -> bool:
        """Whether the question stands beside what was known."""
        return self.app.size.width >= 110

    def compose(self) -> ComposeResult:
        """What was known that day, and the form; later the verdict."""
        yield Static(self._head(), id="review-head")
        with Horizontal(id="review-all"):
            with VerticalScroll(id="review-known"):
                yield Static(id="review-facts")
            with Vertical(id="review-main"):
                yield AnswerForm(self.vignette.question, AnswerDraft())
                with VerticalScroll(id="review-verdict"):
                    yield Static(id="review-result")
        yield SaveLine()
        yield KeyLine()

    def _head(self) -> Content:
        case, question = self.vignette.case, self.vignette.question
        place = f"Review, {self.sitting.place + 1} of {len(self.sitting.due)}"
        day = words.day_text(case, question.day)
        return Content.assemble((place, HEAD), (f"   {case.scenario.title}, {day}", DIM))

    def on_mount(self) -> None:
        """Show the question, and read the next case in a thread."""
        form = self.query_one(AnswerForm)
        prompt = Page().parts((self.vignette.question.title, DIM)).gap()
        form.ask(prompt.line(self.vignette.question.prompt, "bold").content())
        self.draw()
        self.run_worker(asyncio.to_thread(self.sitting.prepare))

    def on_resize(self) -> None:
        """Show the question beside what was known, or instead of it."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw what was known, the form and the verdict."""
        self.set_class(self.reading and not self.answered, "-reading")
        self.set_class(self.answered, "-answered")
        page = Page().blocks(known_then(*self.known, self._whole))
        self.query_one("#review-facts", Static).update(Indented(page.lines))
        if self._verdict:
            verdict = VerdictPage(rest=self.unfolded, cites=self.app.citations).page(self._verdict)
            self.query_one("#review-result", Static).update(verdict)
        self.query_one(SaveLine).show(self.sitting)
        self.refresh_bindings()
        if self.answered:
            self.query_one("#review-verdict").focus()
        elif self.reading and not self.wide:
            self.query_one("#review-known").focus()
        elif not self.query_one(AnswerForm).has_focus_within:
            self.query_one(AnswerForm).begin()

    @property
    def asking(self) -> bool:
        """Whether keys go to the form: while the question is in sight and not answered."""
        return not self.answered and (self.wide or not self.reading)

    @property
    def known(self) -> tuple[Case, State]:
        """What was known that day."""
        return self.vignette.case, self.vignette.state

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done now: the footer and the palette list only these."""
        reading = self.reading and not self.wide
        match action:
            case "commit" | "pass_by":
                return not self.answered and not reading
            case "question":
                return not self.answered and reading
            case "known":
                return not self.answered and not reading and not self.wide
            case "whole":
                return not self.answered and (reading or self.wide)
            case "go_on" | "citations":
                return self.answered
            case "others":
                return any(block.folded for block in self._verdict)
        return super().check_action(action, parameters)

    def action_question(self) -> None:
        """Go from what was known to the question."""
        self.reading = False
        self.draw()

    def action_known(self) -> None:
        """Back to what was known."""
        self.reading = True
        self.draw()

    def action_whole(self) -> None:
        """Show every day in full, or in brief."""
        self._whole = not self._whole
        self.draw()

    def action_commit(self) -> None:
        """Keep the answer and show its verdict; if it does not fit, say why."""
        answer = self.query_one(AnswerForm).draft.answer
        if misfit := self.vignette.question.misfit(answer, strict=True):
            self.say(misfit)
        else:
            self._keep(answer)

    def action_pass_by(self) -> None:
        """Pass once that is confirmed: one letter may be a slip, and the verdict follows."""
        self.ask(Confirm("Pass without an answer? That is final."), lambda _: self._keep(None))

    def _keep(self, answer: Answer | None) -> None:
        vignette = self.vignette
        self.sitting.answer(vignette, answer)
        self.answered = True
        due = vignette.due
        self._verdict = [
            *after_answer(vignette.question, answer, due.why, vignette.rule, vignette.missed)
        ]
        self.draw()

    def action_go_on(self) -> None:
        """Go on to the next question."""
        put_next(self.app, self.sitting)

    def action_leave(self) -> None:
        """Leave the sitting."""
        if problem := self.sitting.retry().problem:
            self.app.notice(f"Not everything is saved: {problem}", "error")
        self.dismiss(None)
