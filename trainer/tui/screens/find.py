"""Search over all that is known so far."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from trainer.presentation.patient.find import SearchHit, find
from trainer.presentation.sight import Sight
from trainer.tui.commands import Command
from trainer.tui.widgets.dialogs import Dialog
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.rows import Row, Rows
from trainer.tui.widgets.text import DIM


class FindScreen(Dialog[SearchHit]):
    """A search field and its hits; dismissed with the chosen hit."""

    COMMAND_LIST = (
        Command("open", "enter", "Show", "Show it on its day.", footer=True),
        Command("step(-1)", "up", "Up", "Go to the hit before."),
        Command("step(1)", "down", "Down", "Go to the next hit."),
        Command("close", "escape", "Close", "Back to the case.", footer=True),
    )

    def __init__(self, sight: Sight, cites: bool) -> None:
        super().__init__()
        self.sight = sight
        self.cites = cites
        self.hits: list[SearchHit] = []

    def body(self) -> Iterable[Widget]:
        """A field and the list."""
        yield LineInput(id="find-words", placeholder="Words of any finding so far")
        yield Static(id="find-count")
        yield Rows(id="find-rows")

    def on_mount(self) -> None:
        """List everything known; keys go into the field."""
        self.query_one("#find-rows").can_focus = False
        self._draw("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search."""
        self._draw(event.value)

    def _draw(self, query: str) -> None:
        self.hits = find(self.sight, query)
        rows = [
            Row(
                Content.assemble(
                    (f"{hit.title}: ", "bold"),
                    " ".join(hit.text.split()),
                    (f"  {hit.cite}" if self.cites and hit.cite else "", DIM),
                ),
                Content.styled(f"day {hit.day}".ljust(8), DIM),
                place,
            )
            for place, hit in enumerate(self.hits)
        ]
        listing = self.query_one(Rows)
        listing.show(rows, 0)
        listing.scroll_home(animate=False)
        line = f"{len(rows)} found" if rows else f"Nothing so far has '{query}'."
        self.query_one("#find-count", Static).update(Content.styled(line, DIM))

    def action_step(self, by: int) -> None:
        """Move the pointer to the hit before or after."""
        self.query_one(Rows).action_step(by)

    def action_open(self) -> None:
        """Choose the hit under the pointer."""
        key = self.query_one(Rows).key
        if isinstance(key, int) and key < len(self.hits):
            self.dismiss(self.hits[key])

    def on_rows_chosen(self) -> None:
        """A click chooses a hit."""
        self.action_open()
