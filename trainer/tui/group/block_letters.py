"""Figures and letters that are read from the last row, drawn in block characters."""

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
    "A": "010 101 111 101 101",
    "B": "1110 1001 1110 1001 1110",
    "C": "011 100 100 100 011",
    "D": "110 101 101 101 110",
    "E": "111 100 110 100 111",
    "F": "111 100 110 100 100",
    "G": "0111 1000 1011 1001 0111",
    "H": "101 101 111 101 101",
    "J": "001 001 001 101 010",
    "K": "101 101 110 101 101",
    "L": "100 100 100 100 111",
    "M": "10001 11011 10101 10001 10001",
    "N": "1001 1101 1011 1001 1001",
    "P": "110 101 110 100 100",
    "Q": "0110 1001 1001 1010 0101",
    "R": "110 101 110 101 101",
    "S": "0111 1000 0110 0001 1110",
    "T": "111 010 010 010 010",
    "U": "101 101 101 101 111",
    "V": "101 101 101 101 010",
    "W": "10001 10001 10101 11011 10001",
    "X": "101 101 010 101 101",
    "Y": "101 101 010 010 010",
    "Z": "1111 0001 0110 1000 1111",
}
"""Five rows each. What a code may hold is here, and no two of these are taken for each other."""
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


def fitting(text: str, width: int) -> str | None:
    """The largest of both that fits into ``width`` columns; None where none does."""
    if 2 * low_width(text) <= width:
        return tall(text)
    return low(text) if low_width(text) <= width else None


def _rows(text: str) -> list[str]:
    figures = [_DOTS[c].split() for c in text]
    return ["0".join(figure[row] for figure in figures) for row in range(5)]
