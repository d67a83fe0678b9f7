"""Warnings about abbreviations, judgements and the file, and those an author has weighed."""

# ruff: noqa: E501 - YAML is read best an item a line

from __future__ import annotations

from pathlib import Path

import pytest
from warned import NAMED, diagnostics, findings, found

from tests.case.changed_example import with_keys
from trainer.case.loader import load_text
from trainer.case.rules.example import decisions_of


def told(text: str, **more: str) -> str:
    rest = "".join(f", {key}: {value}" for key, value in more.items())
    return findings(
        f"{{id: told, kind: text, day: 2, title: Told, text: {text!r}, cite: made-up P1{rest}}}"
    )


class TestAbbreviations:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("She has COPD.", "COPD"),
            ("Her anti-MDA5 is high.", "MDA5"),
            ("Two DMARDs were given.", "DMARD"),
            ("The MPO-ANCA is low.", "MPO"),
            ("She needs NIV at night.", "NIV"),
            ("Her HbA1c is high.", "HbA1c"),
            ("Her SpO2 is low.", "SpO2"),
            ("The IgG is low.", "IgG"),
        ],
    )
    def test_unknown(self, text: str, name: str) -> None:
        assert f"'{name}'" in found("W422", told(text))[0].message

    @pytest.mark.parametrize(
        "text",
        [
            "She has COPD (chronic obstructive pulmonary disease).",
            "She has chronic obstructive pulmonary disease (COPD).",
            "The need is 3 mL/min at 12 IU/L.",
            "Type II of HIV in the UK.",
            "Grade IV; a Plain Word; an A and a B.",
            "She is NOT well.",
            "Vitamin B12 is low, the tender spot at L4 or at McBurney or DiGeorge.",
        ],
    )
    def test_known(self, text: str) -> None:
        assert not found("W422", told(text))

    def test_the_glossary_from_its_day_on(self) -> None:
        entry = "glossary: [{{term: COPD, expansion: chronic obstructive pulmonary disease{from_day}}}]\n"
        assert not found("W422", told("She has COPD.") + entry.format(from_day=""))
        assert not found("W422", told("She has COPD.") + entry.format(from_day=", from_day: 2"))
        # A term explained later is also told as a spoiler, which is an error.
        every = diagnostics(told("She has COPD.") + entry.format(from_day=", from_day: 3"))
        (late,) = [d for d in every if d.code == "W422"]
        assert "before day 3" in late.message

    def test_once_and_where_it_is_read_first(self) -> None:
        late = "{id: late, kind: text, day: 3, title: Late, text: COPD again., cite: made-up P1}"
        soon = "{id: soon, kind: text, day: 1, title: Soon, text: COPD., cite: made-up P1}"
        text = findings(late, soon)
        (hit,) = found("W422", text)
        assert "soon" in with_keys(text).split("\n")[hit.line - 1]

    def test_names_of_orders_and_results_are_not_read_as_prose(self) -> None:
        assert not found(
            "W422", "orders: [{id: x, name: EBUS, kind: test, group: G, synonyms: [TBNA]}]\n"
        )


SOUND = """
decisions:
  - id: after-film
    kind: {kind}
    day: 3
    title: After the film
    prompt: With a small shadow and a falling protein, what would you do next for this patient?
    options:
      - {{id: rest, text: Send her home to rest, reported: "{did}", judgement: {one}, why: She was well., cite: made-up P2}}
      - {{id: oral, text: Give an oral antibiotic, reported: "no", judgement: {two}, why: It was so., cite: made-up P2}}
    answer: {{text: The team sent her home., cite: made-up P2}}
"""


class TestWeighing:
    @pytest.mark.parametrize("two", ["unnecessary", "harmful"])
    def test_nothing_else_is_sound(self, two: str) -> None:
        assert found("W423", SOUND.format(kind="one", did="yes", one="critical", two=two))

    @pytest.mark.parametrize(
        ("one_", "two"),
        [("recommended", "acceptable"), ("unnecessary", "recommended"), ("unnecessary", "harmful")],
    )
    def test_something_else_is(self, one_: str, two: str) -> None:
        assert not found("W423", SOUND.format(kind="one", did="yes", one=one_, two=two))

    def test_a_silent_report_leaves_it_open(self) -> None:
        text = SOUND.format(kind="one", did="silent", one="critical", two="harmful")
        assert not found("W423", text.replace('reported: "no"', "reported: silent"))


