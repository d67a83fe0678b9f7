"""Abbreviations and terms, filtered while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static

from trainer.case.model import Term
from trainer.case.search import folded
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.text import DIM, Page


class GlossaryScreen(ModalScreen[None]):
    """The terms that may be looked up today."""

    COMMAND_LIST = (Command("close", "escape", "Close", "Back to the case.", footer=True),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMAND_LIST)]
    DEFAULT_CSS = """
    GlossaryScreen { align: center middle; }
    #glossary-box {
        width: 76; max-width: 95%; height: 80%; padding: 1 2;
        border: round $primary; background: $surface;
    }
    #glossary-box Button { margin-top: 1; }
    #glossary-text { height: auto; }
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self.terms = sorted(terms, key=lambda t: t.term.casefold())

    def compose(self) -> ComposeResult:
        """A field and the list."""
        with Vertical(id="glossary-box"):
            yield LineInput(id="glossary-filter", placeholder="Type to filter")
            with VerticalScroll():
                yield Static(id="glossary-text")
            yield Button("Close", compact=True, action="screen.close")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show all."""
        self._draw("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter."""
        event.stop()
        self._draw(event.value)

    def _draw(self, query: str) -> None:
        page, wanted = Page(), folded(query)
        for term in self.terms:
            if wanted in folded(f"{term.term} {term.expansion}"):
                page.parts((term.term + "  ", "bold"), (term.expansion, ""))
                if term.meaning:
                    page.line(term.meaning, DIM)
        if page.empty:
            page.line(f"No term has '{query}'." if query else "No terms yet.", DIM)
        self.query_one("#glossary-text", Static).update(page.content())

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
