"""An order: what was asked for, how often, and what became of it."""

from __future__ import annotations

from trainer.engine.state import Placed
from trainer.engine.views import OrderView

_BECAME = {
    "waiting": "not back yet",
    "no result": "no result so far",
    "not reported": "not reported: the report gives no result for this day",
    "recorded": "recorded; the reported course goes on",
}


def order_text(view: OrderView) -> str:
    """An order in one sentence."""
    return f"{placed_text(view)}: {_BECAME.get(view.status, view.status)}"


def status_word(view: OrderView) -> str:
    """What became of it, for a list."""
    return {"waiting": "not back yet", "no result": "none so far"}.get(view.status, view.status)


def placed_text(view: OrderView) -> str:
    """What was ordered, when and how often."""
    placed = view.placed
    often = f", {_every(placed)}" if placed.every else ""
    ended = f", stopped before day {placed.stopped}" if placed.stopped is not None else ""
    came = ", with your decision" if placed.picked else ""
    return f"{view.name} (day {placed.day}{often}{ended}{came})"


def often_text(placed: Placed, today: int) -> str:
    """How often it falls due, and since when."""
    since = "today" if placed.day == today else f"from day {placed.day}"
    return f"{_every(placed)} {since}" if placed.every else since


def _every(placed: Placed) -> str:
    return "every day" if placed.every == 1 else f"every {placed.every} days"
