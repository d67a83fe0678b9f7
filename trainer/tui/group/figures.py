"""Bars that a room reads from its last row, of one round or two beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from trainer.presentation.blocks.round import percent
from trainer.tui.group.block_letters import low, low_width
from trainer.tui.widgets.question_page import MARK, lines

_THIN, _THICK = 1, 3
_FIGURES = 11
"""Columns for a count and its share in plain digits."""
_BIG = 21
"""Columns for the same in large digits."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """An option or a range of numbers, with its count and share in each round shown."""

    mark: Text
    text: str
    votes: tuple[tuple[int, float], ...]
    colour: str
    note: str = ""


def bars(rows: Sequence[BarRow], heads: Sequence[str], width: int, height: int) -> Table:
    """The bars, as thick as ``height`` rows allow; ``heads`` name the rounds."""
    text_rows = sum(lines(row.text + row.note, width - MARK) for row in rows)
    least_rows = text_rows + len(rows) + (2 if len(heads) > 1 else 0)
    gap = least_rows + len(rows) - 1 <= height
    thick = _THICK if least_rows + 3 * len(rows) - 1 <= height else _THIN
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=MARK - 2)
    table.add_column(ratio=1)
    bar_width = (width - MARK - 3 * (len(heads) - 1)) // max(1, len(heads))
    if len(heads) > 1:
        table.add_row("", _beside([Text(h, style="bold") for h in heads]))
        if gap:
            table.add_row("", "")
    for index, row in enumerate(rows):
        label = Text(row.text, style="bold").append(row.note, style="not bold")
        table.add_row(row.mark, label)
        drawn = [_bar(*v, bar_width, thick, row.colour, gap) for v in row.votes]
        table.add_row("", _beside(drawn))
        if gap and index < len(rows) - 1:
            table.add_row("", "")
    return table


def _beside(cells: Sequence[RenderableType]) -> Table:
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in cells:
        grid.add_column(ratio=1)
    grid.add_row(*cells)
    return grid


def _bar(
    count: int, share: float, width: int, rows: int, colour: str, apart: bool
) -> RenderableType:
    big = rows == _THICK and width > 2 * _BIG
    room = max(1, width - (_BIG if big else _FIGURES))
    length = max(round(share * room), 1 if count else 0)
    if not big:
        # If no blank line follows, a half-height bar keeps clear of the next option's text.
        bar = ("█" if apart else "▀") * length
        figures = f"{' ' if bar else ''}{count}"
        return Text.assemble((bar, colour), (figures, "bold"), f"  {percent(share)}")
    grid = Table.grid(padding=(0, 2, 0, 0))
    cells = [Text(low(str(count))), Text("\n" + percent(share), style="bold")]
    if length:
        bar = "█" * length
        cells.insert(0, Text(f"{bar}\n{bar}\n{'▀' * length}", style=colour))
        grid.add_column(width=length, no_wrap=True)
    grid.add_column(width=low_width(str(count)), no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_row(*cells)
    return grid
