"""The answers of a room to one question in one round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.questions.answer import Answer


@dataclass(frozen=True, slots=True)
class Votes:
    """Answers given by phone, and hands that were counted for each option."""

    answers: tuple[Answer, ...] = ()
    hands: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    """How many took part: phones, and people who raised a hand."""
