"""Placing orders: type a few letters, choose how often, read the answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.compiled import Case
from trainer.case.model import Order
from trainer.case.search import search
from trainer.engine import moves, views
from trainer.engine.state import State
from trainer.presentation.blocks.day import findings
from trainer.presentation.blocks.order import order_text
from trainer.tui.commands import Command
from trainer.tui.widgets.choice_row import ChoiceRow
from trainer.tui.widgets.dialogs import Dialog
from trainer.tui.widgets.line_input import LineInput, WholeInput
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

OFTEN = ("once", "every day", "7 days", "14 days", "other")
_DAYS = (None, 1, 7, 14)
Place = Callable[[str, int | None], str]
"""Places an order by its id, every so many days or once (None), in a learner's run or a room's.

Returns why it is not saved, empty if it is. Raises ``Refused``.
"""
FIRST = "Any test, treatment, procedure or consult: the report alone answers."


class OrderEntry(Dialog[None]):
    """Search for an order, choose how often, and read the answer to the latest one."""

    COMMAND_LIST = (
        Command("place", "enter", "Order", "Place the order under the bar.", footer=True),
        Command("often", "tab", "How often", "Go to how often; arrows choose.", footer=True),
        Command("close", "escape", "Close", "Back to the case.", footer=True),
    )
    BUTTONS: ClassVar = {"place": "primary", "close": "default"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, case: Case, state: Callable[[], State], place: Place, cites: bool = False):
        super().__init__()
        self.case, self.state, self.place, self.cites = case, state, place, cites
        self.orders: list[Order] = []

    def body(self) -> Iterable[Widget]:
        """The search, the matching orders, how often, and the answer."""
        yield LineInput(id="order-search", placeholder="Order what? Type a few letters")
        yield OptionList(id="order-list", markup=False)
        yield ChoiceRow("How often:", OFTEN, id="order-often")
        yield WholeInput("order-days", "every how many days")
        answer = Static(Content.styled(FIRST, DIM), id="order-answer")
        yield VerticalScroll(answer, id="order-answer-box", can_focus=False)

    @property
    def scene(self) -> object:
        """The listed orders and the state, so that enter places only an order in sight."""
        return tuple(order.id for order in self.orders), self.state()

    def on_mount(self) -> None:
        """Focus the search; tab then skips the list and goes to how often."""
        self.query_one("#order-list").can_focus = False
        self.query_one("#order-search").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        if event.input.id != "order-search":
            return
        self.orders = search(event.value, self.case.catalogue.orders.values())
        names = self.query_one("#order-list", OptionList)
        names.clear_options()
        names.add_options(
            Option(Content.assemble(o.name, (f"   {o.kind}, {o.group}", DIM))) for o in self.orders
        )
        names.highlighted = 0 if self.orders else None
        if event.value.strip() and not self.orders:
            names.add_option(Option(f"No order is called '{event.value.strip()}'.", disabled=True))

    def action_move(self, by: int) -> None:
        """Move in the list while typing goes on."""
        names = self.query_one("#order-list", OptionList)
        if self.orders:
            names.highlighted = ((names.highlighted or 0) + by) % len(self.orders)

    def on_option_list_option_selected(self) -> None:
        """A click only highlights an order, so that how often can still be chosen."""
        self.query_one("#order-search").focus()

    def on_choice_row_changed(self, event: ChoiceRow.Changed) -> None:
        """'other' asks for a number."""
        days = self.query_one("#order-days", Input)
        days.set_class(event.index == len(_DAYS), "-needed")
        if event.index == len(_DAYS):
            days.focus()

    def action_often(self) -> None:
        """Focus how often."""
        self.query_one(ChoiceRow).focus()

    def action_place(self) -> None:
        """Place the highlighted order and show its answer."""
        index = self.query_one("#order-list", OptionList).highlighted
        often = self.query_one(ChoiceRow).index
        days = self.query_one("#order-days", Input).value
        if index is None or index >= len(self.orders):
            self._warn("Type a few letters of an order first.")
            return
        if often == len(_DAYS) and not days.isdecimal():
            self._warn("Every how many days? Type a number, or choose another interval.")
            return
        every = int(days) if often == len(_DAYS) else _DAYS[often]
        try:
            unsaved = self.place(self.orders[index].id, every)
        except moves.Refused as why:
            self._warn(str(why))
            return
        self._answer(unsaved)
        self.query_one(ChoiceRow).choose(0)
        field = self.query_one("#order-search", Input)
        field.value = ""
        field.focus()

    def _answer(self, unsaved: str) -> None:
        view = views.orders(self.case, self.state())[0]
        page = Page(self.cites).line(f"Ordered: {order_text(view)}", HEAD)
        page.blocks(findings(self.case, view.findings, dated=True))
        if unsaved:
            page.line(f"Not saved: {unsaved}", WARN)
        self.query_one("#order-answer", Static).update(page.content())

    def _warn(self, text: str) -> None:
        self.query_one("#order-answer", Static).update(Content.styled(text, WARN))
