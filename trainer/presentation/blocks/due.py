"""The texts around a review: how much is due, and what is left.

Its imports are light, because home uses it before the first paint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from trainer.counting import some
from trainer.learning.queue import Due
from trainer.presentation.blocks import Block

MINUTES_EACH = 1.5
"""Minutes that a question takes on average, to estimate the length of a review."""


def due_text(due: Sequence[Due]) -> str:
    """``6 due, 2 of them you were sure of and missed; about 9 min``."""
    if not due:
        return "Nothing is due today."
    sure = sum(d.why == "sure and wrong" for d in due)
    missed = f"{sure} of them you were sure of and missed" if sure > 1 else ""
    missed = "one of them you were sure of and missed" if sure == 1 and len(due) > 1 else missed
    missed = "you were sure of it and missed it" if sure == 1 == len(due) else missed
    counts = ", ".join(filter(None, (f"{len(due)} due", missed)))
    return f"{counts}; about {max(1, round(len(due) * MINUTES_EACH))} min."


def beginning(due: Sequence[Due], next_day: date | None) -> Iterator[Block]:
    """How much is due today, or, if nothing is, when the next question is due."""
    yield Block("text", due_text(due))
    if not due:
        yield Block("text", next_text(next_day))


def next_text(next_day: date | None) -> str:
    """When the next question is due."""
    if next_day is None:
        return (
            "What you miss, or get right by luck, comes back once its case is finished, if possible"
            " as another case's question of the same principle."
        )
    return f"The next comes back on {next_day}."


def ending(answered: int, left: int, next_day: date | None) -> Iterator[Block]:
    """How many answers were given, and how many questions are left."""
    if answered:
        yield Block("text", f"{some(answered, 'answer')} given; {left} still due today.")
        if not left and next_day is not None:
            yield Block("text", next_text(next_day))
