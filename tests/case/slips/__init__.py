"""Typical slips of authors, as data: ``slips.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from trainer.case.reading.yaml12 import parse
from trainer.case.rules.example import example

HERE = Path(__file__).parent


class Slip(NamedTuple):
    """One slip: the text with it, and what must be told."""

    name: str
    raw: bytes
    shown: str
    code: str
    line: int
    says: str
    alone: bool


@cache
def slips() -> tuple[Slip, ...]:
    """All of them, in the order of the file."""
    return tuple(_slip(entry) for entry in parse((HERE / "slips.yaml").read_text("utf-8"))[0])


def _slip(entry: dict[str, Any]) -> Slip:
    text, old, new = example(), entry.get("old", ""), entry.get("new", "")
    assert old in text, f"{entry['slip']}: {old!r} is not in the example"
    text = text.replace(old, new, 1) + entry.get("add", "")
    shown = new or entry.get("add") or (f"without {old}" if old else "")
    return Slip(
        entry["slip"],
        text.encode(entry.get("encode", "utf-8")),
        shown,
        entry["code"],
        entry["line"],
        entry["says"],
        entry.get("alone", True),
    )
