from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.author.draft.article.text import shortened, slug, tidy, words
from trainer.author.draft.facts.quantities import figures, reading
from trainer.case.units.printed import printed_units, ucum_of


def test_there_are_many_printed_forms() -> None:
    assert len(printed_units()) >= 60


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("mg/dL", "mg/dL"), ("mg/dl", "mg/dL"), ("μg/mL", "ug/mL"), ("µg/ml", "ug/mL"),
        ("×10^9/L", "10*9/L"), ("× 10⁹/L", "10*9/L"), ("x10^9/l", "10*9/L"), ("10*9/L", "10*9/L"),
        ("×10⁴/μL", "10*4/uL"), ("/mm³", "/mm3"), ("mEq/L", "meq/L"), ("IU/L", "[IU]/L"),
        ("mmHg", "mm[Hg]"), ("cm H2O", "cm[H2O]"), ("°C", "Cel"), ("mm/h", "mm/h"),
        ("%", "%"), ("L / min", "L/min"), ("MG/DL", "mg/dL"), ("shades", None), ("", None),
    ],
)  # fmt: skip
def test_printed_units_are_mapped(printed: str, unit: str | None) -> None:
    assert ucum_of(printed) == unit


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Ferritin was 2465 ng/mL and LDH 416 U/L.", ["2465 ng/mL", "416 U/L"]),
        ("Saturation was 96% on 3 L/minute.", ["96%", "3 L/minute"]),
        ("Blood pressure was 110/68 mmHg.", ["110/68 mmHg"]),
        ("Leukocytes were 12\u2009300/μL (12.3 × 10⁹/L).", ["12300/µL", "12.3 ×10^9/L"]),
        ("It was ≥ 1000 ng/mL, then 8–43 mg/dL.", [">=1000 ng/mL", "8-43 mg/dL"]),
        ("A coma (GCS score 5/15) at pH 7.06.", ["GCS score 5/15", "pH 7.06"]),
        ("On day 13 three cycles of plan B2.", []),
    ],
)
def test_figures_keep_their_units(sentence: str, printed: list[str]) -> None:
    assert list(figures(sentence)) == printed


@pytest.mark.parametrize(
    ("cell", "value", "unit", "result"),
    [
        ("5000/µL", "5000", "/µL", ""), ("350 × 10⁴/µL", "350", "× 10^4/µL", ""),
        ("$21.2 \\times 10^{4}/\\mu L$", "21.2", "×10^4/µL", ""),
        ("< 5.0 IU/L", "<5.0", "IU/L", ""),
        ("121.30%", "121.30", "%", ""), ("12.3 H", "12.3", "", ""), ("10.5↓", "10.5", "", ""),
        ("12,300", "12300", "", ""), ("1 234", "1234", "", ""), ("(-)", "", "", "negative"),
        ("70/30", "", "", "70/30"), ("Turbid", "", "", "Turbid"), ("3,5", "3.5", "", ""),
        ("˂ 0.8", "<0.8", "", ""), ("≥ 3", ">=3", "", ""),
    ],
)  # fmt: skip
def test_a_cell_is_read(cell: str, value: str, unit: str, result: str) -> None:
    content = reading(cell)
    assert content is not None
    assert (content.value, content.unit.replace(" ", ""), content.result) == (
        value,
        unit.replace(" ", ""),
        result,
    )


@pytest.mark.parametrize("cell", ["", "NA", "N/A", "-", "—", "not done", "…", "ND"])
def test_a_cell_that_says_nothing(cell: str) -> None:
    content = reading(cell)
    assert content is None or content.result == "…"


def test_letters_that_look_latin_are_evened_out() -> None:
    assert tidy("СК") == "CK"
    assert tidy("Москва") == "Москва"


@given(st.text(max_size=200))
def test_tidy_text_is_printable_and_stays_so(text: str) -> None:
    once = tidy(text)
    assert once.isprintable()
    assert tidy(slug(text)) == slug(text)
    assert len(words(shortened(text, 6))) <= max(7, len(words(shortened(text, 6).split(" ")[0])))
    reading(text)
    figures(text)
