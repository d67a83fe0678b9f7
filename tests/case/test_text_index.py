"""Words that give something away, in other letters than those of English."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.case.rules import warnings_wording
from trainer.case.rules.text_index import TextIndex, has
from trainer.case.rules.texts import TextAt
from trainer.questions.blind import ABSOLUTE, ABSOLUTE_WORDS


def found(text: str, word: str) -> bool:
    at = TextAt(("title",), text, "head", 1)
    return list(TextIndex([at]).having(word, 5)) == [at]


def test_a_text_with_a_nul_in_it_is_one_text() -> None:
    texts = [TextAt((i,), text, "head", i) for i, text in enumerate(("a\0b\0c", "cough", "\0"))]
    index = TextIndex(texts)
    assert list(index.having("cough", 2)) == list(index.having_any(["ough"])) == [texts[1]]
    assert list(index.having("\0b")) == [texts[0]]


def test_a_bit_with_a_space_before_it_may_begin_a_text() -> None:
    texts = [TextAt((i,), text, "head", i) for i, text in enumerate(("A call", "Tel 030", "Hotel"))]
    assert list(TextIndex(texts).having_any([" tel"])) == [texts[1]]


def test_a_word_in_two_spellings_is_one_word_of_its_text() -> None:
    texts = [TextAt((i,), t, "head", i) for i, t in enumerate(("PD1", "PD-1 or PD1", "PD"))]
    assert list(TextIndex(texts).having("PD-1")) == [texts[1], texts[0]]


@given(st.lists(st.text("aB\0", max_size=4)))
def test_every_match_comes_with_its_text(written: list[str]) -> None:
    texts = [TextAt((i,), text, "head", i) for i, text in enumerate(written)]
    matches = [(at, match[0]) for at, match in TextIndex(texts).matches(re.compile("B+"))]
    assert matches == [(at, run) for at in texts for run in re.findall("B+", at.text)]


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
    "text",
    [
        "A lung  fibrosis", "A lung\n  fibrosis", "A lung\u00a0fibrosis", "A lung\u00a0 fibrosis",
        "A lung\u2003\u2009fibrosis", "A lung\tfibrosis", "A lung - fibrosis",
        "A lung\u2028fibrosis",
        "A lung fib\u00adrosis", "A lung\u200b fibrosis", "A l\u200bung fibro\u2060sis",
        "A LUNG Fibrosis", "A ｌｕｎｇ fibrosis", "A lung ﬁbrosis", "A lung fi\ufe0fbrosis",
        "A lung\u200e fibrosis", "A lúng fibro\u0301sis", "A\u202flung‑fibrosis.",
        "A lung\ufeff fibrosis", "A lung\u3000fibrosis",
    ],
)  # fmt: skip
@pytest.mark.parametrize("word", ["lung fibrosis", "lung  fibrosis", "Lung\u00a0Fi\u00adbrosis"])
def test_spaces_and_what_nobody_sees(text: str, word: str) -> None:
    assert has(text, word)
    assert found(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [("PD-1 is high", "PD-1"), ("PD‑1 is high", "PD-1"), ("PD1 is high", "PD-1"),
     ("an I\u00adPA", "IPA"), ("two IPA’s", "IPA"), ("the TB  IV drip", "TB IV")],
)  # fmt: skip
def test_an_abbreviation_however_it_is_parted(text: str, word: str) -> None:
    assert has(text, word)
    assert found(text, word)


@pytest.mark.parametrize(
    ("text", "word"), [("an ipa", "IPA"), ("an act of", "ACT"), ("pd-1", "PD-1")]
)
def test_an_abbreviation_in_small_letters_is_none(text: str, word: str) -> None:
    assert not has(text, word)
    assert not found(text, word)


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


PATTERNS = {
    "absolute": (ABSOLUTE, ABSOLUTE_WORDS),
    "vague": (warnings_wording._VAGUE, warnings_wording._WORDS),
    "above": (warnings_wording._ABOVE, warnings_wording._ABOVE_BITS),
    "negative": (warnings_wording._NEGATIVE, warnings_wording._NO_BITS),
    "shouted": (warnings_wording._SHOUTED, warnings_wording._NO_BITS),
    "hinges": (warnings_wording._HINGES, warnings_wording._HINGE_BITS),
}


LETTERS = st.characters(codec="latin-1", exclude_categories=["Cc"])
MATCHES = {
    name: st.from_regex(pattern, alphabet=LETTERS) for name, (pattern, _) in PATTERNS.items()
}


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=25)
@given(data=st.data())
def test_every_match_has_one_of_the_bits_it_is_sought_by(name: str, data: st.DataObject) -> None:
    _, bits = PATTERNS[name]
    at = TextAt(("title",), data.draw(MATCHES[name]), "head", 1)
    assert list(TextIndex([at]).having_any(bits)) == [at]
