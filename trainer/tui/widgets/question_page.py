"""A question as the room votes on it; nothing of its key or of how votes stand."""

from __future__ import annotations

from textual.content import Content

from trainer.case.model import Decision
from trainer.tui.widgets.hanging import BLANK, Hanging, plain
from trainer.tui.widgets.marks import MARK, mark


def question_page(decision: Decision, width: int, height: int) -> Hanging:
    """The question, with as much space between its options as ``height`` rows leave."""
    title, shown = plain(decision.title), [plain((decision.prompt, "bold"))]
    if not decision.choices:
        return Hanging([title, BLANK, *shown, BLANK, plain((decision.how, "bold"))])
    if decision.most > 1:
        shown.append(plain(decision.how))
    used = lines(decision.prompt, width) + len(shown)
    texts = sum(lines(option.wording, width - MARK) for option in decision.choices)
    left = height - used - texts
    gaps = min(2, max(0, (left - 2) // len(decision.choices)))
    if left >= len(decision.choices) + 2:
        shown = [title, BLANK, *shown]
    shown.append(BLANK)
    for index, option in enumerate(decision.choices):
        shown += [(mark(index), Content.styled(option.wording, "bold")), *[BLANK] * gaps]
    return Hanging(shown)


def lines(text: str, width: int) -> int:
    """About how many lines ``text`` takes, broken at words."""
    taken, used = 1, 0
    for word in text.split():
        used += len(word) + 1
        if used > width + 1:
            taken, used = taken + 1, len(word) + 1
    return taken
