"""A page of rows of text, some of which can be chosen; it draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from trainer.presentation.spans import Line, Role
from trainer.tui.widgets.indented import NOTHING, wrapped
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

STYLES: Mapping[Role, str] = {
    "": "", "bold": "bold", "head": HEAD, "dim": DIM, "warn": WARN, "good": "$text-success",
    "fair": "$text-warning", "bad": "$text-error", "line": "$text-primary", "band": DIM,
}  # fmt: skip
"""The style of each role in a drawing."""
POINTER = "> "
"""Shown before the row that enter chooses."""


@dataclass(frozen=True)
class Row:
    """A paragraph, or a line that is cut rather than wrapped; with a key it can be chosen."""

    text: Content
    lead: Content = NOTHING
    key: Hashable = None
    wraps: bool = True


def drawn(line: Line) -> Content:
    """A line of a drawing in its styles."""
    return Content.assemble(*((text, STYLES[role]) for text, role in line))


def of_page(page: Page, indent: str = "") -> list[Row]:
    """The paragraphs of a page as rows."""
    return [Row(text, Content(indent) + lead) for lead, text in page.lines]


class Rows(ScrollView, can_focus=True):
    """Shows rows; arrows and clicks choose among those that have a key."""

    DEFAULT_CSS = """
    Rows {
        height: 1fr; width: 1fr; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    Rows > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("enter", "choose", "Open", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "End", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A row was chosen by enter or a click."""

        rows: Rows
        key: Hashable

    class Moved(Chosen):
        """The pointer moved to another row."""

    def __init__(self, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.key: Hashable = None
        """The key of the row under the pointer."""
        self._lines: list[tuple[Content, Row]] = []
        self._laid_out: tuple[int, tuple[Row, ...]] = (0, ())

    @property
    def text(self) -> str:
        """The plain text, one line for each row."""
        return "\n".join(f"{row.lead.plain}{row.text.plain}" for row in self.rows)

    @property
    def columns(self) -> int:
        """The width of a line without a pointer, which ends one column before the scrollbar."""
        return max(0, self.scrollable_content_region.width - 1)

    def show(self, rows: Iterable[Row], key: Hashable = None) -> None:
        """Show rows; the pointer stays where it is, or goes to ``key``, or to the first key."""
        self.rows = tuple(rows)
        keys = [row.key for row in self.rows if row.key is not None]
        wanted = self.key if key is None else key
        self.key = wanted if wanted in keys else next(iter(keys), None)
        self._lay_out()

    def forget(self) -> None:
        """Let the pointer go to the first key of the rows that are shown next."""
        self.key = None

    def fits(self, key: Hashable) -> bool:
        """Whether no part of a row lies below the first screenful of the page."""
        height = self.scrollable_content_region.height
        return not height or all(row.key != key for _, row in self._lines[height:])

    def on_resize(self) -> None:
        """Wrap at the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.columns
        if not width or self._laid_out == (width, self.rows):
            return
        self._laid_out = width, self.rows
        gutter = len(POINTER) * any(row.key is not None for row in self.rows)
        self._lines = [
            (line, row) for row in self.rows for line in _wrapped(row, max(8, width - gutter))
        ]
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out again before drawing: Textual reports a new size only after painting with it."""
        self.on_resize()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        style = self.visual_style
        if at >= len(self._lines) or not width:
            return Strip.blank(width, style.rich_style)
        line, row = self._lines[at]
        if row.key is not None and row.key == self.key:
            line = Content(POINTER if self._is_first(at) else "  ") + line
            if self.has_focus:
                line = Content(line.plain)  # only the colours of the pointer
                style = self.get_visual_style("rows--cursor")
        elif any(r.key is not None for r in self.rows):
            line = Content("  ") + line
        strips = Visual.to_strips(self, line, width, 1, style, apply_selection=False, pad=True)
        return strips[0].crop(0, width) if strips else Strip.blank(width, style.rich_style)

    def _is_first(self, at: int) -> bool:
        return at == 0 or self._lines[at - 1][1] is not self._lines[at][1]

    # Moving

    def _places(self) -> list[int]:
        """The first line of each row with a key."""
        return [
            at
            for at, (_, row) in enumerate(self._lines)
            if row.key is not None and self._is_first(at)
        ]

    def action_step(self, by: int) -> None:
        """Move the pointer to the next key in this direction if in sight, else scroll a line."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        current = next((at for at, (_, row) in enumerate(self._lines) if row.key == self.key), -1)
        places = [at for at in self._places() if (at - current) * by > 0]
        nearest = (min(places) if by > 0 else max(places)) if places else None
        if nearest is not None and top - 1 <= nearest <= top + height:
            self.point(self._lines[nearest][1].key)
            self.scroll_to_region(Region(0, nearest, 1, 1), animate=False)
        else:
            self.scroll_relative(y=by, animate=False)

    def point(self, key: Hashable) -> None:
        """Put the pointer on a row."""
        if key != self.key:
            self.key = key
            self.refresh()
            self.post_message(self.Moved(self, key))

    def reveal(self, key: Hashable, names: Collection[str]) -> None:
        """Point at a row and scroll it to the top, with the first line that has one of ``names``.

        If there is no room for both, only that line is at the top.
        """
        self.point(key)
        rows = self.scrollable_content_region.height - 1
        ends = [*self._places(), len(self._lines)]
        for start, end in pairwise(ends):
            if self._lines[start][1].key == key:
                lines = ((at, self._lines[at][0].plain) for at in range(start + 1, end))
                named = (at for at, line in lines if any(name in line for name in names))
                line = next(named, start)
                top = start if line - start < rows else line
                self.scroll_to(y=max(0, top - 1), animate=False, force=True)

    def show_whole(self, key: Hashable) -> None:
        """Scroll a row and the lines up to the next key into sight, or as many as fit."""
        ends = [*self._places(), len(self._lines)]
        for at, end in pairwise(ends):
            if self._lines[at][1].key == key:
                rows = min(end - at, self.scrollable_content_region.height)
                # Forced: a page that has just become too long has no scrollbar yet.
                self.scroll_to_region(Region(0, at, 1, rows), animate=False, force=True)

    def action_choose(self) -> None:
        """Choose the row under the pointer."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        at = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if 0 <= at < len(self._lines) and (key := self._lines[at][1].key) is not None:
            self.point(key)
            self.action_choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave left and right to the screen: nothing is wider than the page."""
        sideways = action in ("scroll_left", "scroll_right")
        return not sideways and super().check_action(action, parameters)

    def on_focus(self) -> None:
        """Draw the pointer in its colours: the keys act here."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the pointer without its colours: the keys act elsewhere."""
        self.refresh()


def _wrapped(row: Row, width: int) -> Sequence[Content]:
    if not row.wraps:
        return [(row.lead + row.text).truncate(width, ellipsis=True)]
    return wrapped(row.lead, row.text, width)
