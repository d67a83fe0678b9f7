"""Placing orders: type a few letters, choose how often, read the answer at once."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.model import Order
from trainer.case.search import search
from trainer.engine import moves, views
from trainer.presentation.blocks.day import findings
from trainer.presentation.blocks.order import order_text
from trainer.tui.commands import Command, bindings
from trainer.tui.desk import Desk
from trainer.tui.widgets.choice_row import ChoiceRow
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.line_input import LineInput, WholeInput
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

OFTEN = ("once", "every day", "7 days", "14 days", "other")
_DAYS = (None, 1, 7, 14)
FIRST = "Any test, treatment, procedure or consult. The report alone answers; it may be silent."


class OrderInput(LineInput):
    """The search; the field's own enter, told in the footer, hides the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Order", key_display="enter")
    ]


class OrderEntry(ModalScreen[None]):
    """Search, list, how often, and the answer to the latest order."""

    COMMAND_LIST = (
        Command("place", "enter", "Order", "Place the order under the bar.", footer=True),
        Command("often", "tab", "How often", "Then arrows choose how often.", footer=True),
        Command("close", "escape", "Close", "Back to the case.", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    OrderEntry { align: center middle; }
    #order-box {
        width: 90; max-width: 98%; height: 95%; padding: 0 2;
        border: round $primary; background: $surface;
    }
    #order-list { height: 1fr; border: none; }
    #order-buttons { height: 1; margin-top: 1; }
    #order-buttons Button { margin-right: 2; }
    #order-often { margin-top: 1; }
    #order-days { display: none; border: none; height: 1; padding: 0; background: $boost; }
    #order-days.-asked { display: block; }
    #order-answer-box { height: 35%; border-top: solid $primary; }
    #order-answer { height: auto; }
    """

    def __init__(self, session: Desk) -> None:
        super().__init__()
        self.session = session
        self.found: list[Order] = []

    def compose(self) -> ComposeResult:
        """From what to how often to what came of it."""
        with Vertical(id="order-box"):
            yield OrderInput(id="order-search", placeholder="Order what? Type a few letters")
            yield OptionList(id="order-list", markup=False)
            yield ChoiceRow("How often:", OFTEN, id="order-often")
            yield WholeInput("order-days", "every how many days")
            with Horizontal(id="order-buttons"):
                yield Button("Order", variant="primary", compact=True, action="screen.place")
                yield Button("Close", compact=True, action="screen.close")
            with VerticalScroll(id="order-answer-box", can_focus=False):
                yield Static(Content.styled(FIRST, DIM), id="order-answer")
        yield KeyLine()

    @property
    def scene(self) -> object:
        """What can be ordered, and what has been: enter places only what was in sight."""
        return tuple(order.id for order in self.found), self.session.state

    def on_mount(self) -> None:
        """Ready to type; tab goes from the search straight to how often."""
        self.query_one("#order-list").can_focus = False
        self.query_one("#order-search").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        if event.input.id != "order-search":
            return
        self.found = search(event.value, self.session.case.catalogue.orders.values())
        listed = self.query_one("#order-list", OptionList)
        listed.clear_options()
        listed.add_options(
            Option(Content.assemble(o.name, (f"   {o.kind}, {o.group}", DIM))) for o in self.found
        )
        listed.highlighted = 0 if self.found else None

    def action_move(self, by: int) -> None:
        """Move in the list while typing goes on."""
        listed = self.query_one("#order-list", OptionList)
        if self.found:
            listed.highlighted = ((listed.highlighted or 0) + by) % len(self.found)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in either field."""
        event.stop()
        self.action_place()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a result only chooses it: how often comes before it is placed."""
        event.stop()
        self.query_one("#order-search").focus()

    def on_choice_row_changed(self, event: ChoiceRow.Changed) -> None:
        """'other' asks for a number."""
        event.stop()
        days = self.query_one("#order-days", Input)
        days.set_class(event.index == len(_DAYS), "-asked")
        if event.index == len(_DAYS):
            days.focus()

    def action_often(self) -> None:
        """To how often."""
        self.query_one(ChoiceRow).focus()

    def action_place(self) -> None:
        """Place what the list stands on and show its answer."""
        at = self.query_one("#order-list", OptionList).highlighted
        if at is None or at >= len(self.found):
            self._tell("Type the name of an order first.")
            return
        often = self.query_one(ChoiceRow).index
        if often < len(_DAYS):
            every = _DAYS[often]
        else:
            typed = self.query_one("#order-days", Input).value
            if not typed.isdecimal():
                self._tell("Every how many days? Type a number, or choose another interval.")
                return
            every = int(typed)
        session = self.session
        try:
            session.do(moves.place(session.case, session.state, self.found[at].id, every))
        except moves.Refused as why:
            self._tell(str(why))
            return
        self._answer()
        self.query_one(ChoiceRow).choose(0)
        field = self.query_one("#order-search", Input)
        field.value = ""
        field.focus()

    def _answer(self) -> None:
        session = self.session
        view = views.orders(session.case, session.state)[0]
        page = Page().line(f"Ordered: {order_text(view)}", HEAD)
        page.blocks(findings(session.case, view.findings, dated=True))
        if not session.saving.saved:
            page.line(f"Not saved: {session.saving.reason}", WARN)
        self.query_one("#order-answer", Static).update(page.content())

    def _tell(self, text: str) -> None:
        self.query_one("#order-answer", Static).update(Content.styled(text, WARN))

    def action_close(self) -> None:
        """Back to the case."""
        self.dismiss(None)
