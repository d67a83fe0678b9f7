"""How the blocks of a debrief are laid out on the screen; all texts go in as literal text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import intro, section
from trainer.scoring.debrief import Debrief

BAR = 12
"""Cells of a full bar: four of them stand beside each other in 80 columns."""
LANES = {"You": "Your course", "Report": "As reported"}
"""The heads of the time line's columns, by the label of what stands in them."""


class SectionTab(Static):
    """A section's name in the row above; a click opens it."""

    @dataclass
    class Chosen(Message):
        """A section was clicked."""

        name: str

    def __init__(self, number: int, name: str) -> None:
        super().__init__(Content(f"{number} {name}"), classes="debrief-tab")
        self.section = name

    def on_click(self) -> None:
        """Ask for the section."""
        self.post_message(self.Chosen(self.section))


def section_shown(debrief: Debrief, name: str) -> RenderableType:
    """One of ``SECTIONS``."""
    blocks = section(debrief, name)
    if name == "Time line":
        return _timeline(blocks)
    if name != "Scores":
        return blocks_shown(blocks)
    bars = Table.grid(padding=(0, 2), expand=True)
    scores = [block for block in blocks if block.share is not None]
    for _ in scores:
        bars.add_column(ratio=1)
    bars.add_row(*map(_bar, scores))
    caution = [Text(block.text, style="dim") for block in intro(debrief)]
    parts = blocks_shown(blocks[len(scores) :], close=True)
    return Group(bars, Text(""), *caution, Text(""), parts)


def blocks_shown(blocks: Iterable[Block], close: bool = False) -> Group:
    """Headings, paragraphs and items with hanging indents, citations dim.

    ``close`` puts items below each other without a blank line.
    """
    shown: list[RenderableType] = []
    for block in blocks:
        if block.kind == "heading":
            shown.append(Text(f"\n{block.text}" if shown else block.text, style="bold"))
            continue
        if block.kind == "chart":
            shown += [Text(block.text, no_wrap=True), Text("")]
            continue
        if block.kind == "item" and shown and not close:
            shown.append(Text(""))
        shown.append(_row("-" if block.kind == "item" else "", block, block.lead))
    return Group(*shown)


def _row(mark: str, block: Block, lead: str = "") -> Table:
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(width=1)
    row.add_column(ratio=1)
    note = (block.note,) if block.mark is not None and block.note else ()
    beside = "".join(f"   {text}" for text in (*block.beside, *note))
    beside += f"  {block.cite}" if block.cite else ""
    style = "bold" if block.kind == "verdict" else ""
    row.add_row(mark, Text.assemble((lead, "bold"), (block.text, style), (beside, "dim")))
    return row


def _bar(block: Block) -> Text:
    cells = round((block.share or 0) * BAR)
    return Text.assemble(
        (f"{block.label}\n", "bold"),
        "█" * cells + "░" * (BAR - cells) + "\n",
        f"{block.text}\n",
        (block.note, "dim"),
    )


def _timeline(blocks: list[Block]) -> RenderableType:
    """Your course beside the reported one, day by day."""
    days: list[tuple[str, dict[str, list[Block]]]] = []
    for block in blocks:
        if block.kind == "heading":
            days.append((block.text, {label: [] for label in LANES}))
        elif days:
            days[-1][1][block.label].append(block)
    if not days:
        return blocks_shown(blocks)
    table = Table(box=None, expand=True, padding=(0, 2, 1, 0), header_style="bold", show_edge=False)
    table.add_column("Day", width=4)
    for head in LANES.values():
        table.add_column(head, ratio=1)
    for day, lanes in days:
        columns = (
            Group(*(_row("-", b) for b in lane)) if lane else _NONE for lane in lanes.values()
        )
        table.add_row(Text(day.removeprefix("Day "), style="bold"), *columns)
    return table


_NONE = Text("-", style="dim")
