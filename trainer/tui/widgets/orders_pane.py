"""The learner's orders and what became of them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.engine import views
from trainer.presentation.blocks.day import findings
from trainer.presentation.blocks.order import order_text, placed_text, status_word
from trainer.presentation.sight import Sight
from trainer.tui.widgets.text import DIM, Page


class OrdersPane(Vertical):
    """A list, and the answer to the order it stands on."""

    KEYS = "#orders-list"
    sight: Sight | None = None
    cites = False
    shown: tuple[views.OrderView, ...] = ()

    def compose(self) -> ComposeResult:
        """Keys, list, detail."""
        yield Static(Content.styled("o = order   e = end a standing order   u = undo", DIM),
                     id="orders-keys")  # fmt: skip
        yield OptionList(id="orders-list", markup=False)
        with VerticalScroll(id="orders-detail"):
            yield Static(id="orders-answer")

    @property
    def chosen(self) -> int | None:
        """The engine's number of the order the list stands on."""
        at = self.query_one("#orders-list", OptionList).highlighted
        return self.shown[at].index if at is not None and at < len(self.shown) else None

    def show(self, sight: Sight, cites: bool) -> None:
        """Draw what is known by now: standing orders first."""
        self.sight, self.cites = sight, cites
        kept, listed = self.chosen, self.query_one("#orders-list", OptionList)
        self.shown = tuple(sorted(sight.orders, key=lambda v: not v.active))
        at = next((i for i, v in enumerate(self.shown) if v.index == kept), 0)
        listed.clear_options()
        for view in self.shown:
            standing = ("Standing  " if view.active else "", "bold")
            became = (f"   {status_word(view)}", DIM)
            listed.add_option(Option(Content.assemble(standing, placed_text(view), became)))
        if self.shown:
            listed.highlighted = at
        else:
            self.query_one("#orders-answer", Static).update(Content("Nothing ordered yet."))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the answer."""
        if self.sight is None or event.option_index >= len(self.shown):
            return
        view = self.shown[event.option_index]
        page = Page(self.cites).line(order_text(view)).gap()
        page.blocks(findings(self.sight.case, view.findings, dated=True))
        self.query_one("#orders-answer", Static).update(page.content())
