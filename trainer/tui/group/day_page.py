"""What a room reads of a day: what is new, what the team did, what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer.case.compiled import Case
from trainer.engine import views
from trainer.engine.state import State
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.order import order_text
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


class RoomPage(Page):
    """A page with a blank line after each finding: a room reads slower than a learner."""

    def block(self, block: Block) -> None:
        """A block, and a blank line after a finding."""
        super().block(block)
        if block.kind == "finding":
            self.gap()


def day_page(case: Case, state: State) -> Content:
    """The day; what it led to comes first once all is answered."""
    page = RoomPage().blocks(day.opening(case, state))
    nothing = "The report tells nothing new on this day."
    page.blocks(day.today(case, state, nothing, _ordered(case, state)))
    _asked(page, case, state)
    return page.content()


def _ordered(case: Case, state: State) -> Iterator[Block]:
    if ordered := [v for v in views.orders(case, state) if v.active or v.placed.day == state.day]:
        yield Block("heading", "What the room ordered")
        yield from (Block("item", order_text(view)) for view in ordered)


def _asked(page: Page, case: Case, state: State) -> None:
    asked = case.decisions_on.get(state.day, ())
    if not asked:
        return
    page.head(f"Asked today: {len(asked)}")
    waiting = views.next_decision(case, state)
    for decision in asked:
        lock = state.locks.get(decision.id)
        here = decision is waiting
        tail = "" if lock is None else "   answered"
        page.parts(
            ("> " if here else "  ", WARN), (decision.title, HEAD if here else ""), (tail, DIM)
        )
