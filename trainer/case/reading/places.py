"""From a place in the data to a line and a column of the file."""

from __future__ import annotations

from trainer.case.reading.shape import Loc
from trainer.case.reading.yaml12 import Span


def node(span: Span, loc: Loc) -> Span:
    """The node at ``loc``, or the nearest around it that stands in the file."""
    for step in loc:
        children = dict(span.inner())
        if step not in children:
            break
        span = children[step]
    return span


def key_place(span: Span, loc: Loc) -> tuple[int, int]:
    """The 0-based place of the key that ``loc`` ends with; of its value in a list."""
    around = node(span, loc[:-1])
    if around.keys is not None and loc[-1] in around.keys:
        return around.keys[str(loc[-1])]
    value = node(span, loc)
    return value.line, value.column


def top_place(span: Span, line: int) -> Loc:
    """The section, and in a list its item, that the 0-based line belongs to."""
    loc: Loc = ()
    for _ in range(2):
        above = [(step, child) for step, child in span.inner() if child.line <= line]
        if not above or (loc and isinstance(span.children, dict)):
            break
        step, span = max(above, key=lambda pair: pair[1].line)
        loc = (*loc, step)
    return loc
