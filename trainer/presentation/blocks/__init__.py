"""What is said, as data: a piece of text with its role, its citation and its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading", "text", "item",
    "patient", "setting", "caution", "aside",  # around a day
    "finding", "note",
    "prompt", "how", "option", "hint",  # of a question, beside its heading
    "chart",  # lines that stay as they are, drawn in cells of one width
    "verdict", "own words", "answer", "reported", "judgement", "why", "rest",  # of a verdict
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Literal text in one role; a layout decides only how each role looks."""

    kind: Kind
    text: str
    label: str = ""
    cite: str = ""
    day: str = ""
    """The day it is of, where that is said with it."""
    when: str = ""
    """How the report dates it, where the day is not said."""
    mark: int | None = None
    """Of an option: its place among the others, from 0."""
    picked: bool = False
    keyed: bool = False
    """Of an option: whether the report did it, wholly or in part."""
    note: str = ""
    """What it means, in brackets after the text or below it."""
    share: float | None = None
    """Of a score: how much of its bar is filled, 0 to 1."""
    beside: tuple[str, ...] = ()
    """What stands on its line, apart from it: of a verdict the credit, and how sure one was."""
    folded: bool = False
    """Whether it is told on demand while one plays; a page or a file tells it all."""
    heard: str = ""
    """Of a chart, and of what refers to one: the same in words, for who hears it."""
    flagged: tuple[tuple[int, int], ...] = ()
    """Where in the text something is out of its range: from, to."""

    @property
    def lead(self) -> str:
        """The label as it stands before the text."""
        return f"{self.label}: " if self.label else ""

    @property
    def brackets(self) -> tuple[str, ...]:
        """What stands in brackets after the text: what it means, and its citation."""
        return tuple(part for part in (self.note, self.cite) if part)
