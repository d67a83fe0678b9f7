"""Text with a mark, a key or a dash at its left, beside which it wraps."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

Line = tuple[Content, Content]
"""What stands at the left, and the text beside it."""
NOTHING = Content("")
BLANK: Line = (NOTHING, NOTHING)


def plain(*parts: str | tuple[str, str]) -> Line:
    """A paragraph with nothing at its left, of texts and (text, style)."""
    return NOTHING, Content.assemble(*parts)


class Indented(Visual):
    """Lines to draw, for ``Static.update``.

    A grid of Rich's looks the same and takes ten times as long to draw, which a key press of a
    facilitator has to wait for.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self._drawn = NOTHING
        self._width = -1

    @property
    def text(self) -> str:
        """All of it, a line for a line."""
        return "\n".join(f"{lead.plain}{text.plain}" for lead, text in self.lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual gives it
        """Columns in which nothing wraps."""
        return max((a.cell_length + b.cell_length for a, b in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Rows it takes."""
        return self._at(width).get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        return self._at(width).render_strips(width, height, style, options)

    def _at(self, width: int) -> Content:
        if width != self._width:
            self._width = width
            self._drawn = Content("\n").join(
                line for lead, text in self.lines for line in _wrapped(lead, text, width)
            )
        return self._drawn


def _wrapped(lead: Content, text: Content, width: int) -> list[Content]:
    if not lead:
        return [text]
    room = max(1, width - lead.cell_length)
    first, *rest = text.wrap(room) or [NOTHING]
    beside = Content(" " * lead.cell_length)
    return [lead + first.rstrip(), *(beside + line.rstrip() for line in rest)]
