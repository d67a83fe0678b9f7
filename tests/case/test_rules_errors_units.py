"""UCUM as a grammar, units as printed, and the rules about values and ranges."""

# ruff: noqa: E501 - YAML is read best an item a line

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case.changed_example import with_keys
from trainer.case.loader import load_text
from trainer.case.units.printed import misread, near, printed_units, spelling, ucum_of
from trainer.case.units.ucum import METRIC, PLAIN, PREFIXES, fault, is_ucum

ATOMS = st.sampled_from(sorted(METRIC | PLAIN))
SYMBOLS = st.one_of(
    ATOMS,
    st.builds(
        lambda p, a: p + a, st.sampled_from(sorted(PREFIXES)), st.sampled_from(sorted(METRIC))
    ),
)
EXPONENTS = st.sampled_from(["", "2", "-1", "+3", "12"])
NOTES = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="{}"), max_size=8
).map("{{{}}}".format)
TERMS = st.one_of(
    st.builds(lambda s, e: s + e, SYMBOLS, EXPONENTS),
    st.builds(lambda s, e, n: s + e + n, SYMBOLS, EXPONENTS, NOTES),
    NOTES,
    st.integers(1, 10**6).map(str),
)
UNITS = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds(lambda a, op, b: a + op + b, inner, st.sampled_from("./"), inner),
        inner.map("({})".format),
        st.builds(lambda a, e: f"({a}){e}", inner, EXPONENTS),
    ),
    max_leaves=8,
)


@given(UNITS, st.booleans())
def test_what_the_grammar_makes_is_read(unit: str, per: bool) -> None:
    assert is_ucum(f"/{unit}" if per else unit)


@given(UNITS)
def test_a_unit_broken_off_after_an_operator_is_refused(unit: str) -> None:
    for end in (".", "/", "("):
        assert not is_ucum(unit + end)
    assert not is_ucum(unit + ")")
    assert not is_ucum(f"({unit}")


@given(st.sampled_from(sorted(PREFIXES)), st.sampled_from(sorted(PLAIN)))
def test_a_prefix_stands_before_metric_atoms_only(prefix: str, atom: str) -> None:
    # 'cd' is candela and 'Pa' pascal: some pairs are a unit of their own.
    pair = prefix + atom
    own = pair in METRIC | PLAIN
    other = any(pair[:n] in PREFIXES and pair[n:] in METRIC for n in (1, 2))
    assert is_ucum(pair) == (own or other)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    why = fault(text)
    quoted = re.match(r"'(.*)' (?:is|stands|cannot)", why or "", re.DOTALL)
    assert quoted is None or quoted[1] in text


def test_deep_brackets_end_in_a_word_and_not_in_a_crash() -> None:
    assert not is_ucum("(" * 5000 + "m" + ")" * 5000)
    assert not is_ucum("(" * 5000)


@pytest.mark.parametrize(
    "unit",
    ["ng/mL", "/uL", "10*3/uL", "10^9/L", "mm[Hg]", "u[IU]/mL", "[arb'U]/mL", "{titer}", "%", "Cel",
     "mL/min/{1.73_m2}", "g/(24.h)", "meq/L", "mosm/kg", "B[10.nV]", "mg/(kg.d)", "%{rbc}", "''",
     "10*-3", "dyn.s/cm5", "[pH]", "mo", "wk", "kcal", "nkat/L", "1/min", "m[H2O]"],
)  # fmt: skip
def test_units_of_reports_are_ucum(unit: str) -> None:
    assert is_ucum(unit)


@pytest.mark.parametrize(
    "unit",
    ["", "mmHg", "mcg", "IU/L", "µL", "μg/L", "mEq/L", "°C", "×10^9/L", "k%", "kmin", "d[degF]",
     "m//s", "m+", "(m", "m)", "{a b}", "{a", "m.", "mm/Hg", "ml/min/1.73m2", "10 9/L", "ng/mll"],
)  # fmt: skip
def test_what_is_not_ucum(unit: str) -> None:
    assert not is_ucum(unit)


def test_every_printed_form_leads_to_ucum_by_the_same_name_only() -> None:
    table = printed_units()
    assert len(table) > 250
    assert not [(k, v) for k, v in table.items() if not is_ucum(v)]
    assert all(spelling(form) == form for form in table)


@pytest.mark.parametrize(
    ("printed", "ucum"),
    [("μL", "uL"), ("mcg", "ug"), ("mmHg", "mm[Hg]"), ("×10^9/L", "10*9/L"), ("x10⁹/L", "10*9/L"),
     ("IU/L", "[IU]/L"), ("cells/µL", "/uL"), ("°C", "Cel"), ("℃", "Cel"), ("bpm", "{beats}/min"),
     ("MMHG", "mm[Hg]"), ("mEq / L", "meq/L"), ("bananas", None), ("", None)],
)  # fmt: skip
def test_printed_forms(printed: str, ucum: str | None) -> None:
    assert ucum_of(printed) == ucum


