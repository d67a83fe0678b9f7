"""Numbers typed in line by line, in one widget.

With a field for each number, a digit typed before the focus has moved would go into the wrong
field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

_DIGITS = 4
_MARK, _FIELD = 5, 6
_NARROWEST = 20


Line = tuple[Text, str]
"""The mark and the text of what is counted."""


class CountTable(Static, can_focus=True):
    """A number for each line; enter on the last one calls ``done``."""

    def __init__(self, lines: Sequence[Line], done: Callable[[], None]) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.done = done
        self.typed = [""] * len(self.lines)
        self.at = 0
        self._line_at: list[int] = []
        """For each row on the screen, the index of its line."""
        self._fresh = True
        """Whether the next digit replaces the number of the line."""

    @property
    def numbers(self) -> list[int | None]:
        """The typed numbers; None for an empty line."""
        return [int(text) if text else None for text in self.typed]

    def begin(self, numbers: Sequence[int]) -> None:
        """Show ``numbers``, 0 as an empty line, and go to the first line."""
        self.typed = [str(n) if n else "" for n in numbers[: len(self.lines)]]
        self._go(0)

    def on_focus(self) -> None:
        """Highlight the current line."""
        self._draw()

    def on_blur(self) -> None:
        """Remove the highlight: digits go elsewhere."""
        self._draw()

    def on_key(self, event: Key) -> None:
        """Put digits into the current line; enter and tab go to the next one."""
        last = len(self.lines) - 1
        if event.character and event.character in "0123456789":
            text = "" if self._fresh else self.typed[self.at]
            self.typed[self.at] = (text + event.character)[-_DIGITS:]
            self._fresh = False
            self._draw()
        elif event.key in ("backspace", "delete"):
            self.typed[self.at] = "" if self._fresh else self.typed[self.at][:-1]
            self._draw()
        elif event.key == "enter" and self.at == last:
            self._fresh = True  # if refused, the next digit replaces the number
            self.done()
        elif event.key in ("enter", "tab", "down") and self.at < last:
            self._go(self.at + 1)
        elif event.key in ("shift+tab", "up") and self.at > 0:
            self._go(self.at - 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        """Go to the clicked line."""
        row = event.get_content_offset_capture(self).y
        if 0 <= row < len(self._line_at):
            self._go(self._line_at[row])

    def on_resize(self) -> None:
        """Wrap long texts at the new width."""
        self._draw()

    def _go(self, line: int) -> None:
        self.at, self._fresh = line, True
        self._draw()

    def _draw(self) -> None:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=_MARK)
        table.add_column(width=_FIELD)
        table.add_column(ratio=1)
        room = max(_NARROWEST, self.size.width - _MARK - _FIELD - 4)
        self._line_at = []
        for index, (mark, wording) in enumerate(self.lines):
            current = index == self.at and self.has_focus
            field = Text(f"{self.typed[index] or '_':>{_FIELD - 1}} ", style="bold")
            if current:
                field.stylize("reverse")
            rows = [row.plain.rstrip() for row in Content(wording).wrap(room)]
            self._line_at += [index] * len(rows)
            text = Text("\n".join(rows), "bold" if current else "")
            table.add_row(mark, field, text)
        self.update(table)
