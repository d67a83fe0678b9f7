"""The single best option."""

from __future__ import annotations

from typing import ClassVar, Literal

from trainer.questions.answer import Answer
from trainer.questions.choice import Choice


class OneDecision(Choice):
    """Pick the single best option."""

    single_best: ClassVar[bool] = True

    kind: Literal["one"]

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return 1

    def reported_answer(self) -> Answer | None:
        """What the report did in full: part of it is not the one answer."""
        picks = tuple(o.id for o in self.options if o.reported == "yes")
        return Answer(picks) if picks else None
