"""How a debrief is laid out on the screen; all texts go in as literal text."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import AXES, intro, section
from trainer.presentation.words import cites, score_text
from trainer.scoring.debrief import Debrief, DecisionTold
from trainer.scoring.parts import Axis
from trainer.scoring.stored import axis_title
from trainer.scoring.timeline import Entry

BAR = 12
"""Cells of a full bar: four of them stand beside each other in 80 columns."""


class SectionTab(Static):
    """A section's name in the row above; a click opens it."""

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, number: int, name: str) -> None:
        super().__init__(Content(f"{number} {name}"), classes="debrief-tab")
        self.section = name

    def on_click(self) -> None:
        """Ask for the section."""
        self.post_message(self.Chosen(self.section))


def blocks_shown(blocks: Iterable[Block], close: bool = False) -> Group:
    """Headings, paragraphs and items with hanging indents, citations dim.

    ``close`` puts items below each other without a blank line.
    """
    shown: list[Text | Table] = []
    for block in blocks:
        if block.kind == "heading":
            shown.append(Text(f"\n{block.text}" if shown else block.text, style="bold"))
            continue
        line = Text(f"{block.label}: " if block.label else "", style="bold")
        line.append(block.text, style="not bold")
        if block.cite:
            line.append(f"  {block.cite}", style="dim not bold")
        row = Table.grid(padding=(0, 1), expand=True)
        row.add_column(width=1)
        row.add_column(ratio=1)
        row.add_row("-" if block.kind == "item" else "", line)
        if block.kind == "item" and shown and not close:
            shown.append(Text(""))
        shown.append(row)
    return Group(*shown)


def section_shown(told: Debrief, name: str) -> Group | Table | Text:
    """One of ``SECTIONS``."""
    if name == "Scores":
        return _scores(told)
    return _timeline(told) if name == "Time line" else blocks_shown(section(told, name))


def _scores(told: Debrief) -> Group:
    """Five bars beside each other, then what they are made of."""
    bars = Table.grid(padding=(0, 2), expand=True)
    drawn = {name: axis for name, axis in told.axes.items() if name != "calibration"}
    for _ in drawn:
        bars.add_column(ratio=1)
    bars.add_row(*(_bar(name, axis) for name, axis in drawn.items()))
    # The bars tell what the first items would.
    rest = section(told, "Scores")[len(drawn) :]
    caution = [Text(b.text, style="dim") for b in intro(told)]
    return Group(bars, Text(""), *caution, Text(""), blocks_shown(rest, close=True))


def _bar(name: str, axis: Axis) -> Text:
    share = 0 if axis.score is None else round(axis.score / 100 * BAR)
    text = Text(f"{axis_title(name)}\n", style="bold")
    text.append("█" * share + "░" * (BAR - share) + "\n", style="not bold")
    text.append(f"{score_text(axis.score)}\n")
    return text.append(AXES[name], style="dim not bold")


def _timeline(told: Debrief) -> Table | Text:
    """Your course beside the reported one, day by day."""
    if not told.timeline:
        return Text("Nothing has happened yet.")
    table = Table(box=None, expand=True, padding=(0, 2, 1, 0), header_style="bold", show_edge=False)
    table.add_column("Day", width=4)
    table.add_column("Your course", ratio=1)
    table.add_column("As reported", ratio=1)
    for day in told.timeline:
        table.add_row(Text(str(day.day), style="bold"), _lane(day.yours), _lane(day.reported))
    return table


def _lane(entries: tuple[Entry, ...]) -> Group:
    rows = Table.grid(padding=(0, 1))
    for entry in entries:
        line = Text(entry.text)
        if entry.cite:
            line.append(f"  {cites(entry.cite)}", style="dim")
        rows.add_row("-", line)
    return Group(rows if entries else Text("-", style="dim"))


def decision_line(asked: DecisionTold) -> Content:
    """A decision in a list: its day, name, and whether the answer agrees."""
    return Content(f"Day {asked.day:>3}  {asked.title}{'  (passed)' if asked.passed else ''}")
