"""A question as the room votes on it, and the marks of its options.

A mark is a letter, a shape and a colour: any one of the three is enough.
"""

from __future__ import annotations

from textwrap import wrap

from rich.text import Text
from textual.content import Content

from trainer.presentation.blocks.question import question_blocks
from trainer.questions import Question
from trainer.questions.marks import COLOURS, LETTERS, SHAPES
from trainer.tui.widgets.indented import BLANK, Indented, plain

_LIGHT_INK = {"#0072B2"}  # black on this blue has a contrast of 4, white one of 5
MARK = 7
"""Columns of a mark with its gap."""


def question_page(question: Question, width: int, height: int) -> Indented:
    """The question, with as much space between its options as ``height`` rows leave.

    It shows neither the key nor the votes.
    """
    title, prompt, *rest = question_blocks(question)
    how = [block.text for block in rest if block.kind == "how"]
    options = [block.text for block in rest if block.kind == "option"]
    parts = [plain((prompt.text, "bold"))]
    if not options:
        parts += [BLANK, *(plain((text, "bold")) for text in how)]
        return Indented([plain(title.text), BLANK, *parts])
    parts += map(plain, how)
    used = lines(prompt.text, width) + len(parts)
    left = height - used - sum(lines(text, width - MARK) for text in options)
    gaps = min(2, max(0, (left - 2) // len(options)))
    if left >= len(options) + 2:
        parts = [plain(title.text), BLANK, *parts]
    parts.append(BLANK)
    for index, text in enumerate(options):
        parts += [(mark(index), Content.styled(text, "bold")), *[BLANK] * gaps]
    return Indented(parts)


def lines(text: str, width: int) -> int:
    """About how many lines ``text`` takes, broken at words."""
    return len(wrap(text, width, break_long_words=False, break_on_hyphens=False)) or 1


def mark(index: int) -> Content:
    """The mark of an option; its colour is the background, to show on dark and on light."""
    return Content.styled(*_styled(index)) + "  "


def cell_mark(index: int) -> Text:
    """The mark of an option, for a cell of a table."""
    return Text(*_styled(index))


def _styled(index: int) -> tuple[str, str]:
    ink = "#FFFFFF" if COLOURS[index] in _LIGHT_INK else "#000000"
    return f" {LETTERS[index]} {SHAPES[index]} ", f"bold {ink} on {COLOURS[index]}"


def bar_colour(index: int, dark: bool) -> str:
    """The colour of an option's bar; on white the same for all: yellow would not be seen."""
    return COLOURS[index] if dark else "#004C80"
