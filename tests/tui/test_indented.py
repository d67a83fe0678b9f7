"""Paragraphs beside what stands at their left: nothing is lost, and what is tied is not parted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from trainer.presentation.blocks import Block
from trainer.tui.debrief_view import BESIDE, LANES, Courses, blocks_shown
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


@given(
    WORDS,
    st.sampled_from(
        ["10 %", "5 mg/L", "2465 ng/mL", "75 /min", "36.1 °C", "90 mmHg", "350 ×10⁴/µL"]
    ),
    WORDS,
    st.integers(12, 60),
)
def test_a_figure_and_its_unit_are_not_parted(
    words: list[str], value: str, more: list[str], width: int
) -> None:
    text = Content(" ".join([*words, value, *more]))
    lines = [line.plain for line in wrapped(Content(""), text, width)]
    assert any(value in line for line in lines)


SENTENCE = st.lists(st.text("abc[/]", min_size=1, max_size=9), min_size=1, max_size=12).map(
    " ".join
)
LANE = st.lists(SENTENCE, max_size=3)


@given(st.dictionaries(st.integers(0, 99).map(str), st.tuples(LANE, LANE), min_size=1, max_size=4),
       st.integers(60, 140))  # fmt: skip
def test_two_courses_say_the_same_beside_each_other_and_below(days, width: int) -> None:
    shown = Courses(
        {
            day: dict(zip(LANES, ([Content(t) for t in lane] for lane in lanes), strict=True))
            for day, lanes in days.items()
        }
    )
    lines = shown._at(width).plain.splitlines()
    assert all(cell_len(line) <= width for line in lines)
    said = sorted(" ".join(lines).replace(" - ", " ").split())
    for lanes in days.values():
        for text in (*lanes[0], *lanes[1]):
            assert set(text.split()) <= set(said)
    heads = sum(line.startswith("Day") for line in lines)
    assert heads == (1 if width >= BESIDE else len(days))


def test_lines_of_a_list_stand_close_and_paragraphs_apart() -> None:
    listed = [Block("heading", "Parts"), Block("item", "0 of 1", "A"), Block("item", "1 of 1", "B")]
    assert blocks_shown(listed).text == "Parts\n- A: 0 of 1\n- B: 1 of 1"
    points = [Block("item", "One point."), Block("item", "Another.")]
    assert blocks_shown(points).text == "- One point.\n\n- Another."
    reasons = [Block("item", "x", "A"), Block("text", "y", "Why"), Block("item", "z", "B")]
    assert blocks_shown(reasons).text == "- A: x\n  Why: y\n\n- B: z"
