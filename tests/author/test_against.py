"""A case held against its article: what `check --against` confirms, and what it tells."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forked import trainer
from trainer.author.against.locators import descriptions, passages_of
from trainer.author.against.numbers import Number, numbers, same, tenfold
from trainer.author.against.passages import passages
from trainer.author.draft.article.read import read_article
from trainer.case.rules.example import example

ARTICLE = Path(__file__).parent / "data" / "a-cough.xml"
UNITS = ("g/dL", "g/L", "mg/dL", "mg/L", "ug/mL", "ng/mL", "/uL", "10*9/L", "mmol/L", "U/L")

# By the kind of slip: what of the example case is changed, and the code that tells of it.
SLIPS = {
    "digits": ("value: 121.30", "value: 112.30", "W501"),
    "tenfold": ("value: 12,", "value: 120,", "W502"),
    "a tenth": ("value: 121.30", "value: 12.130", "W502"),
    "comparator": ("value: 121.30", 'value: "<121.30"', "W502"),
    "unit": ("unit: ng/mL", "unit: mg/mL", "W502"),
    "place": ("value: 6, cite: made-up P2", "value: 6, cite: made-up P1", "W503"),
    "another day": ("crp-3, kind: value, day: 3", "crp-3, kind: value, day: 2", "W504"),
    "no such day": ("crp-3, kind: value, day: 3", "crp-3, kind: value, day: 4", "W504"),
    "day of an order": ("film-order, day: 2", "film-order, day: 3", "W504"),
    "age": ("age: 50", "age: 60", "W501"),
    "figure in words": ("A shadow in the left", "A shadow of 9 cm in the left", "W501"),
    "day in words": ("She was sent home to rest.", "Sent home on day 5.", "W504"),
    "locator": ("P2: Second paragraph", "P2: The closing words", "W505"),
    "article": ("kind: case-report", "kind: case-report\n    doi: 10.1/x", "W506"),
}  # fmt: skip


def codes(text: str, folder: Path, *words: str, article: Path = ARTICLE) -> list[str]:
    path = folder / "a-cough.yaml"
    path.write_text(text, "utf-8")
    done = trainer("check", path, "--against", article, "--format", "json", *words)
    assert done.returncode in (0, 1), done.stderr
    return [d["code"] for d in json.loads(done.stdout)]


def test_a_case_as_its_article_has_it_is_without_findings(tmp_path: Path) -> None:
    assert codes(example(), tmp_path) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told(slip: str, tmp_path: Path) -> None:
    right, wrong, code = SLIPS[slip]
    assert right in example()
    assert code in codes(example().replace(right, wrong, 1), tmp_path)


def test_a_text_is_read_as_well(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "A cough that stayed for weeks\n\nCase presentation\n\n"
        "A teacher of 50 years coughed. Ferritin was 121.30 ng/mL and CRP 12 mg/L on day 1.\n\n"
        "On day 2 a film showed a shadow. On day 3 the CRP was 6 mg/L and she went home.\n"
    )
    assert codes(example(), tmp_path, article=article) == []
    slipped = example().replace("value: 121.30", "value: 131.30")
    assert codes(slipped, tmp_path, article=article) == ["W501"]


def test_rows_of_a_table_are_looked_up_by_test_and_day(tmp_path: Path) -> None:
    locators = "      P2: Second paragraph\n      T1: Table 1\n"
    text = example().replace("      P2: Second paragraph\n", locators)
    text = text.replace(
        "analytes:\n",
        "analytes:\n"
        "  - {id: platelets, name: Platelets, unit: 10*9/L, orders: [full-blood-count]}\n"
        "  - {id: cold, name: Cold agglutinins, unit: '{result}', orders: []}\n",
    )
    row = "findings:\n  - {{id: row, kind: value, day: {}, {}, cite: made-up T1}}\n"

    def told(day: int, result: str) -> list[str]:
        return codes(text.replace("findings:\n", row.format(day, result)), tmp_path)

    assert "W501" not in told(3, "analyte: platelets, value: 310")
    assert "W502" in told(3, "analyte: platelets, value: 31")
    assert "W501" in told(3, "analyte: platelets, value: 4.1"), "potassium's figure"
    assert "W504" in told(1, "analyte: platelets, value: 310"), "that of day 3"
    assert "W501" not in told(1, "analyte: cold, result: negative")


def test_all_that_was_compared_is_told_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_text(example(), "utf-8")
    done = trainer("check", path, "--against", ARTICLE, "-v")
    assert done.returncode == 0
    assert "ferritin-1, 121.30 ng/mL: found: Case presentation, paragraph 1" in done.stdout
    assert "against the article, 4 figures: 4 found" in done.stdout


def test_what_is_allowed_is_not_told_and_not_idle_without_an_article(tmp_path: Path) -> None:
    allow = 'allow: [{rule: W501, where: ferritin-1, why: "Worked out."}]\n'
    text = example().replace("value: 121.30", "value: 112.30") + allow
    assert codes(text, tmp_path) == []
    done = trainer("check", tmp_path / "a-cough.yaml", "--format", "json")
    assert json.loads(done.stdout) == []


def test_what_is_no_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_text(example(), "utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and more")
    done = trainer("check", path, "--against", tmp_path / "a.pdf")
    assert done.returncode == 2
    assert "PDF" in done.stderr


@pytest.mark.parametrize(
    ("described", "names"),
    [
        ("Case presentation: second paragraph", ["Case presentation, paragraph 2"]),
        ("Case presentation, paragraph 1: first visit", ["Case presentation, paragraph 1"]),
        ("Last paragraph of the case", ["Case presentation, paragraph 2"]),
        ("Case presentation", ["Case presentation, paragraph 1", "Case presentation, paragraph 2"]),
        ("Discussion: how rare it is", ["Discussion"]),
        ("Table 1: blood tests", ["Table 1"]),
        ("On day 2 a chest … home to rest.", ["Case presentation, paragraph 2"]),
        ("Case presentation: On day 2 ... to rest.", ["Case presentation, paragraph 2"]),
        ("On day 2 a chest … of something else", []),
        ("Statements after the text", []),
        ("Table 7", []),
    ],
)
def test_a_place_is_found_by_what_its_source_says_of_it(described: str, names: list[str]) -> None:
    every = passages(read_article(ARTICLE))
    assert [p.name for p in passages_of(described, every)] == names


def test_a_citation_may_name_several_places() -> None:
    places = {"C1": "one", "C2": "two", "C3": "three", "T1": "Table 1"}
    assert descriptions("C1-C3", places) == ["one", "two", "three"]
    assert descriptions("C2 and T1", places) == ["two", "Table 1"]
    assert descriptions("T1 row 3", places) == ["Table 1"]
    assert descriptions("page 4", {}) == ["page 4"]


def test_numbers_are_read_with_their_units_and_without_labels() -> None:
    text = "KL-6 was 1,862 U/mL (Fig. 2) [3, 4], three days after 39·5 °C; see Table 1."
    read = [(str(n.value), n.unit) for n in numbers(text)]
    assert read == [("1862", "U/mL"), ("3", ""), ("39.5", "Cel")]


@given(st.decimals(Decimal("0.01"), 99999, places=2), st.sampled_from(UNITS))
def test_a_figure_is_itself_and_ten_times_it_is_not(value: Decimal, unit: str) -> None:
    here = Number(value, unit)
    assert same(value, unit, here)
    assert not same(value * 10, unit, here)
    assert tenfold(value * 10, unit, here)
    assert not tenfold(value, unit, here)


@pytest.mark.parametrize(
    ("value", "unit", "other", "unit_2"),
    [
        ("14.8", "g/dL", "148", "g/L"), ("5000", "/uL", "5", "10*9/L"),
        ("2.88", "mg/dL", "28.8", "mg/L"), ("3.8", "meq/L", "3.8", "mmol/L"),
        ("24", "/min", "24", "{breaths}/min"), ("2465", "ng/mL", "2465", "ug/L"),
    ],
)  # fmt: skip
def test_units_that_say_the_same_agree(value: str, unit: str, other: str, unit_2: str) -> None:
    assert same(Decimal(value), unit, Number(Decimal(other), unit_2))
    assert not same(Decimal(value), unit, Number(Decimal(other) * 10, unit_2))


def test_a_case_may_count_from_another_day_than_its_article(tmp_path: Path) -> None:
    later = re.sub(r"\bday: ([0-9])", lambda m: f"day: {int(m[1]) + 4}", example())
    later = later.replace("start: admission\n  first_day: 1\n  last_day: 5",
                          "start: first symptom\n  first_day: 5\n  last_day: 9")  # fmt: skip
    assert codes(later, tmp_path) == []
    done = trainer("check", tmp_path / "a-cough.yaml", "--against", ARTICLE)
    assert "Its day 1 is day 5 of the case." in done.stdout
