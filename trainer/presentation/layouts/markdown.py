"""A debrief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import SECTIONS, intro, section
from trainer.presentation.words import DISCLAIMER
from trainer.scoring.debrief import debrief

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_BLOCK = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)


def debrief_markdown(
    case: Case, state: State, changed: Sequence[str] = (), first: State | None = None
) -> str:
    """The whole debrief; texts of the scenario and the learner are escaped."""
    data = debrief(case, state, changed, first)
    parts = [f"# Debrief: {escaped(data.title)}", *map(block_markdown, intro(data))]
    for name in SECTIONS:
        parts += [f"## {name}", *map(block_markdown, section(data, name))]
    return "\n\n".join([*parts, f"*{DISCLAIMER}*"]) + "\n"


def escaped(text: str) -> str:
    """``text`` on one line, escaped so that Markdown and HTML read no markup in it."""
    line = " ".join(text.split())
    printable_line = "".join(c for c in line if c.isprintable())
    escaped_marks = _MARKS.sub(r"\\\1", printable_line)
    # After a number the backslash stands before its stop or bracket, otherwise before the mark.
    return _BLOCK.sub(
        lambda m: m[0] + "\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", escaped_marks
    ).replace("://", ":\\//")


def block_markdown(block: Block) -> str:
    """A block as a paragraph of Markdown."""
    if block.kind == "heading":
        return f"### {escaped(block.text)}"
    if block.kind == "chart":
        fenced = block.text.replace("`", "'")
        return f"```text\n{fenced}\n```"
    label = f"**{escaped(block.label)}:** " if block.label else ""
    beside = (", ".join(block.beside),) if block.beside else ()
    cite = "".join(f" {escaped(f'({text})')}" for text in (*beside, *block.brackets))
    # Two spaces of indent keep further lines inside the item.
    first = "- " if block.kind == "item" else ""
    breaks = "  \n  " if first else "  \n"
    body = breaks.join(escaped(line) for line in block.text.splitlines() if line.strip())
    return f"{first}{label}{body}{cite}"
