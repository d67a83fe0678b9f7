"""An article as a draft of a scenario: every guess marked with TODO, no sentence taken over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trainer.author.draft.article.article import Article, Front
from trainer.author.draft.article.text import slug
from trainer.author.draft.finding.licence import FACTS, Licence, licence_of, meaning
from trainer.author.draft.finding.patient import patient_in
from trainer.author.draft.finding.places import Place, places
from trainer.author.draft.finding.timeline import Dated, timeline
from trainer.author.draft.writing.guard import Guard
from trainer.author.draft.writing.lab_lines import LabLines, lab_lines
from trainer.author.draft.writing.pointers import Span, course_lines, finding_lines, undated
from trainer.author.draft.writing.sheet import Body, SourceStart, Start, sheet
from trainer.author.draft.writing.yaml_out import note, pair


@dataclass(frozen=True, slots=True)
class Given:
    """What the author said beforehand; None where the article decides."""

    id: str | None = None
    title: str | None = None
    specialty: str | None = None
    author: str | None = None
    age: int | None = None
    sex: str | None = None
    first_day: int | None = None
    last_day: int | None = None
    citation: str | None = None
    doi: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: the id of the case, the file's text, and what to tell the author."""

    id: str
    text: str
    warnings: tuple[str, ...]
    dated: tuple[Dated, ...]


def compose(article: Article, given: Given, today: str, *, course: bool = True) -> Draft:
    """The draft of ``article``, with what was ``given`` in the place of what was found.

    Without ``course`` nothing is guessed of what the team did.
    """
    guard = Guard.of(article)
    every = places(article)
    dated = timeline(every)
    source = _source_id(article.front)
    labs = lab_lines(article, every, source, _first_and_last(given), guard)
    dated = tuple(d for d in dated if d.place.locator not in labs.tables)
    span = _span(given, dated, labs)
    licence = licence_of(article.rights)
    start = _start(article, given, every, source, span)
    start = replace(start, today=today, source=_rights(start.source, given, licence))
    body = Body(
        labs.analytes,
        [*_by_day(labs, finding_lines(dated, source, span, guard), span),
         *undated(every, dated, guard)],
        course_lines(dated, source, span) if course else (),
        _decision(source, span, dated, start.patient_at),
    )  # fmt: skip
    warnings = (*article.remarks, *_about(licence, given))
    return Draft(start.id, sheet(start, body), warnings, dated)


def _about(licence: Licence, given: Given) -> tuple[str, ...]:
    if given.licence is None or given.licence == licence.name:
        return meaning(licence)
    if not licence.name:
        return (FACTS,)
    said = f"The article itself says {licence.name}; --licence says {given.licence}. Look again."
    return (said, *meaning(licence))


def _first_and_last(given: Given) -> tuple[int, int | None]:
    return 1 if given.first_day is None else given.first_day, given.last_day


def _span(given: Given, dated: Sequence[Dated], labs: LabLines) -> Span:
    sure = [d.day for d in dated if d.sure and d.day is not None and d.place.role != "discussion"]
    # A report that has a day 0 counts from it.
    zero = 0 if 0 in sure else 1
    first = zero if given.first_day is None else given.first_day
    # A guess may lengthen the case by a stay in hospital, not by years of visits afterwards.
    far = max([*sure, *labs.findings, first]) + 30
    guessed = [
        d.day for d in dated if d.day is not None and d.day <= far and d.place.role == "case"
    ]
    days = [*sure, *guessed, *labs.findings, first]
    last = given.last_day if given.last_day is not None else max(days)
    return Span(first, max(first, last), zero)


def _source_id(front: Front) -> str:
    # A title in the id would show the diagnosis in every citation.
    surname = front.authors[0].rpartition(" ")[0] if front.authors else ""
    return slug(f"{surname} {front.year}", 40) if slug(surname) else "report"


def _by_day(labs: LabLines, found: Iterable[tuple[int, list[str]]], span: Span) -> list[str]:
    days: dict[int, list[str]] = {}
    for day, lines in found:
        days.setdefault(day, []).extend(lines)
    for day, lines in labs.findings.items():
        days.setdefault(span.day(day), []).extend(lines)
    out: list[str] = []
    for day in sorted(days):
        out += [f"  # Day {day}", *days[day]]
    return out


