"""Figures of solid blocks: lines as thin as Textual's ``Digits`` vanish at the back of a room."""

from __future__ import annotations

_DOTS = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 001 001",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    ":": "0 1 0 1 0",
}
_HALVES = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def tall(text: str) -> str:
    """Five rows high, six columns a figure."""
    rows = _rows(text)
    return "\n".join("".join({"1": "██", "0": "  "}[dot] for dot in row) for row in rows)


def low(text: str) -> str:
    """Three rows high, three columns a figure."""
    rows = [*_rows(text), "0" * low_width(text)]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(
        "".join(_HALVES[pair] for pair in zip(a, b, strict=True)) for a, b in pairs
    )  # fmt: skip


def low_width(text: str) -> int:
    """Columns of ``low``; ``tall`` takes twice as many."""
    return len(_rows(text)[0])


def _rows(text: str) -> list[str]:
    figures = [_DOTS[c].split() for c in text]
    return ["0".join(figure[row] for figure in figures) for row in range(5)]
