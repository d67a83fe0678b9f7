"""An order: what was asked for, how often, and what became of it."""

from __future__ import annotations

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
    every = "every day" if placed.every == 1 else f"every {placed.every} days"
    often = f", {every}" if placed.every else ""
    ended = f", stopped before day {placed.stopped}" if placed.stopped is not None else ""
    came = ", with your decision" if placed.picked else ""
    return f"{view.name} (day {placed.day}{often}{ended}{came})"
