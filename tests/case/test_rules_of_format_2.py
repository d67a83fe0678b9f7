"""What the check says of keys that came with format 2, and what format 2 allows that 1 did not."""

# ruff: noqa: E501 - YAML is read best an item a line

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.case.loader import load, load_text
from trainer.case.principles import principles_of, shared_principles
from trainer.case.reading.yaml12 import parse
from trainer.case.reviewed import reviewed_hash
from trainer.questions.option import PickedOrder

FILE = Path(__file__).parent / "format-2.yaml"
TEXT = FILE.read_text("utf-8")


def said(old: str, new: str, text: str = TEXT) -> dict[str, str]:
    """What is wrong, by code, once ``old`` has become ``new``."""
    assert old in text
    found = load_text(text.replace(old, new, 1), FILE, warnings=True).diagnostics
    return {d.code: f"{d.message} {d.advice}" for d in found}


def test_the_file_with_every_key_is_without_error() -> None:
    assert [d for d in load(FILE).diagnostics if d.severity == "error"] == []


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        (", cite: a-guideline R1}\n    late", "}\n    late", "R323", "without a citation"),
        ("sittings: [9]", "sittings: [9, 21]", "R303", "day 21 is out of play"),
        ("sittings: [9]", "sittings: [1]", "R303", "a new sitting begins after day 1"),
        ("look-before-you-treat]", "look-before]", "R302", "there is no principle 'look-before'"),
        ("        steroid: [", "        steroids: [", "R302", "there is no option 'steroids'"),
        ("orders: [ct-chest]", "orders: [ct-chests]", "R302", "there is no order 'ct-chests'"),
        ("{id: c-reactive-protein, every: 3}", "{id: crp-test, every: 3}", "R302", "there is no order 'crp-test'"),
        ("orders: lung-ultrasound", "orders: lung-echo", "R302", "there is no order 'lung-echo'"),
        ("orders: [lung-biopsy]", "orders: [lung-biopsie]", "R302", "there is no order"),
        ("  - {id: look-before-you-treat,", "  - {id: look-before-you-treat, text: Look.}\n  - {id: look-before-you-treat,", "R301", "already taken"),
        ("was well., cite: made-up P2}", "was well., cite: nobody P2}", "R302", "there is no source 'nobody'"),
        ("every: 3}]", "every: 0}]", "M207", "at least 1"),
        ("topic: treatment", "topic: medicine", "M204", "treatment"),
        ("burden: none", "burden: heavy", "M204", "invasive"),
        ('hash: "', 'hash: "xyz', "M205", "12 to 64 digits"),
        ("    scope: Everything in this example", "    scope: Everything", "", ""),
        ("Three weeks of cough ask", "Four weeks of cough ask", "W427", "has changed since the review"),
        ('\n    hash: "', '\n    # "', "W427", "does not say which text"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(old: str, new: str, code: str, word: str) -> None:
    found = said(old, new)
    if code:
        assert word in found[code], found
    else:  # a review is no part of what was reviewed
        assert not found.keys() & {"W427"}


def test_layout_and_comments_do_not_change_what_was_reviewed() -> None:
    other = TEXT.replace("\n\n", "\n").replace("clock:\n", "clock:  # of days\n")
    assert reviewed_hash(parse(other)[0]) == reviewed_hash(parse(TEXT)[0])


def test_format_1_refuses_what_format_2_allows() -> None:
    """A part without the whole, and what was reported and harmful, were errors; a file keeps its own rules."""
    older = TEXT.replace("format: 2", "format: 1")
    found = load_text(older, FILE).diagnostics
    told = [d.message for d in found if d.code == "R304"]
    assert any("'part' options but no 'yes'" in m for m in told)
    assert any("what the report did, and harmful" in m for m in told)
    assert not [d for d in found if d.code == "R323"]
    assert not said("format: 2", "format: 2").keys() & {"R304"}


def test_no_sound_answer_is_an_error() -> None:
    all_bad = TEXT.replace(
        "judgement: recommended\n        why: It tells what it is.",
        "judgement: unnecessary\n        why: It tells what it is.",
    )
    assert "unnecessary or harmful" in said("format: 2", "format: 2", all_bad)["R319"]
    assert "R319" not in said("format: 2", "format: 1", all_bad)
    # Fewer than ten votes are no panel.
    worse = TEXT.replace(
        "judgement: recommended\n        why: The guideline's first choice.",
        "judgement: unnecessary\n        why: The guideline's first choice.",
    )
    assert "R319" not in said("format: 2", "format: 2", worse)
    assert "R319" in said("enough: 8, little: 1", "enough: 6, little: 1", worse)


def test_an_option_is_read_with_dose_and_route_and_places_standing_orders() -> None:
    scenario = load(FILE).scenario
    assert scenario is not None
    looks, drug = scenario.decisions[:2]
    assert next(o.wording for o in drug.choices) == "Amoxicillin, 250 mg a day, by mouth"
    assert drug.shape()["options"][1]["text"] == "Amoxicillin, 1 g three times a day, by mouth"
    assert [o.orders for o in looks.choices][1:3] == [
        (PickedOrder(id="full-blood-count"), PickedOrder(id="c-reactive-protein", every=3)),
        (PickedOrder(id="bronchoscopy-with-bal"),),
    ]


def test_the_shared_principles_are_those_of_all_cases() -> None:
    assert len(shared_principles()) == 15
    assert all(text.endswith(".") for text in shared_principles().values())
    scenario = load(FILE).scenario
    assert scenario is not None
    known = principles_of(scenario)
    assert known["look-before-you-treat"] == "Look before you treat."
    assert known["normal-may-not-last"].startswith("A normal early test")
