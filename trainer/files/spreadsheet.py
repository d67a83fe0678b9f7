"""Cells of a table that a spreadsheet will open."""

from __future__ import annotations

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula begins with; some programs take the full-width signs, too."""


def safe_cell(cell: object) -> object:
    """``cell``, with a quote before a text that a spreadsheet would run."""
    if isinstance(cell, str) and cell.lstrip(" ")[:1] in _SIGNS and cell.strip(" "):
        return f"'{cell}"
    return cell
