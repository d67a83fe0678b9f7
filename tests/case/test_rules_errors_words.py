"""Errors of wording: feedback, citations, identity, consent and spoilers."""

# ruff: noqa: E501 - YAML is read best an item a line

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.case.changed_example import with_keys
from trainer.case.loader import load, load_text
from trainer.case.model import Citation, Scenario
from trainer.case.rules.references import Reference, references_of
from trainer.case.rules.text_index import has
from trainer.case.rules.texts import texts_of
from trainer.questions.option import PickedOrder

SHIPPED = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
FORMAT_2 = Path(__file__).parent / "format-2.yaml"


def said(code: str, keys: str, name: str = "a-cough.yaml") -> list[str]:
    """What the check says under ``code`` of the example case with ``keys``."""
    loaded = load_text(with_keys(keys), Path(name))
    return [f"{d.message} {d.advice}" for d in loaded.diagnostics if d.code == code]


def asked(
    whys: list[str], answer: str = "{text: They waited., cite: made-up P2}", reported: str = "yes"
) -> str:
    rows = "".join(
        f'      - {{id: w{i}, text: Way number {i}, reported: "{reported if i == 0 else ("no" if reported == "yes" else reported)}", judgement: acceptable, why: "{why}", cite: made-up P2}}\n'
        for i, why in enumerate(whys)
    )
    return f"decisions:\n  - id: after-film\n    kind: one\n    day: 3\n    title: Then\n    prompt: What next?\n    options:\n{rows}    answer: {answer}\n"


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("Correct.", "It lags behind.", "gives no reason"),
        ("It lags behind.", "see above", "gives no reason"),
        ("Way number 0", "It lags behind.", "repeats the option"),
        ("WAY NUMBER 0!", "It lags behind.", "repeats the option"),
        ("It lags behind.", "It lags, behind", "that on 'w0'"),
        ("...", "It lags behind.", "gives no reason"),
    ],
)
def test_feedback_that_says_nothing(first: str, second: str, word: str) -> None:
    assert word in said("R314", asked([first, second]))[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Correct, as the shadow was small.", "It lags behind."),
        ("It takes 3 days.", "It takes 4 days."),
        ("Way number 0 is near at hand.", "Way number 1 is far."),
    ],
)
def test_feedback_that_says_something(first: str, second: str) -> None:
    assert not said("R314", asked([first, second]))


def test_a_keyed_answer_needs_a_citation_and_a_silent_one_does_not() -> None:
    bare = "{text: They waited.}"
    whys = ["It is near.", "It is far."]
    assert "made-up" in said("R315", asked(whys, bare))[0]
    assert not said("R315", asked(whys, bare, "silent"))
    assert not said("R315", asked(whys))


@pytest.mark.parametrize(
    ("meaning", "wrong"),
    [("Below 0.14 mg/dL in health.", True), ("Raised in 55 % of them.", True), ("Over 30 kg.", True),
     ("Janus kinases 1 and 3.", False), ("A protein of the liver.", False)],
)  # fmt: skip
def test_a_figure_in_the_glossary_needs_a_citation(meaning: str, wrong: bool) -> None:
    term = f'glossary: [{{term: CRP, expansion: protein, meaning: "{meaning}"}}]\n'
    assert bool(said("R315", term)) == wrong
    assert not said("R315", term.replace("}]", ", cite: made-up P1}]"))


def cited(locator: str) -> str:
    return f'learning_points: [{{id: x, text: So it is., cite: "made-up {locator}"}}]\n'


@pytest.mark.parametrize(
    "locator",
    [
        "P1",
        "P1, P2",
        "P1 and P2",
        "P1-P2",
        "P1–P2",
        "P1; P2",
        "P2 second line",
        "P1: end",
        "P1 + P2",
    ],
)
def test_a_place_that_is_listed(locator: str) -> None:
    assert not said("R316", cited(locator))


@pytest.mark.parametrize("locator", ["P3", "P1, P3", "P11", "p1", "page 1", "P1-P3"])
def test_a_place_that_is_not_listed(locator: str) -> None:
    assert said("R316", cited(locator))


def test_a_place_that_is_not_listed_comes_with_those_that_are() -> None:
    assert "Known here: P1, P2." in said("R316", cited("P3"))[0]


def test_a_source_without_locators() -> None:
    source = "sources:\n  - {id: made-up, citation: Nobody. Nothing., licence: CC0}\n"
    assert "lists no 'locators'" in said("R316", source)[0]
    other = "  - {id: other, citation: Nobody. Nothing., licence: CC0}\n"
    listed = source.replace("}\n", ", locators: {P1: One, P2: Two}}\n") + other
    assert not said(
        "R316", listed + 'learning_points: [{id: x, text: So it is., cite: "other page 3"}]\n'
    )


