"""An order: what was asked for, how often, and what became of it."""

from __future__ import annotations

from trainer.engine.views import OrderView


def order_text(view: OrderView) -> str:
    """An order in one sentence."""
    placed = view.placed
    often = f", {every(placed.every)}" if placed.every else ""
    ended = f", stopped before day {placed.stopped}" if placed.stopped is not None else ""
    came = ", with your decision" if placed.picked else ""
    return f"{view.name} (day {placed.day}{often}{ended}{came}): {status_text(view)}"


def every(days: int) -> str:
    """``every day``, ``every 7 days``."""
    return "every day" if days == 1 else f"every {days} days"


def status_text(view: OrderView) -> str:
    """What became of an order, in words."""
    return {
        "answered": "answered",
        "pending": "the result is still to come",
        "not reported": "not reported: the report gives no result for this day",
        "recorded": "recorded; the reported course goes on",
    }[view.status]
