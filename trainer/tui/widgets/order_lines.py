"""Orders in lines, under each other: what, when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.engine.views import OrderView
from trainer.presentation.blocks.order import became_text, often_text
from trainer.presentation.sight import Sight
from trainer.presentation.spans import cells, left
from trainer.tui.widgets.text import DIM

NAMES = 30
"""Columns of a name at the most."""


def order_lines(sight: Sight, orders: Sequence[OrderView]) -> list[Content]:
    """A line each."""
    names = min(NAMES, max((cells(view.name) for view in orders), default=0))
    often = [often_text(view.placed, sight.state.day) for view in orders]
    column = max(map(cells, often), default=0)
    return [
        Content.assemble(
            (f"{left(view.name, names)}  ", "bold" if view.active else ""),
            (f"{left(every, column)}  ", DIM),
            became_text(sight.case, view),
        )
        for view, every in zip(orders, often, strict=True)
    ]
