"""The learner's orders and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.engine import views
from trainer.engine.offers import no_stop, no_undo_order
from trainer.presentation.blocks.day import findings
from trainer.presentation.blocks.order import often_text, order_text, outcome_text
from trainer.presentation.sight import Sight
from trainer.presentation.spans import cells, left
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.widgets.text import DIM, Page

ORDER, END, UNDO = "{order} = order", "{end_order} = end a standing order", "{undo} = undo"
NAMES = 30
"""Columns of a name at the most."""


class OrdersPane(Vertical):
    """A list, and the answer to the order it stands on."""

    KEYS = "#orders-list"
    sight: Sight | None = None
    cites = False
    shown: tuple[views.OrderView, ...] = ()

    def compose(self) -> ComposeResult:
        """Keys, list, detail."""
        yield Static(id="orders-keys")
        yield OptionList(id="orders-list", markup=False)
        with VerticalScroll(id="orders-detail"):
            yield Static(id="orders-answer")

    @property
    def chosen(self) -> views.OrderView | None:
        """The order the list stands on."""
        at = self.query_one("#orders-list", OptionList).highlighted
        return self.shown[at] if at is not None and at < len(self.shown) else None

    def show(self, sight: Sight, cites: bool) -> None:
        """Draw what is known by now: standing orders first."""
        self.sight, self.cites = sight, cites
        listed = self.query_one("#orders-list", OptionList)
        kept = self.chosen
        self.shown = tuple(sorted(sight.orders, key=lambda v: not v.active))
        at = next((i for i, v in enumerate(self.shown) if kept and _are_one(v, kept)), 0)
        listed.clear_options()
        listed.add_options(map(Option, order_lines(sight, self.shown)))
        listed.display = bool(self.shown)
        if self.shown:
            listed.highlighted = at
        else:
            self.query_one("#orders-answer", Static).update(Content("Nothing ordered yet."))
            self._tell_keys(sight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the answer."""
        if self.sight is None or event.option_index >= len(self.shown):
            return
        view = self.shown[event.option_index]
        self._tell_keys(self.sight, view)
        page = Page(self.cites).line(order_text(view)).gap()
        page.blocks(findings(self.sight.case, view.findings, dated=True))
        self.query_one("#orders-answer", Static).update(page.content())

    def _tell_keys(self, sight: Sight, view: views.OrderView | None = None) -> None:
        """What can be done with the order the list stands on."""
        keys = [ORDER]
        if view is not None:
            keys += [] if no_stop(sight.state, view.index) else [END]
            keys += [] if no_undo_order(sight.case, sight.state, view.index) else [UNDO]
        line = in_words("   ".join(keys), keymap_in(self.app))
        self.query_one("#orders-keys", Static).update(Content.styled(line, DIM), layout=False)


def _are_one(view: views.OrderView, other: views.OrderView) -> bool:
    """Whether both are of one order; those that came with answers have no number."""
    ours, theirs = view.placed, other.placed
    return (view.index, ours.order, ours.day) == (other.index, theirs.order, theirs.day)


def order_lines(sight: Sight, orders: Sequence[views.OrderView]) -> list[Content]:
    """A line each: what, when, and what became of it."""
    names = min(NAMES, max((cells(view.name) for view in orders), default=0))
    often = [often_text(view.placed, sight.state.day) for view in orders]
    column = max(map(cells, often), default=0)
    return [
        Content.assemble(
            (f"{left(view.name, names)}  ", "bold" if view.active else ""),
            (f"{left(every, column)}  ", DIM),
            outcome_text(sight.case, view),
        )
        for view, every in zip(orders, often, strict=True)
    ]
