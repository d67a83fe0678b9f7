"""The field for an estimate."""

from __future__ import annotations

from dataclasses import replace

from textual import events

from trainer import typed
from trainer.questions import EstimateQuestion
from trainer.tui.widgets.answer_field import AnswerDraft, AnswerField
from trainer.tui.widgets.line_input import LineInput

FIGURES = frozenset("0123456789.,-")
"""The characters of a number."""


class NumberInput(LineInput, AnswerField):
    """Takes only ``FIGURES``, so that letters stay commands; arrows change the confidence."""

    takes_early = False

    def __init__(self, question: EstimateQuestion, draft: AnswerDraft) -> None:
        super().__init__(
            draft.number,
            id="answer-value",
            restrict=r"-?[0-9]*[.,]?[0-9]*",
            placeholder=f"A number, in {question.unit}",
            max_length=20,
        )
        self.unit = question.unit
        self.range = f"From {question.low:g} to {question.high:g} {question.unit}"

    @property
    def how(self) -> str:
        """The range of the number, with its unit."""
        return self.range

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """``draft`` with the number as typed."""
        return replace(draft, number=self.value)

    def take_key(self, character: str | None) -> bool:
        """Type a figure, wherever the focus is."""
        if character is None or character not in FIGURES:
            return False
        self.focus()
        self.insert_text_at_cursor(character)
        return True

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual passes it
        """Whether a key is text for this field."""
        return character is not None and character in FIGURES

    def on_key(self, event: events.Key) -> None:
        """Let letters go on to the screen's commands."""
        if event.is_printable and event.character not in FIGURES:
            event.prevent_default()

    def take(self, text: str) -> None:
        """Paste a number, which may have its unit beside it."""
        try:
            number = typed.estimate(typed.one_line(text), self.unit)
        except typed.NotUnderstood as error:
            self.warn(str(error))
            return
        self.value = f"{number:.15g}"
        self.cursor_position = len(self.value)

    def refusal(self) -> str:
        """Why the input was refused."""
        return f"One number is asked for, in {self.unit}."
