"""The interface between an answer form and the field for its kind of question."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from textual.widget import Widget

from trainer import typed
from trainer.questions import Answer

Chances = tuple[tuple[str, int], ...]
"""Ids of diagnoses, each with its chance in per cent."""

CONFIDENCES = ("unset", *(str(n) for n in range(0, 101, 10)))
"""The steps of confidence, in per cent; the first stands for none given."""


@dataclass(frozen=True)
class AnswerDraft:
    """An answer not yet committed; kept while the learner looks something up."""

    picks: tuple[str, ...] = ()
    number: str = ""
    """The estimate as it was typed."""
    text: str = ""
    chances: Chances = ()
    sure: int = 0
    """The index in ``CONFIDENCES``."""
    reason: str = ""

    @property
    def value(self) -> float | None:
        """The number that was typed; None if the text is not a number."""
        with suppress(typed.NotUnderstood):
            return typed.estimate(self.number, "")
        return None

    @property
    def confidence(self) -> int | None:
        """Per cent, or None if not given."""
        return int(CONFIDENCES[self.sure]) if self.sure else None

    @property
    def answer(self) -> Answer:
        """The answer as it would be locked now; the engine checks whether it fits."""
        forecast = (self.value, self.confidence, self.reason)
        return Answer(self.picks, *forecast, text=self.text, chances=self.chances)


class AnswerField(Widget):
    """The input for one kind of answer, made from a question and a draft."""

    @property
    def how(self) -> str:
        """A line on what to enter, or on what the keys do."""
        raise NotImplementedError

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """``draft`` with the contents of this field."""
        raise NotImplementedError

    def begin(self) -> None:
        """Focus the field where it is filled in."""
        self.focus()

    @property
    def in_words(self) -> bool:
        """Whether the learner is typing text, so that letters are not commands."""
        return False

    def leave_words(self) -> None:
        """Leave the text, so that letters are commands again."""
        self.begin()

    def take_key(self, character: str | None) -> bool:  # noqa: ARG002 - for subclasses
        """Take a character typed elsewhere on the screen; False if the field has no use for it."""
        return False