DIAGNOSES = ("diagnoses", "towards", "away")


def _all_references(part: BaseModel, loc: tuple[str | int, ...] = ()) -> list[Reference]:
    """What the plan of `references` leaves to no chance, by going through every field."""
    found: list[Reference] = []
    for key, value in part:
        here = (*loc, key)
        if key in ("report", "analyte", "after", "finding") and value is not None:
            found.append((here, key, value, ""))
        for i, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, PickedOrder):
                found.append(((*here, i), key, item.id, ""))
            elif isinstance(item, BaseModel):
                found += _all_references(item, (*here, i))
            elif isinstance(item, Citation):
                found.append(((*here, i), "source", item.source, item.locator))
            elif key in ("orders", "picks", "about", "principles", *DIAGNOSES):
                found.append(((*here, i), key, item, ""))
        if isinstance(value, BaseModel):
            found += _all_references(value, here)
    return found


@pytest.mark.parametrize("file", [SHIPPED, FORMAT_2])
def test_the_plan_of_references_misses_none(file: Path) -> None:
    scenario = load(file).scenario
    assert isinstance(scenario, Scenario)
    assert sorted(map(repr, references_of(scenario))) == sorted(
        map(repr, _all_references(scenario))
    )


# Of the author, or too short to be read as a text.
NO_TEXTS = {
    "analytes.group", "analytes.printed", "analytes.reference.note", "analytes.short", "authors",
    "facilitator.pitfalls", "licence", "provenance", "review.by", "review.scope",
    "sources.citation", "sources.licence", "sources.licence_note", "spoilers.words", "weights_note",
}  # fmt: skip


