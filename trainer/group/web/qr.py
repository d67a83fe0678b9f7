"""Pictures for a phone's camera, drawn in text."""

from __future__ import annotations

import io

import segno
from segno.helpers import make_wifi_data

QUIET = 2
"""Modules of margin. Four are the rule; readers take two, and a terminal has few lines."""


def qr(text: str) -> list[str]:
    """A QR code as lines of half blocks, its margin among them: its light modules are drawn."""
    lines = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(lines, border=QUIET, compact=True)
    return lines.getvalue().splitlines()


def wifi(name: str, password: str = "") -> str:
    """The text of a QR code that brings a phone into a Wi-Fi network."""
    return make_wifi_data(name, password or None, "WPA" if password else "nopass")
