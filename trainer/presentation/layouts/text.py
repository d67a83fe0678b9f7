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

_FIRST = {"item": "- ", "finding": "- "} | dict.fromkeys(
    ("heading", "note", "prompt", "hint", "verdict", "own words", "answer", "rest"), ""
)


def debrief_text(
    case: Case,
    state: State,
    width: int = 78,
    changed: Sequence[str] = (),
    first: State | None = None,
    *,
    in_words: bool = False,
) -> str:
    """The whole debrief, in lines of at most ``width`` columns; ``in_words`` is for screen readers.

    Longer are only single long words, and charts of chances, which take up to 76 columns.
    """
    data = debrief(case, state, changed, first)
    text = _wrap(f"Debrief: {data.title}", "", width)
    for block in intro(data):
        text += ["", *lines([block], width, in_words=in_words)]
    for name in SECTIONS:
        text += ["", "", name.upper()]
        for block in section(data, name):
            text += [""] if block.kind == "heading" else []
            text += lines([block], width, in_words=in_words)
    return "\n".join([*text, "", DISCLAIMER]) + "\n"


def lines(
    blocks: Iterable[Block], width: int = 78, *, cited: bool = True, in_words: bool = False
) -> list[str]:
    """Blocks as lines of at most ``width`` columns; only charts and long words are longer.

    ``cited`` shows citations. ``in_words``, for screen readers, puts charts and their marks into
    words.
    """
    wrapped = []
    for block in blocks:
        if block.kind == "chart":
            words = block.in_words if in_words else block.text
            wrapped += [f"  {line}" for line in words.splitlines()]
            continue
        first = _FIRST.get(block.kind, "  ")
        day = f"{block.day}: " if block.day else ""
        lead = f"{block.label}. " if block.kind == "option" else block.lead
        if in_words and block.in_words:
            lead = f"{block.in_words}: "
        brackets = "".join(f" ({b})" for b in block.brackets if cited or b != block.cite)
        beside = "".join(f"   {text}" for text in block.beside)
        for paragraph in f"{day}{lead}{block.text}{beside}{brackets}".splitlines():
            wrapped += _wrap(paragraph, first, width)
            first = "  "
    return wrapped


def _wrap(text: str, first: str, width: int) -> list[str]:
    # Only printable characters, so that no text can send control codes to the terminal.
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    wrapper = textwrap.TextWrapper(max(width, 20), first, "  " if first else "")
    wrapper.break_long_words = wrapper.break_on_hyphens = False
    return wrapper.wrap(text)
