"""The scenario file as an author meets it: every part in the order of the work, explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainer.author.draft.writing.yaml_out import flow, note, pair, scalar

SCHEMA_NAME = ".case-schema.json"


@dataclass(frozen=True, slots=True)
class SourceStart:
    """The case report as the file lists it."""

    id: str
    citation: str
    licence: str
    licence_note: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    locators: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Start:
    """What stands at the head of the file."""

    id: str
    title: str
    specialty: str
    summary: str
    author: str
    provenance: str
    source: SourceStart
    clock: str
    first_day: int
    last_day: int
    starts_at: int
    """0 or 1: the number the report gives the day of admission."""
    age: int
    age_unit: str
    sex: str
    patient: str
    patient_at: str
    today: str
    """The day on which the file is begun: 2026-01-31."""
    remarks: Sequence[str] = ()
    """What the author has to know first; comments at the top."""
    age_note: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of each part; a part without lines is left out."""

    analytes: Sequence[str]
    findings: Sequence[str]
    course: Sequence[str]
    decisions: Sequence[str]
    rest: Sequence[str] = ()


_ID = (
    "The id is the case's name in saved runs: never change it once the case is published. It and"
    " the title must not give the diagnosis away."
)
_PARTS = (
    ("analytes",
     "4. What was measured, each with its unit in UCUM (https://ucum.org). A reference range needs"
     " a citation of its own."),
    ("findings",
     "5. What was found, by day, in your own words, each with the place it comes from. Kinds: text,"
     " value, image, culture, sign. 'after: <decision>' keeps one back until that decision is"
     " locked."),
    ("course",
     "6. What the team did: start, stop, order, procedure or event, with ids of orders from:"
     " trainer catalogue"),
    ("decisions",
     "7. The questions. Of each option three things, never mixed: whether the report did it"
     " ('reported': yes, part, no or silent), whether it was sound on what was known that day"
     " ('judgement': critical, recommended, acceptable, unnecessary or harmful) and why; what only"
     " came out later goes into 'hindsight'."),
)  # fmt: skip


def sheet(start: Start, body: Body) -> str:
    """The text of the file."""
    lines = [f"# yaml-language-server: $schema=./{SCHEMA_NAME}"]
    for remark in start.remarks:
        lines += note(remark)
    lines += ["", "format: 1", *pair("id", start.id), *note(_ID), 'version: "0.1.0"']
    lines += [*pair("title", start.title), *pair("specialty", start.specialty)]
    lines += [*pair("summary", start.summary), "authors:", f"  - {scalar(start.author)}"]
    lines += note("The licence of your own words in this file; it does not extend to the source.")
    lines += ["licence: CC BY 4.0"]
    lines += [
        *note("Where the report states the patient's consent, and how the facts were taken over.")
    ]
    lines += pair("provenance", start.provenance)
    lines += _source(start.source) + _clock(start)
    for key, what in _PARTS:
        part = getattr(body, key)
        if part:
            # A key with comments alone under it would be empty, which is no list.
            empty = not any(line.startswith("  - ") for line in part)
            lines += ["", *note(what), f"{key}: []" if empty else f"{key}:", *part]
    lines += [*body.rest, "", *note("Who has read this file and stands behind it; nobody yet.")]
    lines += ["review:", item(by="Nobody yet", date=start.today, scope="Nothing of this file",
                              verdict="open")]  # fmt: skip
    return "\n".join(lines) + "\n"


def _source(source: SourceStart) -> list[str]:
    lines = [
        "",
        *note(
            "1. Where the facts come from. Every finding and answer below cites a place listed"
            " here."
        ),
    ]
    lines += [
        *pair("report", source.id),
        "sources:",
        f"  - id: {scalar(source.id)}",
        "    kind: case-report",
    ]
    for key in ("citation", "doi", "pmid", "pmcid", "licence", "licence_note"):
        lines += pair(key, getattr(source, key), 4)
    if source.locators:
        lines.append("    locators:")
        lines += [f"      {scalar(k)}: {scalar(v)}" for k, v in source.locators.items()]
    return lines


def _clock(start: Start) -> list[str]:
    lines = [
        "",
        *note(
            "2. How days are counted. The learner meets the patient on first_day; findings may"
            " be older."
        ),
    ]
    lines += ["clock:", f"  starts_at: {start.starts_at}", *pair("start", start.clock, 2)]
    lines += [f"  first_day: {start.first_day}", f"  last_day: {start.last_day}"]
    lines += ["", *note("3. Who the learner meets, without the diagnosis."), "patient:"]
    lines += note(start.age_note, 2) if start.age_note else []
    lines += [f"  age: {start.age}"]
    lines += [] if start.age_unit == "years" else [f"  age_unit: {start.age_unit}"]
    lines += [*pair("sex", start.sex, 2), *pair("summary", start.patient, 2)]
    return [*lines, *pair("cite", f"{start.source.id} {start.patient_at}", 2)]


def item(**pairs: str | int | Sequence[str] | None) -> str:
    """One entry of a list, on one line."""
    return f"  - {flow(pairs)}"
