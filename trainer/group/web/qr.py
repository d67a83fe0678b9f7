"""QR codes for a terminal: two modules in the height of one character."""

from __future__ import annotations

import segno

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
QUIET = 2
"""Modules of margin. Four are the rule; readers take two, and a terminal has few lines."""


def qr(text: str, *, dark_on_light: bool = False) -> list[str]:
    """The code as lines of half blocks, its margin among them.

    For a dark terminal the light modules are drawn and the dark ones left; ``dark_on_light`` is for
    a light terminal.
    """
    matrix = segno.make(text, error="m", micro=False).matrix
    side = len(matrix) + 2 * QUIET

    def drawn(row: int, column: int) -> bool:
        y, x = row - QUIET, column - QUIET
        inside = 0 <= y < len(matrix) and 0 <= x < len(matrix)
        dark = inside and matrix[y][x] == 1
        return dark if dark_on_light else not dark

    return [
        "".join(_BLOCKS[drawn(top, x), top + 1 < side and drawn(top + 1, x)] for x in range(side))
        for top in range(0, side, 2)
    ]


def wifi(name: str, password: str = "") -> str:
    """The text of a QR code that brings a phone into a Wi-Fi network."""
    if not password:
        return f"WIFI:T:nopass;S:{_quoted(name)};;"
    return f"WIFI:T:WPA;S:{_quoted(name)};P:{_quoted(password)};;"


def _quoted(text: str) -> str:
    return "".join(f"\\{c}" if c in '\\;,":' else c for c in text)