def _start(
    article: Article, given: Given, every: Sequence[Place], source: str, span: Span
) -> Start:  # fmt: skip
    front = article.front
    patient = patient_in(every)
    where = patient.locator or next((p.locator for p in every if p.role == "case"), "P1")
    locators = {p.locator: p.title for p in every} or {"P1": "TODO name the places you cite"}
    age = given.age if given.age is not None else patient.age
    sex = given.sex or patient.sex
    guesses = [] if age is not None else ["TODO age: not found in the text"]
    if given.age is None and age is not None:
        guesses.append(f"TODO age and sex as read in {patient.locator}: check")
    return Start(
        id=given.id or (f"case-{source}" if source != "report" else "case-draft"),
        title=given.title or "TODO a title that gives nothing away",
        specialty=given.specialty or "TODO specialty",
        summary="TODO one or two sentences for the library, without the diagnosis.",
        author=given.author or "TODO your name",
        provenance="TODO where the report states the patient's consent. Facts and figures were"
        " taken from the report and retold in this file's own words; no sentence, table layout or"
        " image of it is used.",
        source=SourceStart(
            source, given.citation or citation(front), "", doi=given.doi or front.doi or None,
            pmid=front.pmid or None, pmcid=front.pmcid or None, locators=locators,
        ),
        clock="TODO what day 1 is, such as: admission to the first hospital",
        first_day=span.first, last_day=span.last, starts_at=span.starts_at,
        age=0 if age is None else age,
        age_unit=patient.unit if given.age is None else "years",
        sex=sex or "not reported",
        patient="TODO who the learner meets on the first day, without the diagnosis.",
        patient_at=where if where in locators else next(iter(locators)),
        today="",
        remarks=(
            "A draft by a program from an article. It holds places to read, days and figures,"
            " no sentences: read each"
            " place and tell it in your own words. Each guess is marked; 'trainer check' counts"
            " what is left.",
            *article.remarks,
        ),
        age_note=". ".join(guesses),
    )  # fmt: skip


def _rights(source: SourceStart, given: Given, licence: Licence) -> SourceStart:
    name = given.licence or licence.name
    said = " ".join(m for m in meaning(licence) if m != FACTS) if given.licence is None else ""
    return replace(
        source,
        licence=name
        or "TODO none was found in the file; look it up, until then all rights reserved.",
        licence_note=f"{said} {FACTS}".strip(),
    )


def citation(front: Front) -> str:
    """Authors, title, journal, year, volume and pages in one line; TODO for what is missing."""
    missing = [name for name in ("authors", "title", "journal", "year", "volume", "pages")
               if not getattr(front, name)]  # fmt: skip
    issue = f"({front.issue})" if front.issue and front.volume else ""
    pages = f":{front.pages}" if front.pages else ""
    printed = f"{front.year}{';' if front.volume else ''}{front.volume}{issue}{pages}".strip()
    place = " ".join(x for x in (front.journal.rstrip("."), printed) if x)
    title = front.title if front.title.endswith(("?", "!")) else front.title.rstrip(".")
    told = ". ".join(x for x in (", ".join(front.authors), title, place) if x).replace("?.", "?")
    todo = f"TODO {', '.join(missing)}." if missing else ""
    return f"{told}{'. ' if told else ''}{todo}".strip()


def _decision(source: str, span: Span, dated: Sequence[Dated], where: str) -> list[str]:
    days = sorted(
        {d.day for d in dated if d.sure and d.day is not None and span.first <= d.day <= span.last}
    )
    told = f" Days the text names: {', '.join(map(str, days))}." if days else ""
    lines = note(f"TODO a decision where the team had a choice, on its day.{told}", 2)
    lines += [
        "  - id: first-decision",
        "    kind: one",
        f"    day: {span.last}",
        "    title: TODO short name",
    ]
    lines += [*pair("prompt", "TODO the question, on what is known that day?", 4), "    options:"]
    for name, reported, judgement in (("a", "yes", "recommended"), ("b", "no", "acceptable"),
                                      ("c", "no", "unnecessary")):  # fmt: skip
        lines += [f"      - id: option-{name}", f"        text: TODO option {name}"]
        lines += [*pair("reported", reported, 8), f"        judgement: {judgement}"]
        lines += [f"        why: TODO why option {name} was that, on that day"]
        lines += pair("cite", f"{source} {where}", 8)
    return [
        *lines,
        "    answer:",
        "      text: TODO what the team did",
        *pair("cite", f"{source} {where}", 6),
    ]
