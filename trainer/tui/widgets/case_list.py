"""The library's filter and its list of cases."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.events import Key
from textual.reactive import reactive
from textual.widgets import OptionList

from trainer.tui.widgets.line_input import LineInput


class FilterInput(LineInput):
    """A filter that leaves the question mark to help."""

    # The field's own binding, told in the footer: it hides the screen's.
    BINDINGS: ClassVar = [Binding("enter", "submit", "Open", key_display="enter")]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text for this field."""
        return character != "?" and super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Let the question mark go on to the app's binding."""
        if event.character == "?":
            event.prevent_default()


class CaseList(OptionList):
    """The cases; where the bar moves, only the rows it leaves and enters are painted."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Open", key_display="enter")]
    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        # A list of 25 rows takes 5 ms to paint at each key, two cases take 1.
        for index in (before, after):
            if index is not None and (row := self._index_to_line.get(index)) is not None:
                self.refresh_lines(row, self._heights[index])
