"""Tables by date, by bare numbers of days and before day 1; and names that a table gives."""

from __future__ import annotations

import re

import pytest

from trainer.author.draft.article.plain import from_plain
from trainer.author.draft.facts.labs import lab_values
from trainer.author.draft.facts.named import named_figures
from trainer.author.draft.facts.places import places
from trainer.author.draft.facts.timeline import admission_date, timeline
from trainer.author.draft.writing.compose import compose

HEAD = "A lamp that would not go out\n\nCase report\n\nThe lamp was admitted on 2 March 2021.\n\n"

BY_DATE = """Table 1. Results

Test	Unit	2 March	4 March	20 March	Range
Potassium	mmol/L	5.6	4.9	4.0	3.5-5.0
Lactate	mmol/L	4.4	2.0	-	<2.0
"""
BY_NUMBER = """Table 1. Results{}

Day	Potassium mmol/L	Lactate mmol/L
1	5.6	4.4
3	4.9	2.0
19	4.0	1.1
"""


def values(table: str) -> list[tuple[str, str, int | None, bool]]:
    article = from_plain(HEAD + table)
    admitted = admission_date(places(article))
    results = lab_values(article.tables[0], admitted=admitted)
    return [(v.name, v.reading.value, v.column.day, v.column.sure) for v in results]


def test_columns_may_be_dates() -> None:
    assert values(BY_DATE) == [
        ("Potassium", "5.6", 1, False), ("Potassium", "4.9", 3, False),
        ("Potassium", "4.0", 19, False),
        ("Lactate", "4.4", 1, False), ("Lactate", "2.0", 3, False),
    ]  # fmt: skip


def test_rows_may_be_bare_numbers_of_days() -> None:
    first = values(BY_NUMBER.format(""))[0]
    assert first == ("Potassium", "5.6", 1, True)
    assert len(values(BY_NUMBER.format(""))) == 6
    # What counts from something else is asked.
    assert values(BY_NUMBER.format(" by day of treatment"))[0] == ("Potassium", "5.6", 1, False)


def test_a_timeline_may_begin_before_day_1() -> None:
    table = "Table 1. Timeline\n\nDay\tEvent\nDay -2\tA new wick\nDay 1\tSmoke\nDay 3\tRepair\n"
    dated = timeline(places(from_plain(HEAD + table)))
    assert [d.day for d in dated if d.place.kind == "table"] == [-2, 1, 3]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The C-reactive protein level was below 5 mg/L.", ["C-reactive protein <5 mg/L"]),
        ("Creatine kinase had come down to 780 U/L from 2310 U/L.",
         ["Creatine kinase 780 U/L", "Creatine kinase 2310 U/L"]),
        ("Vitamin B12 was more than 900 pg/mL.", ["Vitamin B12 >900 pg/mL"]),
        ("Troponin T was 9 ng/L with 82% neutrophils.", ["Troponin T 9 ng/L", "neutrophils 82%"]),
        ("Lamp soot had risen to 19%.", ["Lamp soot 19%"]),
    ],
)  # fmt: skip
def test_figures_get_the_name_that_the_sentence_or_a_table_gives(
    sentence: str, expected: list[str]
) -> None:
    assert list(named_figures(sentence, frozenset({"lamp soot"}))) == expected


def test_figures_that_would_copy_a_sentence_stand_in_another_order() -> None:
    text = (
        "Sodium 128 mmol/L, potassium 5.6 mmol/L, lactate 4.4 mmol/L, urea 9.8 mmol/L were found."
    )
    draft = compose(from_plain(HEAD + text), {}, "2026-01-01").text
    assert "(many)" not in draft
    shown = " ".join(re.sub(r"\n *#", "", draft).split())
    for figure in ("128 mmol/L", "5.6 mmol/L", "4.4 mmol/L", "9.8 mmol/L"):
        assert figure in shown
