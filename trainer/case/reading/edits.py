"""A text changed in places, with every other character left as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """A piece of text to put from ``start`` to ``end`` (0-based lines and columns)."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits``, which must not overlap."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for edit in sorted(edits, reverse=True):
        start, end = (starts[line] + column for line, column in (edit.start, edit.end))
        text = text[:start] + edit.text + text[end:]
    return text
