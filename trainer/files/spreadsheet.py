"""Cells of a table that a spreadsheet will open."""

from __future__ import annotations

import unicodedata

_SIGNS = ("=", "+", "-", "−", "@", "|", "%")
"""What a formula begins with; some programs take the wide signs of East Asia, too."""


def safe_cell(cell: object) -> object:
    """``cell``, with a quote before a text that a spreadsheet would run."""
    if isinstance(cell, str):
        first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
        if first in _SIGNS or cell[:1] in ("\t", "\r", "\n"):
            return f"'{cell}"
    return cell
