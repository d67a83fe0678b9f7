"""A field of one line that takes nothing a terminal would obey."""

from __future__ import annotations

from textual.widgets import Input


class LineInput(Input):
    """Pasted control characters are dropped: they would reach the terminal as they are."""

    def validate_value(self, value: str) -> str:
        """The value without them."""
        return "".join(c for c in value if c.isprintable())