def test_a_review_that_says_it_is_open_is_enough() -> None:
    assert found("W425", "review: []\n")
    entry = "review: [{{by: Nobody, date: 2026-01-01, scope: Nothing., verdict: {verdict}}}]\n"
    for verdict in ("open", "accepted", "changes-wanted"):
        assert not found("W425", entry.format(verdict=verdict))


class TestAllowances:
    BAD = decisions_of(
        ("Which step comes first in looking for the cause?", "Only rest", "*A film", "A scope")
    )

    def codes(self, text: str) -> list[str]:
        return [d.code for d in diagnostics(text) if d.code in ("W410", "W499", "M202", "M205")]

    @pytest.mark.parametrize(
        "where", ["", "where: first-look, ", "where: first-look/option-a, ", "where: option-a, "]
    )
    def test_a_weighed_warning_is_silent(self, where: str) -> None:
        assert self.codes(self.BAD) == ["W410"]
        allow = f"allow: [{{rule: W410, {where}why: The report says only.}}]\n"
        assert self.codes(self.BAD + allow) == []

    @pytest.mark.parametrize("where", ["first-look/option-b", "first", "second-look"])
    def test_elsewhere_it_stays_and_the_entry_is_idle(self, where: str) -> None:
        allow = f"allow: [{{rule: W410, where: {where}, why: The report says only.}}]\n"
        assert sorted(self.codes(self.BAD + allow)) == ["W410", "W499"]

    @pytest.mark.parametrize("where", ["", "where: decisions, "])
    def test_what_is_about_all_decisions(self, where: str) -> None:
        question = "Which step comes first in looking for the cause?"
        bad = decisions_of(*[(question, "*A film", "A scope")] * 4)
        allow = f"allow: [{{rule: W409, {where}why: They are in the order of the alphabet.}}]\n"
        assert "W409" in {d.code for d in diagnostics(bad)}
        assert not {"W409", "W499"} & {d.code for d in diagnostics(bad + allow)}

    def test_only_with_a_reason(self) -> None:
        assert "M202" in self.codes(self.BAD + "allow: [{rule: W410}]\n")

    def test_an_idle_entry_is_told(self) -> None:
        assert self.codes("allow: [{rule: W410, why: It was so once.}]\n") == ["W499"]

    def test_errors_cannot_be_silenced(self) -> None:
        assert "M205" in self.codes("allow: [{rule: R301, why: Please.}]\n")

    def test_idle_entries_cannot_be_silenced(self) -> None:
        allow = "allow: [{rule: W499, why: Leave it.}, {rule: W410, why: It was so once.}]\n"
        assert self.codes(allow) == ["W499", "W499"]

    def test_play_asks_for_no_warnings(self) -> None:
        assert not load_text(with_keys(self.BAD), NAMED).diagnostics


def test_the_shipped_case_has_nothing_to_warn_of(shipped: str) -> None:
    path = Path("anti-mda5-ild.yaml")
    assert [
        d.code for d in load_text(shipped, path, warnings=True).diagnostics if d.code[0] == "W"
    ] == []


def test_what_the_shipped_case_is_spared_by_its_care(shipped: str) -> None:
    """The rules do look at it: each small harm is told."""
    harms = {
        "W422": ("  - {term: ANCA, expansion: anti-neutrophil cytoplasmic antibody}\n", ""),
        "W407": ("text: \"A lull: choose the next drug while it lasts\"",
                 "text: \"A lull: choose the next drug while it lasts, and before he is worse again than he was\""),
        "W405": ("cite: riley-2021 A", "cite: imai-2024 D4"),
        "W419": ("What do you do about the treatment?", "The treatment is yours."),
        "W425": (shipped[shipped.index("\nreview:"):], "\n"),
    }  # fmt: skip
    for code, (old, new) in harms.items():
        assert old in shipped, code
        text = shipped.replace(old, new)
        got = load_text(text, Path("anti-mda5-ild.yaml"), warnings=True).diagnostics
        assert code in {d.code for d in got}, code
