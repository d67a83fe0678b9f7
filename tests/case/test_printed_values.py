"""Advice on values copied as printed: what it says to write is a value, and the same number."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.model import Quantity
from trainer.case.reading.repairs import how_to_write

SIGNS = {
    "": "", "<": "<", "≤ ": "<=", "≥": ">=", "=> ": ">=", "≈": "~", "ca. ": "~", "about ": "~",
    "> ": ">", "more than ": ">", "at least ": ">=", "＜": "<",
}  # fmt: skip
GROUPS = {" ": ".", "\u00a0": ".", "\u2009": ",", "'": ".", "’": ",", ".": ",", "": "."}
"""A mark between thousands, and one where decimals begin that goes with it."""
AFTER = ("", " mg/L", "%", " ×10⁹/L", "×10^3", " H", " (H)", "*", " °C", "\u200b", " ")


@given(
    st.sampled_from(sorted(SIGNS)), st.sampled_from(["", "-", "−"]),
    st.integers(0, 10**9), st.sampled_from(sorted(GROUPS)), st.sampled_from([0, 1, 2]),
    st.sampled_from(AFTER),
)  # fmt: skip
def test_what_is_to_be_written_is_the_same_number(
    sign: str, minus: str, digits: int, group: str, places: int, after: str
) -> None:
    number = Decimal(digits).scaleb(-places)
    whole, _, decimals = f"{number:,f}".partition(".")
    printed = whole.replace(",", group) + (GROUPS[group] if places else "") + decimals
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", printed):
        return  # 1.234 is a value as it stands
    advice = how_to_write(f"{sign}{minus}{printed}{after}")
    assert advice is not None
    found = re.match(r"write (\S*[0-9])", advice)
    assert found, advice
    value = Quantity.read(found[1])
    assert value.comparator == SIGNS[sign]
    assert value.number == (-number if minus else number)


@given(st.text(max_size=12) | st.from_regex(r"[<>=~≤≥]?[0-9., ×^*/:-]{0,8}", fullmatch=True))
def test_any_text_is_answered(text: str) -> None:
    for limit in (False, True):
        advice = how_to_write(text, limit=limit)
        for number in re.findall(r"write ([<>=~]*[-0-9.]+)(?= |;|,|$)", advice or ""):
            shown = re.sub(r"[^0-9]", "", Quantity.read(number).printed)
            assert shown  # what is to be written can be read


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("≥ 10", "write >=10"),
        ("<0,01", "write <0.01, with a point where decimals begin"),
        ("1.234,5", "write 1234.5, with a point where decimals begin"),
        ("1,5", "write 1.5, with a point where decimals begin"),
        ("0,500", "write 0.500, with a point where decimals begin"),
        ("1,000", "write 1000 if the comma stands between thousands, or 1.000 if decimals begin"
                  " there"),
        ("12 mg/L", "write 12; the unit belongs to the analyte: unit: \"mg/L\""),
        ("12 ×10⁹/L", "write 12, and the power of ten into the analyte's unit: unit: \"10*9/L\""),
        ("1.2e3", "write 1.2, and the power of ten into the analyte's unit: unit: \"10*3\""),
        ("×10⁹/L", "that is a unit: the analyte has unit: \"10*9/L\"; write the number before it"
                   " here"),
        ("2.3 H", "write 2.3; that it is high or low follows from the analyte's 'reference'"),
        ("2.3 L", "write 2.3; a flag follows from the analyte's 'reference', a unit is the"
                  " analyte's"),
        ("1:640", 'A titre or a ratio is text: write result: "1:640"'),
        ("≥1:640", 'A titre or a ratio is text: write result: "≥1:640"'),
        ("3/5", 'A fraction or a pair is text: write result: "3/5"'),
        ("5 ± 2", 'A mean with its spread is text: write result: "5 ± 2"'),
        ("−5 to −3", 'A span is text: write result: "−5 to −3"'),
        ("++", "words and signs go into 'result': write result: \"++\""),
        ("12 109/L", None), ("1.2.3", None), ("5 mg 6", None), ("5 (1-3)", None), ("", None),
    ],
)  # fmt: skip
def test_what_is_advised(text: str, advice: str | None) -> None:
    assert how_to_write(text) == advice


@pytest.mark.parametrize("text", ["1:640", "negative", "5-10", "×10⁹/L", "+"])
def test_a_limit_is_never_words(text: str) -> None:
    assert how_to_write(text, limit=True) is None
