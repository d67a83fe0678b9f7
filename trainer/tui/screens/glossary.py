"""Abbreviations and terms, filtered while typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from trainer.case.model import Term
from trainer.case.search import folded
from trainer.tui.commands import Command
from trainer.tui.widgets.dialogs import Dialog
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.text import DIM, Page


class GlossaryScreen(Dialog[None]):
    """The terms that may be looked up today."""

    COMMAND_LIST = (Command("close", "escape", "Close", "Back to the case.", footer=True),)

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self.terms = sorted(terms, key=lambda t: t.term.casefold())

    def body(self) -> Iterable[Widget]:
        """A field and the list."""
        yield LineInput(id="glossary-filter", placeholder="Type to filter")
        yield VerticalScroll(Static(id="glossary-text"))

    def on_mount(self) -> None:
        """Show all terms."""
        self._draw("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the terms that match."""
        self._draw(event.value)

    def _draw(self, query: str) -> None:
        page, folded_query = Page(), folded(query)
        for term in self.terms:
            if folded_query in folded(f"{term.term} {term.expansion}"):
                page.parts((term.term + "  ", "bold"), (term.expansion, ""))
                if term.meaning:
                    page.line(term.meaning, DIM)
        if not page.lines:
            page.line(f"No term has '{query}'." if query else "No terms yet.", DIM)
        self.query_one("#glossary-text", Static).update(page.content())
