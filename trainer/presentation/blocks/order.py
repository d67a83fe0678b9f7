"""An order: what was asked for, how often, and what became of it."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.counting import every
from trainer.engine.state import Placed
from trainer.engine.views import OrderView
from trainer.presentation import words

_BECAME = {
    "waiting": "not back yet",
    "no result": "no result so far",
    "not reported": "not reported: the report gives no result for this day",
    "recorded": "recorded; the reported course goes on",
}


def order_text(view: OrderView) -> str:
    """An order in one sentence."""
    return f"{placed_text(view)}: {_BECAME.get(view.status, view.status)}"


def became_text(case: Case, view: OrderView) -> str:
    """What became of it in a line: its latest results, where there are any."""
    if not view.findings:
        return status_word(view)
    latest = [f for f in view.findings if f.day == view.findings[-1].day]
    texts = [(words.title(case, f), words.finding_text(case, f)) for f in latest]
    if len(texts) == 1 and texts[0][0] == view.name:
        return " ".join(texts[0][1].split())
    return " ".join("; ".join(f"{title}: {text}" for title, text in texts).split())


def status_word(view: OrderView) -> str:
    """What became of it, for a list."""
    return {"waiting": "not back yet", "no result": "none so far"}.get(view.status, view.status)


def placed_text(view: OrderView) -> str:
    """What was ordered, when and how often."""
    placed = view.placed
    often = f", {every(placed.every)}" if placed.every else ""
    ended = f", stopped before day {placed.stopped}" if placed.stopped is not None else ""
    came = ", with your answer" if placed.picked else ""
    return f"{view.name} (day {placed.day}{often}{ended}{came})"


def often_text(placed: Placed, today: int) -> str:
    """When it was asked for; of a standing order how often, and until when."""
    since = "today" if placed.day == today else f"day {placed.day}"
    if not placed.every:
        return since
    if placed.stopped is None:
        return f"{every(placed.every)} from {since}"
    last = placed.stopped - 1
    return (
        f"{since}, ended"
        if last == placed.day
        else f"{every(placed.every)} from {since} to day {last}"
    )
