"""The form for an answer: the field for its kind of question, the confidence, the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from trainer.case.model import AnyQuestion
from trainer.engine.moves import LONGEST_TEXT
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.widgets.answer_field import CONFIDENCES, AnswerDraft, AnswerField
from trainer.tui.widgets.chances_input import ChancesInput
from trainer.tui.widgets.choice_row import ChoiceRow
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.number_input import NumberInput
from trainer.tui.widgets.option_lines import OptionLines
from trainer.tui.widgets.sentence_input import SentenceInput
from trainer.tui.widgets.text import DIM

MIDDLE = CONFIDENCES.index("50")
FIELDS: dict[str, Callable[[Any, AnswerDraft], AnswerField]] = {
    "one": OptionLines,
    "several": OptionLines,
    "estimate": NumberInput,
    "representation": SentenceInput,
    "differential": ChancesInput,
}
"""The field of each kind of question."""


class SureRow(ChoiceRow, can_focus=False):
    """The learner's confidence; the first step from unset goes to 50 %."""

    def action_step(self, by: int) -> None:
        """Change the confidence by ``by`` steps of ten per cent."""
        self.choose(self.index + by if self.index else MIDDLE)


class AnswerForm(Vertical):
    """Asks one question and judges nothing; its button runs the screen's ``commit``."""

    # Comes before the screen's escape: the first one only leaves the field.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_words", "Done", key_display="esc")
    ]

    def __init__(self, question: AnyQuestion, draft: AnswerDraft) -> None:
        super().__init__(id="answer-form")
        self.question = question
        self.first_draft = draft
        self.field = FIELDS[question.kind](question, draft)

    def compose(self) -> ComposeResult:
        """The question and its field scroll; the rest is always in sight."""
        with VerticalScroll(id="answer-question", can_focus=False):
            yield Static(id="answer-prompt")
            yield self.field
        with Vertical(id="answer-foot"):
            yield Static(id="answer-how")
            sure = SureRow("Sure %", CONFIDENCES, id="answer-sure", start=self.first_draft.sure)
            sure.display = self.question.forecast
            yield sure
            reason = LineInput(
                self.first_draft.reason,
                id="answer-reason",
                placeholder="Why, in a line (optional)",
                max_length=LONGEST_TEXT,
            )
            reason.display = self.question.forecast
            yield reason
            submit = in_words("Submit ({submit})", keymap_in(self.app))
            yield Button(
                submit, "primary", id="answer-submit", compact=True, action="screen.commit"
            )

    def on_mount(self) -> None:
        """Show how the question is answered."""
        self._show_how()

    def ask(self, prompt: Content) -> None:
        """Show the question, with the hints taken so far."""
        self.query_one("#answer-prompt", Static).update(prompt)

    def begin(self) -> None:
        """Focus the field for the answer."""
        self.field.begin()

    @property
    def in_words(self) -> bool:
        """Whether the learner is typing text, so that letters are not commands."""
        return self.field.in_words or any(f.has_focus for f in self.query("#answer-reason"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave escape to the screen unless text is being typed."""
        if action == "leave_words":
            return self.in_words
        return super().check_action(action, parameters)

    def action_leave_words(self) -> None:
        """Leave the text, so that letters are commands again."""
        self.field.leave_words()

    @property
    def draft(self) -> AnswerDraft:
        """The draft with everything picked and typed so far."""
        reason = self.query_one("#answer-reason", Input).value
        draft = replace(self.first_draft, sure=self.query_one(SureRow).index, reason=reason)
        return self.field.added_to(draft)

    def take_key(self, key: str, character: str | None) -> bool:
        """Change the confidence by an arrow, or pass the key to the field; False if unused."""
        if self.question.forecast and key in ("left", "right"):
            self.query_one(SureRow).action_step(1 if key == "right" else -1)
            return True
        return self.field.take_key(character)

    def on_option_lines_drawn(self) -> None:
        """Show how many options are picked."""
        self._show_how()

    def _show_how(self) -> None:
        more = "   ← → how sure   tab why" if self.question.forecast else ""
        self.query_one("#answer-how", Static).update(Content.styled(self.field.how + more, DIM))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Move the focus on enter: from the number to the reason, from there to the button."""
        number = isinstance(event.input, NumberInput)
        self.query_one("#answer-reason" if number else "#answer-submit").focus()

    def on_click(self, event: events.Click) -> None:
        """Focus the field after a click beside it, so that digits keep working."""
        if event.widget is not None and not event.widget.focusable and self.is_attached:
            self.begin()
