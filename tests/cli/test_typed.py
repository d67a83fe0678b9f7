"""What a person types is kept or refused in words."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer import typed

UNITS = st.sampled_from(["cm", "%", "days", "10^9/L", "1", "mg/dL"])


@given(st.decimals(-100000, 100000, places=3), UNITS, st.sampled_from(["", " "]), st.booleans())
def test_a_number_is_read_with_its_unit_and_without(number, unit, gap, comma):
    said = f"{number:f}"
    said = said.replace(".", ",") if comma else said
    assert typed.estimate(said, unit) == float(number)
    if unit[0].isdigit() and not gap:
        return
    assert typed.estimate(f"{said}{gap}{unit}", unit) == float(number)


@pytest.mark.parametrize("said", ["nan", "inf", "-inf", "1e5", "1_0", "", ".", "-", "12 kg", "1 2"])
def test_what_is_no_number_is_refused_in_words(said):
    with pytest.raises(typed.NotUnderstood, match="Type one number"):
        typed.estimate(said, "cm")


@given(st.text(max_size=12), UNITS)
def test_any_text_is_a_finite_number_or_refused(text, unit):
    with suppress(typed.NotUnderstood):
        assert math.isfinite(typed.estimate(text, unit))


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_a_number_is_echoed_as_it_was_typed(value):
    value = round(value, 4)
    assert float(typed.number_text(value, "cm").removesuffix(" cm")) == value


@pytest.mark.parametrize("said", ["70", "70%", "70 %", "70 percent", "70 per cent", " 70 "])
def test_a_confidence_with_its_sign(said):
    assert typed.per_cent(said) == 70


@pytest.mark.parametrize("said", ["101", "-1", "high", "7.5", "70 % or so"])
def test_a_confidence_that_cannot_be_read_is_asked_again(said):
    with pytest.raises(typed.NotUnderstood):
        typed.per_cent(said)


@pytest.mark.parametrize(
    ("said", "marks", "named"),
    [("pass", "123", "pass"), ("1 x", "123", "X"), ("12", "13", "12"), ("abx", "abc", "X")],
)
def test_what_is_no_option_is_named_as_it_was_typed(said, marks, named):
    with pytest.raises(typed.NotUnderstood, match=f"There is no option {named}."):
        typed.places(said, list(marks))


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)))
def test_no_word_of_a_paste_is_lost(words):
    assert typed.one_line("\r\n".join(words)).split() == words
