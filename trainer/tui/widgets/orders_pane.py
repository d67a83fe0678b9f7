"""The learner's orders and their outcomes."""

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

END, UNDO = "{end_order} end a standing order", "{undo} undo"
NAMES = 30
"""Columns of a name, at most."""


class OrdersPane(Vertical):
    """The list of orders, and the answer to the order under the bar."""

    KEYS = "#orders-list"
    sight: Sight | None = None
    cites = False
    orders: tuple[views.OrderView, ...] = ()

    def compose(self) -> ComposeResult:
        """The list, the keys and the detail."""
        yield OptionList(id="orders-list", markup=False)
        yield Static(id="orders-keys")
        with VerticalScroll(id="orders-detail"):
            yield Static(id="orders-answer")

    @property
    def chosen(self) -> views.OrderView | None:
        """The order under the bar."""
        at = self.query_one("#orders-list", OptionList).highlighted
        return self.orders[at] if at is not None and at < len(self.orders) else None

    def show(self, sight: Sight, cites: bool) -> None:
        """Draw what is known by now, with the standing orders first."""
        self.sight, self.cites = sight, cites
        order_list = self.query_one("#orders-list", OptionList)
        last = self.chosen
        self.orders = tuple(sorted(sight.orders, key=lambda v: not v.active))
        at = next((i for i, v in enumerate(self.orders) if last and _same_order(v, last)), 0)
        order_list.clear_options()
        order_list.add_options(map(Option, order_lines(sight, self.orders)))
        order_list.display = bool(self.orders)
        if self.orders:
            order_list.highlighted = at
        else:
            self.query_one("#orders-answer", Static).update(Content("Nothing ordered yet."))
            self._show_keys(sight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the answer to the order under the bar."""
        if self.sight is None or event.option_index >= len(self.orders):
            return
        view = self.orders[event.option_index]
        self._show_keys(self.sight, view)
        page = Page(self.cites)
        if view.findings or cells(view.name) > NAMES:  # else the list has said it all
            page.line(order_text(view)).gap()
        page.blocks(findings(self.sight.case, view.findings, dated=True))
        self.query_one("#orders-answer", Static).update(page.content())

    def _show_keys(self, sight: Sight, view: views.OrderView | None = None) -> None:
        """Show the keys for what can be done with an order."""
        keys = []
        if view is not None:
            keys += [] if no_stop(sight.state, view.index) else [END]
            keys += [] if no_undo_order(sight.case, sight.state, view.index) else [UNDO]
        line = in_words("   ".join(keys), keymap_in(self.app))
        key_line = self.query_one("#orders-keys", Static)
        key_line.display = bool(keys)
        key_line.update(Content.styled(line, DIM), layout=False)


def _same_order(view: views.OrderView, other: views.OrderView) -> bool:
    """Whether two views are of the same order; orders placed by answers have no index."""
    placed, other_placed = view.placed, other.placed
    identity = (view.index, placed.order, placed.day)
    return identity == (other.index, other_placed.order, other_placed.day)


def order_lines(sight: Sight, orders: Sequence[views.OrderView]) -> list[Content]:
    """A line for each order: its name, when or how often, and its outcome."""
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
