"""A question as a room sees it: much space, and for each option a letter and a shape."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text

from trainer.case.model import Decision, EstimateDecision
from trainer.report.marks import COLOURS, LETTERS, SHAPES


def projected(decision: Decision) -> Group:
    """The question with its options; nothing of its key."""
    question = Text(decision.prompt, style="bold")
    if isinstance(decision, EstimateDecision):
        ask = f"A number between {decision.low:g} and {decision.high:g} ({decision.unit})"
        return Group(Text(decision.title, style="dim"), Text(), question, Text(), Text(ask))
    how = Text()
    if decision.most > 1:
        how = Text(f"Up to {decision.most} of these", style="dim")
    options = Table.grid(padding=(0, 2, 1, 0))
    options.add_column(no_wrap=True)
    options.add_column(ratio=1)
    for index, option in enumerate(decision.options):
        mark = Text(f"{LETTERS[index]} {SHAPES[index]}", style=f"bold {COLOURS[index]}")
        options.add_row(mark, Text(option.text))
    return Group(Text(decision.title, style="dim"), Text(), question, how, Text(), options)
