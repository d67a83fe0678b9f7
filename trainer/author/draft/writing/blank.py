"""A new scenario without an article: small, whole and playable, to be replaced part by part."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trainer.author.draft.article.text import tidy
from trainer.author.draft.writing.ask import Check, Question
from trainer.author.draft.writing.sheet import Body, SourceStart, Start, item, sheet
from trainer.author.draft.writing.yaml_out import note, pair
from trainer.values.base import SLUG_PATTERN

DEFAULTS: Mapping[str, str | int | None] = {
    "id": "my-case", "title": "A cough that stays", "specialty": "General medicine", "age": 50,
    "sex": "female", "first_day": 1, "last_day": 5, "author": "Your name", "licence": "CC BY 4.0",
    "citation": "Authors. Title of the report. Journal 2024;1:1.", "doi": None,
}  # fmt: skip
"""What an author who gives nothing starts with; the example that the file holds fits it."""

_WORDS = {
    "title": "Title, without the diagnosis", "id": "Short id for the file and saved runs",
    "specialty": "Specialty", "age": "The patient's age in years", "sex": "Sex (male, female,"
        " other, not reported)",
    "first_day": "Day on which the learner meets the patient", "last_day": "Last day",
    "author": "Your name", "citation": "The report, in one line", "doi": "Its DOI, if it has one",
    "licence": "Its licence",
}  # fmt: skip


def questions() -> list[Question]:
    """What is asked on a terminal."""
    checks: dict[str, Check] = {
        "id": _matching(SLUG_PATTERN, "Lower-case letters, digits and single hyphens, please."),
        "age": _matching(r"\d{1,2}|1[0-2]\d|130", "A whole number from 0 to 130, please."),
        "sex": _matching(r"male|female|other|not reported", "One of the four, please."),
        "first_day": _matching(r"-?\d{1,4}", "A whole number, please."),
        "last_day": _matching(r"-?\d{1,4}", "A whole number, please."),
        "doi": _matching(r"|10\.\d{4,9}/\S+", "A DOI looks like 10.1234/abc; enter for none."),
    }
    anything: Check = _matching(r"(?s).*", "")
    return [
        Question(name, words, str(DEFAULTS[name] or ""), checks.get(name, anything))
        for name, words in _WORDS.items()
    ]


def _matching(pattern: str, wrong: str) -> Check:
    return lambda given: None if re.fullmatch(pattern, given) else wrong


def start_of(values: Mapping[str, object], today: str) -> Start:
    """The head of the file for these values."""
    given = {k: tidy(str(v)) for k, v in values.items() if v is not None}
    first, last = int(given["first_day"]), int(given["last_day"])
    places = {"P1": "First paragraph of the case", "P2": "Second paragraph of the case"}
    return Start(
        id=given["id"], title=given["title"], specialty=given["specialty"],
        summary="Example. A patient with a cough and one decision on what to look for.",
        author=given["author"],
        provenance="Say here where the report states the patient's consent to publication."
        " Facts and figures were taken from the report and retold in this file's own words.",
        source=SourceStart("report", given["citation"], given["licence"],
                           doi=given.get("doi") or None, locators=places),
        clock="admission", first_day=first, last_day=max(first, last), starts_at=1,
        age=int(given["age"]),
        age_unit="years", sex=given["sex"], patient_at="P1", today=today,
        patient="Example. A teacher with three weeks of cough.",
        remarks=("A scenario of the case trainer. Everything in it is an example about nobody:"
                 " replace it part by part,"
                 " in this order, and run 'trainer check' as often as you like.",
                 "The line above lets an editor with a YAML language server complete keys; it"
                 " names a file in this"
                 " folder and no address."),
    )  # fmt: skip


def blank(start: Start) -> str:
    """The file for ``start``, with one example of every part; it passes the check as it is."""
    source = start.source.id
    day = start.first_day
    analytes = [
        item(
            id="crp",
            name="C-reactive protein",
            short="CRP",
            unit="mg/L",
            orders=["c-reactive-protein"],
        )
    ]
    findings = [
        item(id="story", kind="text", day=day, topic="history", title="Story",
             text="Example. She coughs at night and has lost no weight.", cite=f"{source} P1"),
        item(id="first-crp", kind="value", day=day, analyte="crp", value=12, cite=f"{source} P1"),
        *note("'shown: ordered' is for a result the learner should ask for.", 2),
        item(id="film", kind="image", day=day, shown="ordered", after="first-look",
             title="Chest film", text="Example. A shadow in the left lower zone.",
             orders=["chest-radiograph"], cite=f"{source} P2"),
    ]  # fmt: skip
    course = [
        item(id="film-order", day=day, action="order", orders=["chest-radiograph"],
             text="Example. A film was taken.", cite=f"{source} P2"),
    ]  # fmt: skip
    return sheet(start, Body(analytes, findings, course, _decision(source, day), _rest(source)))


def _decision(source: str, day: int) -> list[str]:
    options = (
        ("ct", "Computed tomography of the chest today", "no", "acceptable",
         "Example. It shows more, for more radiation.", None),
        ("film", "A plain film of the chest tomorrow", "yes", "recommended",
         "Example. It is quick and was near at hand.", ["chest-radiograph"]),
        ("scope", "Bronchoscopy before any imaging", "no", "unnecessary",
         "Example. Nothing yet says where to look.", None),
    )  # fmt: skip
    lines = ["  - id: first-look", "    kind: one", f"    day: {day}", "    title: First look"]
    lines += pair("prompt", "Which step comes first in looking for the cause of her cough?", 4)
    lines.append("    options:")
    for name, text, reported, judgement, why, orders in options:
        lines += [f"      - id: {name}", *pair("text", text, 8), *pair("reported", reported, 8)]
        lines += [
            *pair("judgement", judgement, 8),
            *pair("why", why, 8),
            *pair("orders", orders, 8),
        ]
        lines += pair("cite", f"{source} P1", 8)
    lines += note("What the team did, told once the answer is locked.", 4)
    return [
        *lines,
        "    answer:",
        "      text: Example. The team asked for a film.",
        f"      cite: {source} P2",
    ]


def _rest(source: str) -> list[str]:
    return [
        "",
        *note("8. What to take away, shown at the end."),
        "learning_points:",
        item(id="film-lags", text="Example. A film lags behind the patient.", cite=f"{source} P2"),
        "",
        *note("9. When this works, see docs for: source_notes (where the report contradicts"
              " itself or is silent),"
              " timed (actions whose day is scored), watches (what should be looked for again"
              " and again), glossary,"
              " spoilers, facilitator."),
    ]  # fmt: skip
