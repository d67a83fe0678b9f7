"""Figures and letters in block characters, to be read from the last row."""

from __future__ import annotations

from trainer.files.lists import pairs_in

_DOTS = pairs_in(__file__, "block_letters.txt")
"""Each character with the dots of its rows."""
_HALVES = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def tall(text: str) -> str:
    """``text`` in figures of five rows and six columns."""
    rows = _rows(text)
    return "\n".join("".join({"1": "██", "0": "  "}[dot] for dot in row) for row in rows)


def low(text: str) -> str:
    """``text`` in figures of three rows and three columns."""
    rows = [*_rows(text), "0" * low_width(text)]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(
        "".join(_HALVES[pair] for pair in zip(a, b, strict=True)) for a, b in pairs
    )  # fmt: skip


def low_width(text: str) -> int:
    """Columns of ``low``; ``tall`` takes twice as many."""
    return len(_rows(text)[0])


def fitting(text: str, width: int) -> str | None:
    """``tall`` or ``low``, the largest that fits into ``width`` columns; None if neither does."""
    if 2 * low_width(text) <= width:
        return tall(text)
    return low(text) if low_width(text) <= width else None


def _rows(text: str) -> list[str]:
    figures = [_DOTS[c].split() for c in text]
    return ["0".join(figure[row] for figure in figures) for row in range(5)]
