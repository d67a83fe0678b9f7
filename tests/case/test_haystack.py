"""Words that give something away, in other letters than those of English."""

from __future__ import annotations

import pytest

from trainer.case.rules.haystack import Haystack, has
from trainer.case.rules.texts import TextAt


def found(text: str, word: str) -> bool:
    at = TextAt(("title",), text, "head", 1)
    return list(Haystack([at]).having(word, 5)) == [at]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("夜の蛾が飛ぶ", "蛾"),
        ("это гриб.", "гриб"),
        ("مرض السل", "السل"),
        ("Sjogren's", "Sjögren"),
        ("Sjögren's", "sjogren"),
    ],
)
def test_a_word(text: str, word: str) -> None:
    assert has(text, word)
    assert found(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("複視 — what?", "蛾"),
        ("запах гриба", "гриб"),
        ("Müller", "Möller"),
        ("What? ≥ 3", "≥"),
        ("a - b", "-"),
    ],
)
def test_another_word(text: str, word: str) -> None:
    assert not has(text, word)
    assert not found(text, word)
