"""Warnings about facts and sources: what they find, and what comes near and is fine."""

# ruff: noqa: E501 - YAML is read best an item a line

from __future__ import annotations

import pytest
from warned import findings, found

from tests.case.changed_example import with_keys

CRP = "{{id: crp-{day}, kind: value, day: {day}, analyte: crp, value: {value}, cite: made-up P1{more}}}"
FERRITIN = "{{id: ferritin-{day}, kind: value, day: {day}, analyte: ferritin, value: {value}, cite: made-up P1{more}}}"


def values(kind: str, *series: tuple[int, str] | tuple[int, str, str]) -> str:
    rows = []
    for day, value, *note in series:
        more = f", note: {note[0]}" if note else ""
        rows.append(kind.format(day=day, value=value, more=more))
    return findings(*rows)


class TestTodo:
    def test_in_a_value_and_in_a_comment(self) -> None:
        text = "# TODO: the licence\nminutes: 10 # TODO ask\nlearning_points: []\n"
        got = found("W401", text)
        lines = with_keys(text).split("\n")
        assert got
        for hit in got:
            assert lines[hit.line - 1][hit.column - 1 :].startswith("TODO")

    def test_every_one_of_a_line(self) -> None:
        got = found("W401", "licence: TODO or TODO\n")
        assert [d.column for d in got] == [10, 18]

    @pytest.mark.parametrize("words", ["todo", "TODOS", "Todorov", "to do"])
    def test_other_words(self, words: str) -> None:
        assert not found("W401", f"licence: {words}\n")


class TestUnits:
    TWO = "analytes:\n  - {{id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}}\n  - {{id: crp, name: {name}, unit: {unit}, {more}orders: [c-reactive-protein]}}\n"

    @pytest.mark.parametrize(
        ("name", "unit", "more"),
        [
            ("ferritin", "mg/L", ""),
            ("Other", "mg/L", "short: Ferritin, "),
            ("FERRITIN", "pmol/L", ""),
        ],
    )
    def test_two_analytes(self, name: str, unit: str, more: str) -> None:
        assert found("W402", self.TWO.format(name=name, unit=unit, more=more))

    @pytest.mark.parametrize(
        ("name", "unit", "more"),
        [
            ("Ferritin in urine", "mg/L", ""),
            ("Ferritin", "ng/mL", ""),
            ("Ferritin", "'{index}'", "printed: ng/mL, "),
        ],
    )
    def test_two_things_or_one_unit(self, name: str, unit: str, more: str) -> None:
        assert not found("W402", self.TWO.format(name=name, unit=unit, more=more))

    @pytest.mark.parametrize(
        ("text", "fires"),
        [
            ("Ferritin of 300 µg/L was seen.", True),
            ("A ferritin that is high: ferritin was now 12.5 mg/dL.", True),
            ("Ferritin rose to >2000 pmol/L.", True),
            ("Ferritin of 300 ng/mL was seen.", False),
            ("Ferritin (300 ng/ml) was seen.", False),
            ("With ferritin high she needs 3 L/min.", False),
            ("For ferritin 10 mg/day of iron.", False),
            ("Apoferritin of 300 µg/L was seen.", False),
            ("Ferritin is high and the dose is 5 mg/kg.", False),
        ],
    )
    def test_in_texts(self, text: str, fires: bool) -> None:
        told = f"{{id: told, kind: text, day: 1, title: Told, text: {text!r}, cite: made-up P1}}"
        assert bool(found("W402", findings(told))) is fires


class TestJump:
    def test_a_jump_up_and_one_down(self) -> None:
        assert len(found("W403", values(CRP, (1, "12"), (2, "121"), (3, "11.5")))) == 2

    def test_the_order_is_that_of_days(self) -> None:
        assert not found("W403", values(CRP, (3, "90"), (1, "1"), (2, "9")))

    @pytest.mark.parametrize(
        "series",
        [
            ((1, "12"), (2, "120")),
            ((1, "12"), (2, "130", "As printed.")),
            ((1, "12", "As printed."), (2, "130")),
            ((1, "0"), (2, "130")),
        ],
    )
    def test_near_misses(self, series: tuple[tuple[int, str], ...]) -> None:
        assert not found("W403", values(CRP, *series))


SOURCE = """
sources:
  - id: made-up
    kind: case-report
    citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
    licence: CC0 1.0
    locators: {P1: First paragraph, P2: Second paragraph}
"""


class TestIdentifiers:
    @pytest.mark.parametrize(
        ("key", "given", "meant"),
        [
            ("doi", "https://doi.org/10.5555/1234-x", '"10.5555/1234-x"'),
            ("doi", "doi:10.5555/1234", '"10.5555/1234"'),
            ("doi", "10.5555/1234.", '"10.5555/1234"'),
            ("doi", "10.5555", None),
            ("doi", "11.5555/1234", None),
            ("pmid", "PMID: 38123456", '"38123456"'),
            ("pmid", "https://pubmed.ncbi.nlm.nih.gov/38123456/", '"38123456"'),
            ("pmid", "PMC11258510", None),
            ("pmcid", "pmc11258510", '"PMC11258510"'),
            # A bare number may be a PMID in the wrong place.
            ("pmcid", "11258510", None),
        ],
    )
    def test_malformed(self, key: str, given: str, meant: str | None) -> None:
        (hit,) = found("W404", f'{SOURCE}    {key}: "{given}"\n')
        assert (hit.fix.text if hit.fix else None) == meant

    @pytest.mark.parametrize(
        ("key", "given"),
        [
            ("doi", "10.1016/j.jointm.2024.01.005"),
            ("doi", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"),
            ("pmid", "1"),
            ("pmcid", "PMC11258510"),
        ],
    )
    def test_well_formed(self, key: str, given: str) -> None:
        assert not found("W404", f'{SOURCE}    {key}: "{given}"\n')


class TestSources:
    MORE = "  - {id: other, kind: review, citation: Somebody. Coughs. 2023., licence: CC0 1.0, locators: {T: Table}}\n"

    def test_one_left_over(self) -> None:
        (hit,) = found("W405", SOURCE + self.MORE)
        assert "'other'" in hit.message

    @pytest.mark.parametrize(
        "use",
        [
            "learning_points: [{id: slow, text: A film lags., cite: [made-up P1, other T]}]",
            "glossary: [{term: Lag, expansion: delay, cite: other T}]",
            "analytes: [{id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin], reference: {high: 200, cite: other T}},"
            " {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}]",
        ],
    )
    def test_one_cited_anywhere(self, use: str) -> None:
        assert not found("W405", f"{SOURCE}{self.MORE}{use}\n")


class TestNeeded:
    LATE = values(FERRITIN, (5, "30"))

    def test_after_the_last_decision(self) -> None:
        (hit,) = found("W406", self.LATE)
        assert "'ferritin-5'" in hit.message

    @pytest.mark.parametrize(
        "use",
        [
            "source_notes: [{id: n, kind: silence, day: 5, title: Why, text: Nobody says., about: [ferritin-5]}]",
            "learning_points: [{id: l, text: It fell., cite: made-up P1}]",
            "watches: [{id: w, label: Iron, orders: ferritin, first: 1, last: 5, every: 2, why: It falls., cite: made-up P2}]",
        ],
    )
    def test_but_used(self, use: str) -> None:
        assert not found("W406", f"{self.LATE}{use}\n")

    def test_on_the_day_of_the_last_decision(self) -> None:
        assert not found("W406", values(FERRITIN, (3, "30")))
        after = values(FERRITIN, (3, "30")).replace("value: 30", "value: 30, after: after-film")
        assert found("W406", after)
