"""A letter, a shape and a colour for each option; any one of the three is enough."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.content import Content

from trainer.case.compiled import Case
from trainer.questions.marks import COLOURS, LETTERS, SHAPES

_LIGHT_INK = {"#0072B2"}  # black on this blue has a contrast of 4, white one of 5


MARK = 7
"""Columns of a mark with its gap."""


def mark(index: int) -> Content:
    """The mark of an option: its colour lies behind, so that it shows on dark and on light."""
    return Content.styled(*_styled(index)) + "  "


def cell_mark(index: int) -> Text:
    """The same for a cell of a table."""
    return Text(*_styled(index))


def _styled(index: int) -> tuple[str, str]:
    ink = "#FFFFFF" if COLOURS[index] in _LIGHT_INK else "#000000"
    return f" {LETTERS[index]} {SHAPES[index]} ", f"bold {ink} on {COLOURS[index]}"


def bar_colour(index: int, dark: bool) -> str:
    """The colour of an option's bar; on white one for all, as yellow could not be seen."""
    return COLOURS[index] if dark else "#004C80"


def letters(case: Case, question: str, picks: Iterable[str]) -> str:
    """Picked options by their letters: ``AC``; a dash where nothing was picked."""
    order = list(case.options[question])
    return "".join(LETTERS[order.index(p)] for p in picks if p in order) or "-"
