"""Draft a scenario from an article: every guess is marked with TODO, and no sentence is copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from trainer.author.draft.article.article import Article, Front
from trainer.author.draft.article.text import slug
from trainer.author.draft.facts.licence import FACTS, licence_of, meaning
from trainer.author.draft.facts.patient import patient_in
from trainer.author.draft.facts.places import Place, places
from trainer.author.draft.facts.timeline import Dated, timeline
from trainer.author.draft.writing.guard import CopyGuard
from trainer.author.draft.writing.lab_lines import LabLines, lab_lines
from trainer.author.draft.writing.pointers import DaysInPlay, course_lines, finding_lines, undated
from trainer.author.draft.writing.yaml_out import scenario_text


class Draft(NamedTuple):
    """A draft: the id of the case, the file's text, and warnings for the author."""

    id: str
    text: str
    warnings: tuple[str, ...]


_NO_LICENCE = "TODO none was found in the file; look it up, until then all rights reserved."
_OPEN = {
    "title": "TODO a title that gives nothing away",
    "specialty": "TODO specialty",
    "author": "TODO your name",
}


def compose(
    article: Article, answers: Mapping[str, Any], today: str, *, course: bool = True
) -> Draft:
    """Draft a scenario from ``article``; the author's answers (see ``blank.QUESTIONS``) go first.

    Without ``course``, no entries for what the team did are guessed.
    """
    guard, all_places, front = CopyGuard.of(article), places(article), article.front
    dated = timeline(all_places)
    source = _source_id(front)
    labs = lab_lines(article, all_places, source, answers, guard)
    dated = tuple(d for d in dated if d.place.locator not in labs.tables)
    span = _span(answers, dated, labs)
    tests = frozenset(labs.names)
    findings = [*_by_day(labs, finding_lines(dated, source, span, guard, tests), span),
                *undated(all_places, dated, guard, tests)]  # fmt: skip
    named = sorted(
        {d.day for d in dated if d.sure and d.day is not None and span.first <= d.day <= span.last}
    )
    licence = licence_of(article.rights)
    about = meaning(licence) if answers.get("licence") is None else (FACTS,)
    ident = answers.get("id") or (f"case-{source}" if source != "report" else "case-draft")
    values = {
        "id": ident,
        **{name: answers.get(name) or todo for name, todo in _OPEN.items()},
        **_patient(all_places, source, answers),
        "remarks": article.remarks,
        "source": source,
        "reference": {
            "citation": answers.get("citation") or citation(front),
            "doi": answers.get("doi") or front.doi or None,
            "pmid": front.pmid or None,
            "pmcid": front.pmcid or None,
            "licence": answers.get("licence") or licence or _NO_LICENCE,
            "licence_note": " ".join(about) or FACTS,
        },
        "locators": {p.locator: p.title for p in all_places}
        or {"P1": "TODO name the places you cite"},
        "starts_at": span.starts_at,
        "first_day": span.first,
        "last_day": span.last,
        "analytes": labs.analytes,
        "findings": findings,
        "only_remarks": not any(line.startswith("  - ") for line in findings),
        "course": course_lines(dated, source, span) if course else (),
        "days_named": f" Days the text names: {', '.join(map(str, named))}." if named else "",
        "today": today,
    }
    warnings = (*article.remarks, *_about(licence, answers.get("licence")))
    return Draft(ident, scenario_text("draft.jinja", **values), warnings)


def _about(licence: str, answer: str | None) -> tuple[str, ...]:
    if answer is None or answer == licence:
        return meaning(licence)
    if not licence:
        return (FACTS,)
    doubt = f"The article itself says {licence}; --licence says {answer}. Look again."
    return (doubt, *meaning(licence))


def _patient(
    all_places: Sequence[Place], source: str, answers: Mapping[str, Any]
) -> dict[str, str | int]:
    patient, age = patient_in(all_places), answers.get("age")
    guess = f"TODO age and sex as read in {patient.locator}: check"
    if patient.age is None:
        guess = "TODO age: not found in the text"
    cases = [p for p in all_places if p.role == "case"]
    place = patient.locator or next((p.locator for p in (*cases, *all_places)), "P1")
    return {
        "age": (patient.age or 0) if age is None else age,
        "age_unit": patient.unit if age is None else "years",
        "age_guess": guess if age is None else "",
        "sex": answers.get("sex") or patient.sex or "not reported",
        "cite": f"{source} {place}",
    }


def _span(answers: Mapping[str, Any], dated: Sequence[Dated], labs: LabLines) -> DaysInPlay:
    sure = [d.day for d in dated if d.sure and d.day is not None and d.place.role != "discussion"]
    # A report that has a day 0 counts from it.
    zero = 0 if 0 in sure else 1
    first = zero if answers.get("first_day") is None else answers["first_day"]
    # A guess may lengthen the case by a stay in hospital, but not by years of later visits.
    far = max([*sure, *labs.findings, first]) + 30
    guessed = [
        d.day for d in dated if d.day is not None and d.day <= far and d.place.role == "case"
    ]
    days = [*sure, *guessed, *labs.findings, first]
    last = max(days) if answers.get("last_day") is None else answers["last_day"]
    return DaysInPlay(first, max(first, last), zero)


def _source_id(front: Front) -> str:
    # A title in the id would show the diagnosis in every citation.
    surname = front.authors[0].rpartition(" ")[0] if front.authors else ""
    return slug(f"{surname} {front.year}", 40) if slug(surname) else "report"


def _by_day(
    labs: LabLines, sentences: Iterable[tuple[int, list[str]]], span: DaysInPlay
) -> list[str]:
    days: defaultdict[int, list[str]] = defaultdict(list)
    results = ((span.day(day), lines) for day, lines in labs.findings.items())
    for day, lines in (*sentences, *results):
        days[day] += lines
    return [line for day in sorted(days) for line in (f"  # Day {day}", *days[day])]


def citation(front: Front) -> str:
    """Authors, title, journal, year, volume and pages in one line; TODO for what is missing."""
    missing = [name for name in ("authors", "title", "journal", "year", "volume", "pages")
               if not getattr(front, name)]  # fmt: skip
    issue = f"({front.issue})" if front.issue and front.volume else ""
    pages = f":{front.pages}" if front.pages else ""
    printed = f"{front.year}{';' if front.volume else ''}{front.volume}{issue}{pages}".strip()
    place = " ".join(x for x in (front.journal.rstrip("."), printed) if x)
    title = front.title if front.title.endswith(("?", "!")) else front.title.rstrip(".")
    text = ". ".join(x for x in (", ".join(front.authors), title, place) if x).replace("?.", "?")
    todo = f"TODO {', '.join(missing)}." if missing else ""
    return f"{text}{'. ' if text else ''}{todo}".strip()
