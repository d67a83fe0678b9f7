from __future__ import annotations

import time
from pathlib import Path

import pytest

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.plain import from_plain
from trainer.author.draft.article.plain_table import tables
from trainer.author.draft.facts.labs import expansions, lab_values
from trainer.author.draft.facts.places import places
from trainer.author.draft.writing.compose import compose

DATA = Path(__file__).parent / "data"
CASE = from_plain((DATA / "invented-case.txt").read_text("utf-8"))


def test_the_head_of_a_text() -> None:
    assert CASE.front.title.startswith("A plumber who rang like a bell")
    assert CASE.front.authors == ("Other A", "Nobody B", "Made-Up C")
    assert CASE.front.doi == ""  # that in the references is another article's


def test_sections_are_told_apart() -> None:
    assert [(p.locator, p.title) for p in places(CASE)] == [
        ("A", "Abstract"), ("C1", "Case presentation"), ("C2", "Outcome"), ("D1", "Discussion"),
        ("T1", "Table 1"),
    ]  # fmt: skip
    text = next(p.text for p in places(CASE) if p.locator == "C1")
    assert "rang like a bell whenever anybody" in text


@pytest.mark.parametrize("gap", ["\t", " | ", "    "])
def test_tables_by_tabs_pipes_and_gaps(gap: str) -> None:
    rows = [
        ["Test", "Day 1", "Day 4"],
        ["CRP (mg/L)", "12", "7.10"],
        ["Sodium (mmol/L)", "118", "136"],
    ]
    edge = "|" if "|" in gap else ""
    lines = [
        "Table 2. Made up over time",
        "",
        *(edge + gap.join(r) + edge for r in rows),
        "",
        "End.",
    ]
    (table,) = tables(lines)
    assert (table.grid.label, table.grid.caption) == ("Table 2", "Made up over time")
    results = [(v.name, v.unit, v.column.day, v.reading.value) for v in lab_values(table.grid)]
    assert results == [
        ("CRP", "mg/L", 1, "12"), ("CRP", "mg/L", 4, "7.10"),
        ("Sodium", "mmol/L", 1, "118"), ("Sodium", "mmol/L", 4, "136"),
    ]  # fmt: skip


def test_a_table_with_days_in_its_rows_is_turned() -> None:
    grid = Grid("Table 1", "", (("", "CRP (mg/L)", "Hb (g/dL)"), ("Day 1", "12", "9.1"),
                                ("Day 3", "6", "9.9")), 1)  # fmt: skip
    results = {(v.name, v.column.day): v.reading.value for v in lab_values(grid)}
    assert results == {("CRP", 1): "12", ("CRP", 3): "6", ("Hb", 1): "9.1", ("Hb", 3): "9.9"}


def test_a_table_of_other_peoples_cases_is_none_of_results() -> None:
    grid = Grid("Table 1", "Cases published", (("Ref.", "Age", "Time to diagnosis", "Outcome"),
                ("Nobody et al, 1991", "57 Y", "8 d", "Recovery"),
                ("Other et al, 2001", "42 Y", "4 d", "Died")), 1)  # fmt: skip
    assert lab_values(grid) == ()


def test_abbreviations_of_a_tables_notes() -> None:
    notes = "WBC: white blood cells; RBC: red blood cells: Hb: haemoglobin; PT: prothrombin time."
    assert expansions(notes) == {
        "WBC": "white blood cells", "RBC": "red blood cells", "Hb": "haemoglobin",
        "PT": "prothrombin time",
    }  # fmt: skip


def test_markdown_headings() -> None:
    text = "# A made-up title\n\n## Case report\n\nHe fell on day 3.\n\n## Discussion\n\nNo.\n"
    article = from_plain(text)
    assert article.front.title == "A made-up title"
    assert [s.title for s in article.sections] == ["Case report", "Discussion"]


def test_text_without_any_heading() -> None:
    article = from_plain("A man of 50 fell on day 3.\n\nHe rose on day 5 of his stay.\n")
    assert sum(len(s.paragraphs) for s in article.sections) == 2


@pytest.mark.parametrize(
    "text", ["On day 3, " * 3000, "x\t1 mg/L\n" * 3000, "1" * 40_000, "A. " * 9000, "a  b\n" * 5000]
)
def test_a_hostile_text_takes_no_minutes(text: str) -> None:
    begun = time.monotonic()
    compose(from_plain("Case report\n\n" + text), {}, "2031-01-02")
    assert time.monotonic() - begun < 20
