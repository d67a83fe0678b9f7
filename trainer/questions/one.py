"""The single best option."""

from __future__ import annotations

from typing import ClassVar, Literal

from trainer.questions.answer import Answer
from trainer.questions.choice import Choice


class OneQuestion(Choice):
    """Pick the single best option."""

    single_best: ClassVar[bool] = True

    kind: Literal["one"]

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return 1

    def reported_answer(self) -> Answer | None:
        """The option that comes closest to what the report did, not a harmful one if possible."""
        keyed = [o for o in self.options if o.keyed]
        best = max(keyed, key=lambda o: (o.share, o.reported == "yes"), default=None)
        return None if best is None else Answer((best.id,))
