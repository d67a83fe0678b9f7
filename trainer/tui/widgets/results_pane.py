"""Results as a table; enter on a value shows its course."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from trainer.presentation.patient.results import detail, table
from trainer.presentation.sight import Sight
from trainer.tui.widgets.rows import Row, Rows, drawn

SIDES = 4
"""Columns of the pointer, of the scrollbar, and of the gap before it."""


class ResultsPane(Vertical):
    """The table, and the value under the pointer in full."""

    KEYS = "#results-rows"

    def __init__(self) -> None:
        super().__init__()
        self._sight: Sight | None = None
        self._cites = False
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The head of the table, its rows, and the line of a value in full."""
        yield Static(id="results-head")
        yield Rows(id="results-rows")
        yield Static(id="results-detail")

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._draw()

    def show(self, sight: Sight, cites: bool) -> None:
        """Draw what is known by now."""
        self._sight, self._cites = sight, cites
        self._draw()

    def _draw(self) -> None:
        width = self.size.width - SIDES
        if self._sight is None or width < 20:
            return
        wanted = (self._sight, width)
        page = self.query_one(Rows)
        if wanted != self._drawn:
            self._drawn = wanted
            head, *rows = table(self._sight, width)
            self.query_one("#results-head", Static).update(drawn(head.line), layout=False)
            page.show(Row(drawn(r.line), key=r.analyte or None, wraps=False) for r in rows)
        self.show_value(page.key, self._cites)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the value under the pointer in full."""
        self.show_value(message.key, self._cites)

    def show_value(self, key: object, cites: bool) -> None:
        """Show a value in full below the table; ``cites`` adds its range and its citations."""
        if self._sight is not None and isinstance(key, str) and key in self._sight.series:
            line = drawn(detail(self._sight, key, cites))
            self.query_one("#results-detail", Static).update(line, layout=False)
