"""Blocks as plain text, for prompts, pipes and screen readers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import SECTIONS, intro, section
from trainer.presentation.words import DISCLAIMER
from trainer.scoring.debrief import debrief

_FIRST = {
    "item": "- ", "finding": "- ", "heading": "", "note": "", "prompt": "", "hint": "",
}  # fmt: skip


def debrief_text(case: Case, state: State, width: int = 78, changed: Sequence[str] = ()) -> str:
    """The whole debrief, no line longer than ``width`` where words allow it."""
    told = debrief(case, state, changed)
    said = _wrap(f"Debrief: {told.title}", "", width)
    for block in intro(told):
        said += ["", *_lines(block, width)]
    for name in SECTIONS:
        said += ["", "", name.upper()]
        for block in section(told, name):
            if block.kind == "heading":
                said.append("")
            said += _lines(block, width)
    return "\n".join([*said, "", DISCLAIMER]) + "\n"


def lines(blocks: Iterable[Block], width: int = 78) -> list[str]:
    """Blocks as lines, none longer than ``width`` where words allow it."""
    return [line for block in blocks for line in _lines(block, width)]


def _lines(block: Block, width: int) -> list[str]:
    day = f"{block.day}: " if block.day else ""
    cite = "".join(f" ({text})" for text in block.brackets)
    first = _FIRST.get(block.kind, "  ")
    said = []
    lead = f"{block.label}. " if block.kind == "option" else block.lead
    for paragraph in f"{day}{lead}{block.text}{cite}".splitlines():
        said += _wrap(paragraph, first, width)
        first = "  "
    return said


def _wrap(text: str, first: str, width: int) -> list[str]:
    # Printable alone: nothing in a text may steer the terminal it is printed to.
    shown = "".join(c if c.isprintable() else " " for c in text)
    indent = "" if not first else "  "
    return textwrap.wrap(
        shown,
        max(width, 20),
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
