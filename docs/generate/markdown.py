"""Pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by python -m docs.generate; do not edit. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, its cells without line breaks."""
    lines = [_row(head), _row(["---"] * len(head))]
    return [*lines, *map(_row, rows)]


def code(text: str) -> str:
    """``text`` as code in a line, with what cannot be seen made visible."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def block(text: str) -> list[str]:
    """``text`` as a block of YAML."""
    return ["```yaml", text.strip("\n"), "```"]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(c.replace("\n", " ").replace("|", "\\|") for c in cells) + " |"
