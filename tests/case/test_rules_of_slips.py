"""Slips of an author's pen that the check tells, and what is like one and right."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.case.loader import load_text
from trainer.case.rules.example import example

TEXT = example()
STORY = "She coughs at night and has lost no weight."
WHY = "It is quick and was near at hand."
CRP = "value: 12, cite: made-up P1"
FERRITIN = "{id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}"
HB = "{{id: ferritin, name: Haemoglobin, unit: {}, orders: [ferritin]}}"
FILM = "{id: film-order, day: 2, action: order, orders: chest-radiograph, text: A film was taken."
ANSWER = "The team asked for a film."

# A code, what of the example case becomes what, and whether the code is told.
CASES = [
    ("W430", WHY, "On day 3 she was well.", True),
    ("W430", WHY, "By day 90 most are well.", False),
    ("W430", WHY, "A CRP of 6 mg/L came.", True),
    ("W430", WHY, "A CRP of 12 mg/L speaks for it.", False),
    ("W430", WHY, "A shadow in the lower zone would show.", True),
    ("W430", WHY, "A shadow would show.", False),
    ("W430", ANSWER, "The film showed a shadow in the left lower zone.", True),
    ("W431", FERRITIN, HB.format("g/dL"), True),
    ("W431", FERRITIN, HB.format("g/L"), False),
    ("W431", FERRITIN, HB.format('"mm[Hg]"'), True),
    ("W431", "value: 121.30", "value: 20.233", True),
    ("W431", "value: 121.30", "value: 20.233, note: Three decimals as printed", False),
    ("W431", "value: 121.30", "value: 400000", True),
    ("W433", "learning_points:", "timed: [{id: t, label: A film, orders: [chest-radiograph], "
     "reported: 3, window: {first: 1, last: 2}, why: It is due., cite: made-up P1}]\n"
     "learning_points:", True),
    ("W433", "learning_points:", "timed: [{id: t, label: A film, orders: [chest-radiograph], "
     "reported: 2, window: {first: 1, last: 2}, why: It is due., cite: made-up P1}]\n"
     "learning_points:", False),
    ("W434", "crp-3, kind: value, day: 3", "crp-3, kind: value, day: 1", True),
    ("W434", "crp-3, kind: value, day: 3", "crp-3, kind: value, day: 1, note: Before dawn", False),
    ("W435", "value: 6,", "value: 12,", False),  # of two digits by chance
    ("W437", "    title: Chest film\n", "    shown: ordered\n    title: Chest film\n", False),
    ("W438", STORY, "He coughs at night.", True),
    ("W438", STORY, "Her husband says that he coughs, too.", False),
    ("W438", STORY, "She is a woman of 71 kg.", False),
    ("W438", STORY, "A 62-year-old woman who coughs.", True),
    ("W438", STORY, "A 50-year-old woman who coughs.", False),
    ("W438", WHY, "He who waits learns more.", False),  # of nobody in particular
    ("W439", STORY, "She coughed on 3 May 2020.", True),
    ("W439", STORY, "Since 2020 she coughs in May.", False),
    ("R317", STORY, "Dr. Nobody saw her.", True),
    ("R317", STORY, "A doctor saw her.", False),
    ("W440", ANSWER, "The team chose computed tomography.", True),
    ("W440", ANSWER, "The team did not choose computed tomography.", False),
    ("W440", ANSWER, "They took a plain film before computed tomography.", False),
    ("W441", "Two decisions on", "Three questions on", True),
    ("W441", "Two decisions on", "Several questions on", False),
    ("W442", "action: order, orders: chest-radiograph", "action: start, orders: ferritin", True),
    ("W442", "action: order, orders: chest-radiograph", "action: start, orders: tacrolimus", False),
    ("W445", "learning_points:", "glossary: [{term: XYZ, expansion: nothing}]\n"
     "learning_points:", True),
    ("W445", "learning_points:", "glossary: [{term: Shadow, expansion: a dark place}]\n"
     "learning_points:", False),
    ("W445", "      P2: Second", "      P3: Third paragraph\n      P2: Second", True),
    ("W446", "date: 2026-01-01", "date: 2999-01-01", True),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new", "told"), CASES)
def test_a_slip_is_told_and_what_is_like_one_is_not(
    code: str, old: str, new: str, told: bool
) -> None:
    assert old in TEXT
    found = load_text(TEXT.replace(old, new, 1), Path("a-cough.yaml"), warnings=True)
    assert (code in {d.code for d in found.diagnostics}) is told, found.diagnostics


def test_a_text_that_begins_with_a_pronoun_is_looked_at_once() -> None:
    text = TEXT.replace(STORY, "He coughs. His cough stays.")
    found = load_text(text, Path("a-cough.yaml"), warnings=True).diagnostics
    assert [d.code for d in found] == ["W438"]
