"""How `check --against` reads what a case and its article count otherwise, or print oddly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.author.test_against import codes
from tests.forked import trainer
from trainer.author.against.numbers import numbers
from trainer.author.draft.article.text import sentences, tidy
from trainer.case.rules.example import example

GAPS = {
    "Haemoglobin was 9. 5gm/dL and urea 12. 9mmol/L.": ["9.5", "12.9"],
    "It fell to 201. 6 x 10 3 /µ L of blood.": ["201.6"],
    "The ratio was 0. 96). D-dimer was 5. 7µg/mL (normal < 0. 5µg/mL).": ["0.96", "5.7", "0.5"],
    "We gave 1 , 200 mL and a mass of 1 .5 cm was felt.": ["1200", "1.5"],
    "Creatinine was 431µ mol/L.": ["431"],
    "The coma score was 8 (M5/V2/E1).": ["8", "5", "2", "1"],
}
APART = [
    "She went home on day 9. 5 mg of it went on.",
    "1. 5 mg of it were given.",
    "The score was 0. 96 hours later she rose.",
    "Platelets were 12. 3 days later they had risen.",
    "He is 26, 164 cm tall.",
]


@pytest.mark.parametrize("text", GAPS)
def test_a_number_that_a_printer_parted_is_one(text: str) -> None:
    assert [str(n.value) for n in numbers(text)] == GAPS[text]


@pytest.mark.parametrize("text", APART)
def test_two_numbers_stay_two(text: str) -> None:
    assert tidy(text) == text


@given(st.integers(1, 99), st.integers(0, 99), st.sampled_from(["g/dL", "mmol/L", "x 10^9/L"]))
def test_a_gap_changes_no_figure(whole: int, part: int, unit: str) -> None:
    close, parted = (f"It was {whole}{point}{part} {unit}." for point in (".", ". "))
    assert numbers(parted) == numbers(close)


UNITS = {
    "Leukocytes were 12.3 × 10^9/L.": ("12.3", "10*9/L"),
    "Platelets were 250 x 10⁹ /L.": ("250", "10*9/L"),
    "The pressure was 110/68 mm Hg.": ("68", "mm[Hg]"),
    "It opened at 31 cm H2O.": ("31", "cm[H2O]"),
    "She took 28 breaths per minute.": ("28", "{breaths}/min"),
}


@pytest.mark.parametrize("text", UNITS)
def test_a_unit_is_read_with_its_power_and_its_spaces(text: str) -> None:
    last = numbers(text)[-1]
    assert (str(last.value), last.unit) == UNITS[text]


def summary(case: str, text: str, folder: Path) -> tuple[list[str], str]:
    """The codes of what is told, and what is said of all that was compared."""
    article = folder / "article.txt"
    article.write_text(text, "utf-8")
    found = codes(case, folder, article=article)
    done = trainer("check", folder / "a-cough.yaml", "--against", article)
    return found, done.stdout


BY_DAY = (
    "A cough that stayed for weeks\n\nCase presentation\n\n"
    "A teacher of 50 years coughed. Ferritin was 121.30 ng/mL and CRP 12 mg/L on admission.\n\n"
    "One day after admission a film showed a shadow. "
    "Two days after admission the CRP was 6 mg/L and she went home.\n"
)


def test_a_case_may_begin_with_day_0(tmp_path: Path) -> None:
    case = re.sub(r"\bday: ([0-9])", lambda m: f"day: {int(m[1]) - 1}", example())
    case = case.replace(
        "first_day: 1\n  last_day: 5", "starts_at: 0\n  first_day: 0\n  last_day: 4"
    )
    case = case.replace("format: 1", "format: 2")
    assert not [c for c in summary(case, BY_DAY, tmp_path)[0] if c.startswith("W50")]
    slipped = case.replace("id: crp-3, kind: value, day: 2", "id: crp-3, kind: value, day: 1")
    assert "W504" in summary(slipped, BY_DAY, tmp_path)[0]


BY_HOUR = (
    "A cough that stayed for weeks\n\nCase presentation\n\n"
    "A teacher of 50 years coughed. Ferritin was 121.30 ng/mL and CRP 12 mg/L 1 h after surgery."
    "\n\n"
    "Two hours after surgery a film showed a shadow. "
    "About 3 h after surgery the CRP was 6 mg/L and she went home.\n"
)


def test_a_case_may_count_hours_after_an_operation(tmp_path: Path) -> None:
    case = example().replace("start: admission", "start: the end of the operation (hour 0)")
    found, said = summary(case, BY_HOUR, tmp_path)
    assert not [c for c in found if c.startswith("W50")]
    assert "7 hours: 4 found, 3 not dated there" in said
    slipped = case.replace("crp-3, kind: value, day: 3", "crp-3, kind: value, day: 4")
    found, said = summary(slipped, BY_HOUR, tmp_path)
    assert "W504" in found
    assert "hour 4" in said


def test_where_no_day_is_compared_it_is_said_why(tmp_path: Path) -> None:
    found, said = summary(example(), BY_HOUR.replace(" h after", " weeks after"), tmp_path)
    assert "W504" not in found
    assert "no day was compared" in said


NUMBERED = (
    "[S1] A teacher of 50 years coughed. [S2] Ferritin was 121.30 ng/mL and CRP 12 mg/L on day 1. "
    "[S3] She ate. [S4] She slept at 20 \u00b0C. [S5] She read. "
    "[S6] On day 2 a film showed a shadow in zone C. "
    "[S7] On day 3 the CRP was 6 mg/L and she went home.\n"
)


def test_a_text_may_number_its_sentences(tmp_path: Path) -> None:
    assert len(sentences(NUMBERED.strip())) == 7
    case = example().replace("P1: First paragraph", "P1: Sentence 2")
    case = case.replace("P2: Second paragraph", "P2: Sentence 7")
    assert summary(case, NUMBERED, tmp_path)[0] == []
    other = case.replace("P1: Sentence 2", "P1: Sentence 4")
    assert "W503" in summary(other, NUMBERED, tmp_path)[0]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("not dated", False), ("fourth day in intensive care", False), ("on day 3", True),
        ("on day 3, hour not told", True),
    ],
)  # fmt: skip
def test_what_a_case_says_of_its_dating_is_believed(when: str, told: bool, tmp_path: Path) -> None:
    case = example().replace("id: rest, day: 3,", f'id: rest, day: 4, when: "{when}",')
    assert ("W504" in summary(case, BY_DAY, tmp_path)[0]) is told
