"""A debrief as plain text, for pipes and screen readers."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation.blocks.debrief import SECTIONS, Block, intro, section
from trainer.presentation.words import DISCLAIMER
from trainer.scoring.debrief import debrief


def debrief_text(case: Case, state: State, width: int = 78, changed: Sequence[str] = ()) -> str:
    """The whole debrief, no line longer than ``width`` where words allow it."""
    told = debrief(case, state, changed)
    lines = _wrap(f"Debrief: {told.title}", "", width)
    for block in intro(told):
        lines += ["", *_lines(block, width)]
    for name in SECTIONS:
        lines += ["", "", name.upper()]
        for block in section(told, name):
            if block.kind == "heading":
                lines.append("")
            lines += _lines(block, width)
    return "\n".join([*lines, "", DISCLAIMER]) + "\n"


def _lines(block: Block, width: int) -> list[str]:
    label = f"{block.label}: " if block.label else ""
    cite = f" ({block.cite})" if block.cite else ""
    first = {"heading": "", "text": "  ", "item": "- "}[block.kind]
    lines = []
    for paragraph in f"{label}{block.text}{cite}".splitlines():
        lines += _wrap(paragraph, first, width)
        first = "  "
    return lines


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
