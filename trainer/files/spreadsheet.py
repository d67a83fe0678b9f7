"""Making cells safe for tables that a spreadsheet will open."""

from __future__ import annotations

import unicodedata

_SIGNS = ("=", "+", "-", "−", "@", "|", "%")
"""The first characters of formulas; some programs also accept their full-width forms."""


def safe_cell(cell: object) -> object:
    """``cell``, with a quote before a text that a spreadsheet would run as a formula."""
    if isinstance(cell, str):
        first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
        if first in _SIGNS or cell[:1] in ("\t", "\r", "\n"):
            return f"'{cell}"
    return cell