def test_near_and_misread() -> None:
    assert near("µmol/kg/h") == "umol/kg/h"
    assert near("bananas") is None
    assert misread("pH") == ("picohenry", "[pH]")
    assert misread("ng/mL") is None


def said(code: str, keys: str) -> list[str]:
    """What the check says under ``code`` of the example case with ``keys``."""
    loaded = load_text(with_keys(keys), Path("a-cough.yaml"), warnings=True)
    return [f"{d.message} {d.advice}" for d in loaded.diagnostics if d.code == code]


def analytes(crp: str, findings: str = "") -> str:
    keys = f"""
analytes:
  - {{id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}}
  - {{id: crp, name: CRP, orders: [c-reactive-protein], {crp}}}
"""
    return keys + (
        f"findings:\n  - {{id: v, kind: value, day: 1, analyte: crp, {findings}, cite: made-up P1}}\n"
        if findings
        else ""
    )


def test_a_value_needs_a_unit_and_words_do_not() -> None:
    assert "no unit" in said("R307", analytes("group: Blood", "value: 5"))[0]
    assert not said("R307", analytes("group: Blood", "result: negative"))
    assert not said("R307", analytes("group: Blood", "silent: raised"))


@pytest.mark.parametrize(
    ("unit", "hint"),
    [("mmHg", 'mm[Hg]'), ("μg/L", "ug/L"), ("IU/L", "[IU]/L"), ("pH", "[pH]"), ("K/uL", "10*3/uL"),
     ("wibble", "ucum.org")],
)  # fmt: skip
def test_a_unit_that_is_not_ucum_is_told_with_what_is_near(unit: str, hint: str) -> None:
    assert hint in said("R308", analytes(f'unit: "{unit}"'))[0]


def test_a_unit_is_mended_only_where_what_is_shown_stays() -> None:
    def fixes(keys: str) -> list[str | None]:
        loaded = load_text(with_keys(keys), Path("a-cough.yaml"))
        return [d.fix.text if d.fix else None for d in loaded.diagnostics if d.code == "R308"]

    assert fixes(analytes("unit: mmHg, printed: mmHg")) == ['"mm[Hg]"']
    assert fixes(analytes("unit: mmHg")) == [None]


@pytest.mark.parametrize(
    ("range_", "wrong"),
    [("low: 5, high: 0", True), ("low: 5, high: 5", False), ("low: 5", False), ("high: -1", False),
     ('low: "<10", high: 9.5', True)],
)  # fmt: skip
def test_a_range_from_high_to_low(range_: str, wrong: bool) -> None:
    keys = analytes(f"unit: mg/L, reference: {{{range_}, cite: made-up P1}}")
    assert bool(said("R309", keys)) == wrong


@pytest.mark.parametrize(
    ("value", "abnormal", "word"),
    [("12", "false", "outside"), ("3", "true", "within"), ('"<5"', "true", "within"),
     ('">12"', "false", "outside"), ("12", "true", "is flagged by"), ('"~9"', "true", "is flagged by"),
     ('"<40"', "true", "is flagged by"), ("5", "true", "within")],
)  # fmt: skip
def test_a_flag_against_the_range(value: str, abnormal: str, word: str) -> None:
    keys = analytes(
        "unit: mg/L, reference: {high: 5, cite: made-up P1}",
        f"value: {value}, abnormal: {abnormal}",
    )
    assert word in said("R310", keys)[0]


@pytest.mark.parametrize(
    ("limits", "value", "word"),
    [("low: 10", '"<5"', "outside"), ("low: 10", '"<15"', "flagged"), ("low: 10", '">15"', "within"),
     ("low: 10, high: 20", '">9"', "flagged"), ("low: 10, high: 20", "9.9", "outside"),
     ("low: 10, high: 20", '"<10"', "outside")],
)  # fmt: skip
def test_a_flag_against_a_lower_limit(limits: str, value: str, word: str) -> None:
    flag = "true" if word == "within" else "false"
    keys = analytes(
        f"unit: mg/L, reference: {{{limits}, cite: made-up P1}}",
        f"value: {value}, abnormal: {flag}",
    )
    assert word in said("R310", keys)[0]


def test_a_flag_without_a_range_or_of_words_stands() -> None:
    assert not said("R310", analytes("unit: mg/L", "value: 5, abnormal: true"))
    ranged = "unit: mg/L, reference: {high: 5, cite: made-up P1}"
    assert not said("R310", analytes(ranged, "result: negative, abnormal: false"))
