"""QR codes drawn in text."""

from __future__ import annotations

import io

import segno

QUIET = 2
"""Modules of margin. The standard is four; readers accept two, and a terminal has few lines."""


def qr(text: str) -> list[str]:
    """A QR code as lines of half blocks, including its margin; the light modules are drawn."""
    lines = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(lines, border=QUIET, compact=True)
    return lines.getvalue().splitlines()


def wifi(name: str, password: str = "") -> str:
    """The text of a QR code that connects a phone to a Wi-Fi network."""
    kind, secret = ("WPA", f"P:{_quoted(password)};") if password else ("nopass", "")
    return f"WIFI:T:{kind};S:{_quoted(name)};{secret};"


def _quoted(text: str) -> str:
    return "".join(f"\\{c}" if c in '\\;,":' else c for c in text)
