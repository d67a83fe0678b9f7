"""Several options, up to a maximum."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.questions.choice import Choice


class SeveralQuestion(Choice):
    """Pick several options, up to a maximum."""

    kind: Literal["several"]
    maximum: Annotated[int, Field(strict=True, ge=1, le=12)]

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return self.maximum
