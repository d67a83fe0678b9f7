"""Lines are counted as editors count them, and what nobody sees is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.author.check.corrections import outcome
from trainer.case.loader import load_text
from trainer.case.reading.diagnostics import Diagnostic, render
from trainer.case.reading.text import SEPARATORS, text_of
from trainer.case.rules.example import example

NAMED = Path("a-cough.yaml")
COMMENT = "# The made-up case"
SLIP = ("judgement: unnecessary", "judgment: unnecessary")
separators = pytest.mark.parametrize("separator", SEPARATORS)


def told(text: str) -> list[Diagnostic]:
    return list(load_text(text, NAMED, warnings=True).diagnostics)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@separators
def test_in_a_comment_it_is_named(separator: str) -> None:
    text = example().replace("# The", f"# The{separator}", 1)
    (found,) = told(text)
    assert (found.code, found.line, found.column) == ("W426", 1, 6)
    assert f"U+{ord(separator):04X}" in found.message
    assert load_text(text, NAMED).scenario == load_text(example(), NAMED).scenario


@separators
def test_the_errors_below_it_keep_their_lines(separator: str) -> None:
    text = example().replace("# The", f"# The{separator}", 1).replace(*SLIP, 1)
    line = line_of(text, "judgment:")
    assert ("M201", line) in [(d.code, d.line) for d in told(text)]
    broken = text.replace("title: Chest film", 'title: "Chest film')
    assert ("Y100", line_of(broken, 'title: "Chest')) in [(d.code, d.line) for d in told(broken)]


@separators
def test_between_two_keys_it_is_named(separator: str) -> None:
    text = example().replace(
        "specialty: General medicine\n", f"specialty: X{separator}minutes: 3\n"
    )
    line = line_of(text, "specialty:")
    found = [d for d in told(text) if d.line == line]
    assert [d.code for d in found] == ["Y100"]
    assert f"U+{ord(separator):04X}" in found[0].message


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_the_ends_of_lines_are_no_matter(end: str) -> None:
    text = example().replace(*SLIP, 1)
    other = text_of(text.replace("\n", end).encode(), "a")
    assert told(other) == told(text)
    assert load_text(other, NAMED).content_hash == load_text(text, NAMED).content_hash


@given(st.sampled_from(SEPARATORS + "\u200b\u00ad\ufeff"), st.integers(1, len(example()) - 2))
def test_wherever_it_stands_no_line_is_moved(sign: str, at: int) -> None:
    text = example()[:at] + sign + example()[at:]
    lines = text.split("\n")
    for d in told(text):
        assert d.line <= len(lines)
        assert d.source == lines[d.line - 1]


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u00ad"])
def test_other_characters_that_nobody_sees(sign: str) -> None:
    (found,) = told(example().replace("title: A cough", f"title: A{sign} cough"))
    assert (found.code, found.line, found.column) == ("W426", 5, 9)


@separators
def test_a_correction_below_it_is_made_in_its_place(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    text = example().replace("# The", f"# The{separator}", 1)
    path.write_text(text.replace("first_day: 1", 'first_day: "1"'), "utf-8")
    result = outcome(path)
    assert result.after.decode() == text
    changed = [line for line in result.diff().split("\n") if line.startswith(("+", "-"))]
    assert changed[2:] == ['-  first_day: "1"', "+  first_day: 1"]


def test_the_caret_stands_under_its_character() -> None:
    found = Diagnostic("a.yaml", 1, 4, "X", "error", "m", source="a\x1b\u2028!")
    shown, caret = render(found).split("\n")[1:3]
    assert shown[caret.index("^")] == "!"
