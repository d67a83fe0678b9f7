"""What the form of an answer asks of the field in it, whatever the kind of question."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from textual.widget import Widget

from trainer import typed
from trainer.questions import Answer

Chances = tuple[tuple[str, int], ...]
"""Diagnoses by id, with their chances in per cent."""

SURE = ("unset", *(str(n) for n in range(0, 101, 10)))


@dataclass(frozen=True)
class AnswerDraft:
    """An answer not yet committed; kept while the learner looks something up."""

    picks: tuple[str, ...] = ()
    number: str = ""
    """As it was typed."""
    text: str = ""
    chances: Chances = ()
    sure: int = 0
    """The place in ``SURE``."""
    reason: str = ""

    @property
    def value(self) -> float | None:
        """The number, if what was typed is one."""
        with suppress(typed.NotUnderstood):
            return typed.estimate(self.number, "")
        return None

    @property
    def confidence(self) -> int | None:
        """Per cent, or None if not given."""
        return int(SURE[self.sure]) if self.sure else None

    @property
    def answer(self) -> Answer:
        """What would be locked now; whether it fits is for the engine to say."""
        forecast = (self.value, self.confidence, self.reason)
        return Answer(self.picks, *forecast, text=self.text, chances=self.chances)


class AnswerField(Widget):
    """Where the answer itself is given; made of the question and a draft."""

    @property
    def how(self) -> str:
        """What is asked for, or what the keys do."""
        raise NotImplementedError

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """The draft with what is given here."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the keys here."""
        self.focus()

    @property
    def in_words(self) -> bool:
        """Whether keys are letters of a text just now."""
        return False

    def leave_words(self) -> None:
        """Make keys commands again."""
        self.begin()

    def take_key(self, character: str | None) -> bool:  # noqa: ARG002 - for those who take one
        """Take a character typed elsewhere on the screen; False if it is none of this field's."""
        return False
