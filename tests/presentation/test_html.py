"""What is filled into a page is literal text, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presentation.reading import Read
from trainer.presentation.html import page

JOIN = {"teams": (), "code": "", "error": "", "secret": ""}


def shown(text: str) -> str:
    kept = (c if c.isprintable() or c == "\n" else " " if c.isspace() else "" for c in text)
    return "".join(kept)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_as_itself(any_text: str) -> None:
    text = f"({any_text})"
    told = Read(page("phones/join.html", **(JOIN | {"title": text, "teams": (text,)})))
    assert told.texts.count(shown(text)) == 2  # its paragraph, and the name of a team
    assert told.values("value").count(shown(text)) == 1
    assert told.tags == Read(page("phones/join.html", **(JOIN | {"title": "x", "teams": "x"}))).tags


def test_words_are_not_joined_where_a_space_cannot_be_printed() -> None:
    assert "<p>5 mg</p>" in page("phones/join.html", **(JOIN | {"title": "5\u00a0mg\x1b\x07"}))


def test_a_value_that_is_missing_is_not_passed_over() -> None:
    with pytest.raises(Exception, match="'title' is undefined"):
        page("phones/join.html", **JOIN)
