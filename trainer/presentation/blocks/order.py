"""An order in words: what was ordered, how often, and its result or status."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.counting import every
from trainer.engine.state import Placed
from trainer.engine.views import OrderView
from trainer.presentation import words

_STATUSES = {
    "waiting": "not back yet",
    "no result": "no result so far",
    "not reported": "not reported: the report gives no result for this day",
    "recorded": "recorded; the reported course goes on",
}


def order_text(view: OrderView) -> str:
    """An order in one sentence."""
    return f"{placed_text(view)}: {_STATUSES.get(view.status, view.status)}"


def outcome_text(case: Case, view: OrderView) -> str:
    """The latest results of an order on one line, or its status if it has none."""
    if not view.findings:
        return status_word(view)
    latest = [f for f in view.findings if f.day == view.findings[-1].day]
    texts = [(words.title(case, f), words.finding_text(case, f)) for f in latest]
    if len(texts) == 1 and texts[0][0] == view.name:
        return " ".join(texts[0][1].split())
    return " ".join("; ".join(f"{title}: {text}" for title, text in texts).split())


def status_word(view: OrderView) -> str:
    """The status of an order in a few words, for a list."""
    return {"waiting": "not back yet", "no result": "none so far"}.get(view.status, view.status)


def placed_text(view: OrderView) -> str:
    """What was ordered, when and how often."""
    placed = view.placed
    interval = f", {every(placed.every)}" if placed.every else ""
    end = f", stopped before day {placed.stopped}" if placed.stopped is not None else ""
    origin = ", with your answer" if placed.picked else ""
    return f"{view.name} (day {placed.day}{interval}{end}{origin})"


def often_text(placed: Placed, today: int) -> str:
    """When an order was placed; for a standing order also its interval and its last day."""
    start = "today" if placed.day == today else f"day {placed.day}"
    if not placed.every:
        return start
    end = f", to day {placed.stopped - 1}" if placed.stopped is not None else ""
    return f"{every(placed.every)} from {start}{end}"
