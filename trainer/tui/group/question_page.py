"""A question as the room votes on it; nothing of its key or of how votes stand."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from trainer.case.model import Decision, EstimateDecision
from trainer.tui.group.marks import mark

MARK = 7
"""Columns of a mark with its gap."""


def question_page(decision: Decision, width: int, height: int) -> Group:
    """The question, with as much space between its options as ``height`` rows leave."""
    head: list[RenderableType] = [Text(decision.prompt, style="bold")]
    if isinstance(decision, EstimateDecision):
        ask = f"A number from {decision.low:g} to {decision.high:g} ({decision.unit})"
        return Group(Text(decision.title), Text(), *head, Text(), Text(ask, style="bold"))
    if decision.most > 1:
        head.append(Text(f"Up to {decision.most} of these"))
    used = lines(decision.prompt, width) + len(head)
    texts = sum(lines(option.text, width - MARK) for option in decision.options)
    left = height - used - texts
    gaps = min(2, max(0, (left - 2) // len(decision.options)))
    if left >= len(decision.options) + 2:
        head = [Text(decision.title), Text(), *head]
    options = Table.grid(padding=(0, 2, 0, 0))
    options.add_column(width=MARK - 2)
    options.add_column(ratio=1)
    for index, option in enumerate(decision.options):
        options.add_row(mark(index), Text(option.text, style="bold"))
        for _ in range(gaps):
            options.add_row("", "")
    return Group(*head, Text(), options)


def lines(text: str, width: int) -> int:
    """About how many lines ``text`` takes, broken at words."""
    taken, used = 1, 0
    for word in text.split():
        used += len(word) + 1
        if used > width + 1:
            taken, used = taken + 1, len(word) + 1
    return taken
