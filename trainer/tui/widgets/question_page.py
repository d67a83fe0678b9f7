"""A question as the room votes on it; nothing of its key or of how votes stand."""

from __future__ import annotations

from textual.content import Content

from trainer.presentation.blocks.question import question_blocks
from trainer.questions import Question
from trainer.tui.widgets.indented import BLANK, Indented, plain
from trainer.tui.widgets.marks import MARK, mark


def question_page(question: Question, width: int, height: int) -> Indented:
    """The question, with as much space between its options as ``height`` rows leave."""
    title, prompt, *rest = question_blocks(question)
    how = [block.text for block in rest if block.kind == "how"]
    options = [block.text for block in rest if block.kind == "option"]
    shown = [plain((prompt.text, "bold"))]
    if not options:
        shown += [BLANK, *(plain((text, "bold")) for text in how)]
        return Indented([plain(title.text), BLANK, *shown])
    shown += map(plain, how)
    used = lines(prompt.text, width) + len(shown)
    left = height - used - sum(lines(text, width - MARK) for text in options)
    gaps = min(2, max(0, (left - 2) // len(options)))
    if left >= len(options) + 2:
        shown = [plain(title.text), BLANK, *shown]
    shown.append(BLANK)
    for index, text in enumerate(options):
        shown += [(mark(index), Content.styled(text, "bold")), *[BLANK] * gaps]
    return Indented(shown)


def lines(text: str, width: int) -> int:
    """About how many lines ``text`` takes, broken at words."""
    taken, used = 1, 0
    for word in text.split():
        used += len(word) + 1
        if used > width + 1:
            taken, used = taken + 1, len(word) + 1
    return taken
