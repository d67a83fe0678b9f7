"""What papers hold and drafts once read wrong: each row is a kind, in words of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.jats import from_jats
from trainer.author.draft.article.plain import from_plain
from trainer.author.draft.facts.labs import lab_values
from trainer.author.draft.facts.licence import licence_of
from trainer.author.draft.facts.named import named_figures
from trainer.author.draft.facts.patient import patient_in
from trainer.author.draft.facts.places import Place, places
from trainer.author.draft.facts.quantities import figures, reading
from trainer.author.draft.facts.timeline import timeline
from trainer.author.draft.writing.compose import compose

HEAD = "A lamp that would not go out\n\nCase report\n\n"


def days(text: str) -> list[tuple[int | None, bool]]:
    return [(d.day, d.sure) for d in timeline(places(from_plain(HEAD + text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Day 1 | The lamp was lit\nDay 3 | The lamp dimmed", [(1, True), (3, True)]),
        ("Day 1\tThe lamp was lit\nDay 3\tThe lamp dimmed", [(1, True), (3, True)]),
        ("A lamp was put in on 3 May 2010. On days 0 and 4 after the operation it hummed.",
         [(1, False), (1, False), (5, False)]),
        ("Seen on day 2 postoperatively. By day 4 it ran.", [(None, False), (None, False)]),
        ("Oil was 131 on admission, down from 140 one week prior to admission.",
         [(-7, False), (1, False)]),
        ("The lamp came on 4 May. On 8 May (postoperative day 5) it ran.",
         [(1, False), (5, False)]),
        ("It flickered twice (Day 6, Day 9).", [(6, True), (9, True)]),
        ("On hospital day number 4 it went out.", [(4, True)]),
        ("It went home after a stay of 17 days.", [(18, False)]),
        ("It was dim for the following two weeks.", []),
        ("It flickered the day prior to presentation.", [(-1, False)]),
        ("In March 2011 it had been new.", [(None, False)]),
        ("It came on 12/05/2019.", [(None, False)]),
        ("It was admitted on 12.05.2019 and ran on 14.05.2019.", [(1, False), (3, False)]),
        ("It was admitted on 2 June. On 9 June (day 8) it ran.", [(1, False), (8, True)]),
    ],
)  # fmt: skip
def test_days(text: str, expected: list[tuple[int | None, bool]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Oil was 18 400 µg/L, soot 45 000/mm3.", ["18400 µg/L", "45000/mm3"]),
        ("Oil was 18\u2009400 µg/L, soot 45\u00a0000/mm3.", ["18400 µg/L", "45000/mm3"]),
        ("On day 3 400 mg/dL were seen.", ["400 mg/dL"]),
        ("It was 9·8 g/dL.", ["9.8 g/dL"]),
        ("It gave <12 mL/cm H2O.", ["<12 mL/cm H2O"]),
        ("It was 3.2 µg FEU/mL.", ["3.2 µg FEU/mL"]),
        ("At 120/70 mm Hg it ran.", ["120/70 mm Hg"]),
        ("It was 1.2 mg·dL⁻¹.", ["1.2 mg/dL"]),
        ("It was -5.2 mmol/L, then \u22126 mmol/L.", ["-5.2 mmol/L", "-6 mmol/L"]),
        ("It fell by 3-5 mmol/L.", ["3-5 mmol/L"]),
        ("Soot was 0.4 Giga/L.", ["0.4 Giga/L"]),
        ("Soot was 15.2 x 10(3)/µL.", ["15.2 ×10^3/µL"]),
        ("Soot was 45,000 per mm3.", ["45,000 per mm3"]),
        ("It was as warm as 101.2 F.", ["101.2 °F"]),
        ("A tube of 5 F was used.", []),
        ("It was 172 IU/L (normal <40 IU/L).", ["172 IU/L (range <40)"]),
        ("It was 131 mmol/L (135-145).", ["131 mmol/L (range 135-145)"]),
        ("It ran at 12 mL/fortnight.", []),
    ],
)
def test_figures(sentence: str, printed: list[str]) -> None:
    assert list(figures(sentence)) == printed


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Ferritin was 2465 ng/mL and LDH 416 U/L.", ["Ferritin 2465 ng/mL", "LDH 416 U/L"]),
        ("AST, ALT and LDH were 11 U/L, 39 U/L and 416 U/L.",
         ["AST 11 U/L", "ALT 39 U/L", "LDH 416 U/L"]),
        ("Ferritin had risen from 24 ng/mL to 64 ng/mL.",
         ["Ferritin 24 ng/mL", "Ferritin 64 ng/mL"]),
        ("An elevated serum creatinine level (2.1 mg/dL) was seen.", ["creatinine 2.1 mg/dL"]),
        ("Sodium and chloride were low at 121 mmol/L.", ["121 mmol/L"]),
        ("CRP rose and 40 mg of oil was given.", ["40 mg"]),
        ("After glucose the lamp gave 5 mmol/L.", ["5 mmol/L"]),
        ("The saturation was 88% on 3 L/min.", ["saturation 88%", "3 L/min"]),
        ("It had pH 7.06 and lactate of 4 mmol/L.", ["pH 7.06", "lactate 4 mmol/L"]),
    ],
)  # fmt: skip
def test_a_figure_has_the_name_of_its_test_only_where_the_sentence_says_it(
    sentence: str, named: list[str]
) -> None:
    assert list(named_figures(sentence)) == named


@given(st.text(max_size=120), st.sampled_from(["was", "of", "then oil", "; it was"]))
def test_a_name_never_makes_another_figure(text: str, link: str) -> None:
    sentence = f"{text} ferritin {link} 24 ng/mL"
    figures_alone = figures(sentence)
    assert len(named_figures(sentence)) >= len(figures_alone) - 1
    assert all(any(n.endswith(f) for f in figures_alone) for n in named_figures(sentence))


def test_a_cell_with_its_range() -> None:
    cell = reading("131 mmol/L (135-145)")
    assert cell is not None
    assert (cell.value, cell.unit, cell.range) == ("131", "mmol/L", "135-145")


@pytest.mark.parametrize(("head", "count"), [("Patient", 2), ("Procedure", 0), ("Patient no.", 0)])
def test_what_a_column_is_called(head: str, count: int) -> None:
    rows = (("Test", head), ("Oil", "24 ng/mL"), ("Soot", "3 mg/L"))
    assert len(lab_values(Grid("Table 1", "", rows, 1))) == count


CELL = st.sampled_from(
    ["", "Oil", "Day 1", "24 ng/mL", "3 mg/L (1-2)", "words", "Patient", "12", "-", "Unit", "POD 3"]
)


@given(st.lists(st.lists(CELL, max_size=4).map(tuple), max_size=5).map(tuple), st.integers(0, 2))
def test_any_table_is_read_without_a_failure(rows: tuple[tuple[str, ...], ...], heads: int) -> None:
    lab_values(Grid("Table 1", "", rows, heads))
    lab_values(Grid("Table 1", "", rows, heads, own=True))


def jats(body: str, kind: str = "case-report", meta: str = "") -> bytes:
    return (
        f"<article article-type='{kind}'><front><article-meta>{meta}</article-meta></front>"
        f"<body><sec><title>Case</title>{body}</sec></body></article>"
    ).encode()


def test_a_table_of_words_without_a_head_makes_a_draft() -> None:
    cells = "<tr><td>Oil</td><td>plenty</td></tr><tr><td>Soot</td><td>none</td></tr>"
    table = f"<table-wrap><table><tbody>{cells}</tbody></table></table-wrap>"
    assert compose(from_jats(jats(f"<p>On day 3 it ran.</p>{table}")), {}, "2026-01-01").text


@pytest.mark.parametrize("kind", ["retraction", "correction", "expression-of-concern"])
def test_a_notice_is_no_report(kind: str) -> None:
    draft = compose(from_jats(jats("<p>It ran.</p>", kind)), {}, "2026-01-01")
    assert any(kind in warning for warning in draft.warnings)


def test_a_licence_that_stands_right_under_the_articles_data() -> None:
    meta = "<copyright-statement>Under CC BY 4.0</copyright-statement>"
    assert licence_of(from_jats(jats("<p>It ran.</p>", meta=meta)).rights) == "CC BY 4.0"


def test_a_numbered_heading_opens_the_case() -> None:
    text = "A lamp that goes on and on\n\nAbstract\n\nIt did.\n\n2 Presentation of case\n\nIt ran."
    assert [p.locator for p in places(from_plain(text))] == ["A", "C1"]


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("She was found in the dark.", None, "female"),
        ("A gravida 2 of 31 years came.", 31, "female"),
        ("A primigravida of 29 years was seen.", 29, "female"),
        ("He was 54 years of age.", 54, "male"),
        ("A woman of 41 came.", 41, "female"),
        ("A woman at 31 weeks came.", None, "female"),
    ],
)
def test_the_patient(text: str, age: int | None, sex: str) -> None:
    patient = patient_in([Place("C1", "", "case", text, 0)])
    assert (patient.age, patient.sex) == (age, sex)


def test_a_dated_table_becomes_days_of_the_draft() -> None:
    text = f"{HEAD}It was odd.\n\nDay 1\tThe lamp was lit\nDay 3\tThe lamp dimmed\n"
    draft = compose(from_plain(text), {}, "2026-01-01").text
    assert "row 2 there" in draft
    assert "lamp dimmed" not in draft


def test_reading_a_long_file_gives_a_sign_of_life(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from trainer import cli

    file = tmp_path / "long.txt"
    file.write_text(HEAD + "\n\n".join(["The lamp was quiet and clear. " * 40] * 180), "utf-8")
    assert cli.run(["new", str(tmp_path / "a.yaml"), "--from", str(file), "--yes"]) == 0
    assert "this takes some seconds" in capsys.readouterr().err
