"""Texts as data: each block has its role, its citation and its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading", "text", "item",
    "patient", "setting", "caution", "aside",  # around a day
    "finding", "note",
    "prompt", "how", "option", "hint",  # a question, with its heading
    "chart",  # lines that are not wrapped, in cells of one width
    "verdict", "own words", "answer", "reported", "judgement", "why", "rest",  # a verdict
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Literal text in one role; a layout decides only how each role looks."""

    kind: Kind
    text: str
    label: str = ""
    cite: str = ""
    day: str = ""
    """The day of a finding or an action, if it is shown with it."""
    when: str = ""
    """How the report dates a finding, if its day is not shown."""
    mark: int | None = None
    """The place of an option in its question, from 0."""
    picked: bool = False
    keyed: bool = False
    """Whether the report chose this option, wholly or in part."""
    note: str = ""
    """A short explanation, shown in brackets after the text or below it."""
    share: float | None = None
    """The filled part of a score's bar, 0 to 1."""
    beside: tuple[str, ...] = ()
    """Short texts on the same line: beside a verdict its credit and the confidence."""
    folded: bool = False
    """Whether the learner sees it only on demand during play; pages and files show all blocks."""
    in_words: str = ""
    """For screen readers: a chart in words, a sentence a line; or the label that a line of its
    legend gets in place of its letter."""
    flagged: tuple[tuple[int, int], ...] = ()
    """The parts of the text that are out of range, each from its first character to its end."""

    @property
    def lead(self) -> str:
        """The label with its colon, as it stands before the text."""
        return f"{self.label}: " if self.label else ""

    @property
    def brackets(self) -> tuple[str, ...]:
        """The note and the citation, each to be shown in brackets after the text."""
        return tuple(part for part in (self.note, self.cite) if part)
