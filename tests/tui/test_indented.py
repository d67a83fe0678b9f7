"""Paragraphs beside what stands at their left: nothing is lost, and what is tied is not parted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from trainer.tui.widgets.indented import tied, wrapped

WORDS = st.lists(st.text("abcdef", min_size=1, max_size=8), min_size=1, max_size=12)


@given(WORDS, WORDS, st.integers(0, 6), st.integers(12, 60))
def test_a_paragraph_keeps_its_words_and_its_width(
    words: list[str], note: list[str], indent: int, width: int
) -> None:
    text = Content(f"{' '.join(words)}   {tied(' '.join(note))}")
    lines = [line.plain for line in wrapped(Content(" " * indent), text, width)]
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join((*words, *note))


@given(WORDS, st.integers(20, 60))
def test_a_note_that_fits_a_line_stands_on_one(words: list[str], width: int) -> None:
    text = Content(f"{' '.join(words)}   {tied('best, as reported')}")
    lines = [line.plain for line in wrapped(Content(""), text, width)]
    assert any("best, as reported" in line for line in lines)
