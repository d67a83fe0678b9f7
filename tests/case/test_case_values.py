"""Quantities and citations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from trainer.case.model import Citation, Quantity
from trainer.values.base import Citations

QUANTITY: TypeAdapter[Quantity] = TypeAdapter(Quantity)
CITATION: TypeAdapter[Citation] = TypeAdapter(Citation)


@pytest.mark.parametrize(
    ("given_", "number", "comparator", "shown"),
    [
        ("<5.0", "5.0", "<", "<5.0"),
        (">= 300", "300", ">=", ">=300"),
        ("<=1", "1", "<=", "<=1"),
        ("~7", "7", "~", "~7"),
        ("121.30", "121.30", "", "121.30"),
        (Decimal("121.30"), "121.30", "", "121.30"),
        (0, "0", "", "0"),
        (-4, "-4", "", "-4"),
        (".5", ".5", "", ".5"),
    ],
)
def test_a_quantity_is_shown_as_printed(
    given_: Any, number: str, comparator: str, shown: str
) -> None:
    q = QUANTITY.validate_python(given_)
    assert (q.number, q.comparator, str(q)) == (Decimal(number), comparator, shown)


@pytest.mark.parametrize(
    "wrong",
    ["", "negative", "1:40", "5 mg", "1,000", "<", "<>5", "1e5", "٣", "5\n", "nan", True, None, [],
     {}, 10**15, "9" * 50, float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_quantity(wrong: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        QUANTITY.validate_python(wrong)
    assert [e["type"] for e in caught.value.errors()] == ["quantity"]


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    ),
    st.sampled_from(["", "<", "<=", ">", ">=", "~"]),
)
def test_no_printed_digit_is_lost(number: Decimal, comparator: str) -> None:
    text = f"{comparator}{number:f}"
    q = QUANTITY.validate_python(text)
    assert str(q) == text
    assert q.number == number
    assert QUANTITY.validate_python(QUANTITY.dump_python(q)) == q


@given(st.text())
def test_any_text_is_a_quantity_or_refused(text: str) -> None:
    try:
        found = QUANTITY.validate_python(text)
    except ValidationError:
        return
    assert str(found).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "source", "locator"),
    [
        ("imai-2024 C4", "imai-2024", "C4"),
        ("imai-2024  Table 1, row 2", "imai-2024", "Table 1, row 2"),
    ],
)
def test_citation(text: str, source: str, locator: str) -> None:
    c = CITATION.validate_python(text)
    assert (c.source, c.locator) == (source, locator)
    assert CITATION.validate_python(str(c)) == c


@pytest.mark.parametrize("wrong", ["", "imai-2024", "imai-2024 ", " C4", "Imai C4", 4, None, []])
def test_what_is_no_citation(wrong: Any) -> None:
    with pytest.raises(ValidationError, match="a citation is"):
        CITATION.validate_python(wrong)


def test_one_citation_needs_no_list_but_one_is_needed() -> None:
    many: TypeAdapter[tuple[Citation, ...]] = TypeAdapter(Citations)
    assert many.validate_python("a b") == many.validate_python(["a b"]) == (Citation("a", "b"),)
    with pytest.raises(ValidationError):
        many.validate_python([])
