"""What is said of an answers file that is not one: where, and what to do, in no library's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.answers import read_answers
from trainer.errors import Unreadable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Start one with: trainer answers CASE."),
        ("- a", "keys of its own"),
        ("decisons: {}", "Did you mean 'decisions'?"),
        ("decisions: {a: {picks: b}}", "decisions.a: 'picks' should be a list."),
        ("decisions: {a: b}", "decisions: 'a' should have keys of its own."),
        ("decisions: {a: {value: many}}", "decisions.a: 'value' should be a number."),
        ("orders: [{id: a, day: 1, every: 2}]", "unknown key 'every'. Known here: day, id"),
        ("orders: [{id: a}]", "'day' is missing."),
    ],
)
def test_what_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text)
    with pytest.raises(Unreadable) as caught:
        read_answers(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "Input" not in str(caught.value)