def _all_strings(part: BaseModel, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each string with the keys that lead to it."""
    for key, value in part:
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from _all_strings(item, (*loc, key))
            elif isinstance(item, str):
                yield ".".join(map(str, (*loc, key))), item


def test_the_plan_of_texts_misses_none() -> None:
    scenario = load(SHIPPED).scenario
    assert isinstance(scenario, Scenario)
    texts = Counter(at.text for at in texts_of(scenario))
    strings = Counter(
        text for path, text in _all_strings(scenario) if " " in text and path not in NO_TEXTS
    )
    assert not strings - texts


@pytest.mark.parametrize(
    "words",
    ["Mr Smith has a cough.", "Mrs. X. has a cough.", "Ms. Jones was seen.", "DOB 03/05/1970.",
     "She was born on 3 May 1970.", "Date of birth: 1970-05-03.", "MRN 123456.", "Hospital number 445566.",
     "Medical record no. 998877.", "Call the ward by phone 555-123 4567.", "Tel.: +81 11 611 2111.",
     "Write to a.b@ward.example.org.", "A woman named Carol has a cough.", "The patient's initials: A.B."],
)  # fmt: skip
def test_what_identifies_a_person(words: str) -> None:
    assert said("R317", f'summary: "{words}"\n')


@pytest.mark.parametrize(
    "words",
    ["MRI and MRA were done.", "KL-6 was 862, ferritin 2465.", "Born at term; birth weight 3200 g.",
     "A woman born in Hokkaido.", "Platelets 212000 per microlitre.", "3+ protein in urine.",
     "10 ms apart.", "A case record of 2004.", "The number of patients was 1234.", "Gottron's sign is named so.",
     "HLA-B27 +.", "A telephone call on day 13.", "Trial NCT01234567.", "doi 10.1186/s13256-024-04793-9.",
     "A phone call, 2 to 3 times.", "Modified MRC score 2.", "MS was excluded.", "DMMs Xa."],
)  # fmt: skip
def test_what_identifies_nobody(words: str) -> None:
    assert not said("R317", f'summary: "{words}"\n')


@pytest.mark.parametrize(
    ("provenance", "wrong"),
    [("Taken over from the report.", True), ("It was a consensus.", True),
     ("The patient consented to publication.", False), ("The report does not speak of consent.", False),
     ("Made up; there is no patient.", False), ("A fictional case.", False)],
)  # fmt: skip
def test_consent(provenance: str, wrong: bool) -> None:
    assert bool(said("R318", f"provenance: {provenance}\n")) == wrong


@pytest.mark.parametrize(
    ("text", "word"),
    [("Aspergilli grew.", "aspergillus"), ("ASPERGILLOSIS", "aspergillosis"), ("β-D glucan", "beta-D-glucan"),
     ("betadglucan", "beta-D-glucan"), ("air\u2010crescent", "air crescent"), ("lymphomas", "lymphoma"),
     ("biopsies", "biopsy"), ("IPA is suspected", "IPA"), ("the patient’s lymphoma’s size", "lymphoma"),
     ("(aspergillosis)", "aspergillosis"), ("Sjögren's", "sjögren")],
)  # fmt: skip
def test_a_word_in_its_forms(text: str, word: str) -> None:
    assert has(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [("an important act", "ACT"), ("hyaspergillosis", "aspergillosis"), ("fatalist", "fatal"),
     ("beta blocker", "beta-D-glucan"), ("pitfall", "pit"), ("capacity", "cap"), ("", "lymphoma")],
)  # fmt: skip
def test_another_word(text: str, word: str) -> None:
    assert not has(text, word)


LATE = "spoilers:\n  - {words: [lymphoma], day: 3}\n"


@pytest.mark.parametrize(
    "keys",
    ["title: A lymphoma\n", "summary: Not a lymphoma.\n", "tags: [lymphomas]\n", "specialty: Lymphoma clinic\n",
     "id: a-lymphoma\n", "glossary: [{term: NHL, expansion: non-Hodgkin lymphoma}]\n",
     "orders: [{id: peak-flow-diary, name: Peak flow diary, kind: test, group: Tests, synonyms: [lymphoma diary]}]\n",
     "patient: {age: 50, sex: female, summary: A lymphoma., cite: made-up P1}\n"],
)  # fmt: skip
def test_a_listed_word_before_its_day(keys: str) -> None:
    assert "day 3" in said("R320", keys + LATE)[0]


def test_the_name_of_the_file() -> None:
    assert "file's name" in said("R320", LATE, "lymphoma-case.yaml")[0]
    assert not said("R320", LATE, "anything-else.yaml")


def test_a_finding_on_and_before_the_day() -> None:
    finding = "findings:\n  - {{id: film, kind: image, day: {day}, title: Film, text: A lymphoma., cite: made-up P2}}\n"
    assert said("R320", finding.format(day=2) + LATE)
    assert not said("R320", finding.format(day=3) + LATE)
    assert not said("R320", "glossary: [{term: NHL, expansion: lymphoma, from_day: 3}]\n" + LATE)


def test_an_option_may_name_what_it_offers_and_so_may_its_feedback() -> None:
    keys = asked(["A lymphoma is likely.", "It is far."]).replace("day: 3", "day: 1")
    late = LATE.replace("day: 3", "day: 5")
    assert "why" not in said("R320", keys + late)[0]
    assert said("R320", keys + late)
    assert not said("R320", keys.replace("Way number 0", "Treat a lymphoma") + late)


def test_a_treatment_the_course_starts_later() -> None:
    course = (
        "course:\n  - {id: rest, day: 3, action: event, text: Rest., cite: made-up P2}\n"
        "  - {id: drug, day: 4, action: start, orders: rituximab, text: Rituximab., cite: made-up P2}\n"
    )
    assert "course starts it" in said("R320", "title: Before rituximab\n" + course)[0]
    told = "findings:\n  - {{id: x, kind: text, day: 1, topic: {topic}, title: Told, text: Rituximab., cite: made-up P1}}\n"
    assert said("R320", told.format(topic="course") + course)
    assert not said("R320", told.format(topic="history") + course)
    own = "spoilers:\n  - {words: [rituximab], day: 1}\n"
    assert not said("R320", told.format(topic="course") + course + own)
    given = course.replace("action: start", "action: order")
    assert not said("R320", "title: Before rituximab\n" + given)


def test_a_term_explained_later() -> None:
    term = "glossary: [{term: Halo sign, expansion: a sign, from_day: 4}]\n"
    assert "glossary explains it" in said("R320", "title: A halo-sign\n" + term)[0]
    assert not said("R320", term)


def test_the_first_case_keeps_its_secrets() -> None:
    text = SHIPPED.read_text("utf-8")
    assert not load_text(text, SHIPPED).diagnostics
    for old, new in (
        ("id: anti-mda5-ild", "id: mda5-aspergillosis"),
        ("title: A rash, full strength", "title: Tofacitinib, full strength"),
        ("text: Respiratory failure is worse again.", "text: Respiratory failure is fatal."),
    ):
        assert old in text
        codes = {d.code for d in load_text(text.replace(old, new, 1), SHIPPED).diagnostics}
        assert codes == {"R320"}, new
