"""Lines of text with roles, from which screens, plain text and reports make their drawings."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

Role = Literal["", "bold", "head", "dim", "warn", "good", "fair", "bad", "line", "band"]
"""What a piece of text is, never how it looks: a heading (``head``), a side remark (``dim``), a
value out of its range (``warn``), a judgement (``good``, ``fair``, ``bad``), a drawn line, or the
band of a range."""
Span = tuple[str, Role]
Line = tuple[Span, ...]


def plain(line: Line) -> str:
    """The text without its roles."""
    return "".join(text for text, _ in line)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(maxsize=1024)  # a drawing says its few signs again and again
def _cells(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def cut(text: str, most: int) -> str:
    """``text`` in at most ``most`` columns, with an ellipsis if it was cut."""
    text = " ".join(text.split())
    if cells(text) <= most:
        return text
    kept, room = "", most - 1
    for c in text:
        room -= _cells(c)
        if room < 0:
            break
        kept += c
    return f"{kept.rstrip()}…" if most > 0 else ""


def fit(line: Line, width: int) -> Line:
    """The line, cut to at most ``width`` columns."""
    room = width
    kept: list[Span] = []
    for text, role in line:
        if cells(text) > room:
            blank = min(room, len(text) - len(text.lstrip(" ")))
            return (*kept, (" " * blank + cut(text, room - blank), role))
        room -= cells(text)
        kept.append((text, role))
    return tuple(kept)


def left(text: str, width: int) -> str:
    """``text`` cut or padded to ``width`` columns, aligned left."""
    short = cut(text, width)
    return short + " " * (width - cells(short))


def right(text: str, width: int) -> str:
    """``text`` cut or padded to ``width`` columns, aligned right."""
    short = cut(text, width)
    return " " * (width - cells(short)) + short
