"""Text with a mark, a key or a dash at its left; the wrapped lines are indented by it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

Line = tuple[Content, Content]
"""The lead at the left, and the text beside it."""
NOTHING = Content("")
BLANK: Line = (NOTHING, NOTHING)
TIE = "\N{NO-BREAK SPACE}"
"""Put between words that must stay on one line."""
_HELD = "\ue000"
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|°C\b|mmHg\b|[x×]10|[A-Za-zµμ]{0,4}/[A-Za-zµμ]{1,4}\b)")
"""The space between a figure and its unit, as in '10 %', '5 mg/L' and '75 /min'."""


def plain(*parts: str | tuple[str, str]) -> Line:
    """A paragraph without a lead, made of texts and (text, style) pairs."""
    return NOTHING, Content.assemble(*parts)


class Indented(Visual):
    """Lines with their leads, for ``Static.update``.

    A Rich grid would look the same but take ten times as long to draw, and a facilitator's key
    presses would wait for it.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self._drawn = NOTHING
        self._width = -1

    @property
    def text(self) -> str:
        """The plain text, not wrapped."""
        return "\n".join(f"{lead.plain}{text.plain}" for lead, text in self.lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual passes it
        """The width in columns at which nothing wraps."""
        return max((a.cell_length + b.cell_length for a, b in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The height in rows at a width."""
        return self._at(width).get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines."""
        return self._at(width).render_strips(width, height, style, options)

    def _at(self, width: int) -> Content:
        if width != self._width:
            self._width = width
            self._drawn = Content("\n").join(
                line for lead, text in self.lines for line in wrapped(lead, text, width)
            )
        return self._drawn


def tied(text: str) -> str:
    """``text`` tied together, so that it stays on one line."""
    return text.replace(" ", TIE)


def wrapped(lead: Content, text: Content, width: int) -> list[Content]:
    """The lines of a paragraph, of at most ``width`` columns."""
    first, *rest = _broken(text, max(1, width - lead.cell_length))
    beside = Content(" " * lead.cell_length)
    return [lead + first.rstrip(), *(beside + line.rstrip() for line in rest)]


def _broken(text: Content, width: int) -> list[Content]:
    tight = _BEFORE_UNIT.sub(TIE, text.plain)
    if TIE not in tight:
        return text.wrap(width) or [NOTHING]
    # Textual breaks a line at a no-break space, too.
    held = Content(tight.replace(TIE, _HELD), [*text.spans]).wrap(width)
    return [Content(line.plain.replace(_HELD, " "), [*line.spans]) for line in held]
