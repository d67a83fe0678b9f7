"""The claims of a case that its article must confirm: figures and days, with the places cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from trainer.author.against.numbers import Number, numbers
from trainer.author.draft.facts.days import mentions
from trainer.case.model import Citation, Scenario, ValueFinding
from trainer.case.reading.shape import Loc
from trainer.case.rules import Subject
from trainer.case.rules.paths import values_at
from trainer.case.search import folded


@dataclass(frozen=True, slots=True)
class Claim:
    """One cited statement of a case.

    ``locators`` are the places it cites in the article; ``sole_source`` is False if it also cites
    another source, which may have what the article lacks. ``day`` is the day it is put on, None if
    it has none of its own; ``dated`` is the report's own wording for that day, from ``when``.
    ``names`` are the names that the article may use for it, ``figures`` its numbers, ``days`` the
    days that its text names, and ``result`` a result in words.
    """

    loc: Loc
    label: str
    locators: tuple[str, ...]
    sole_source: bool
    day: int | None = None
    day_loc: Loc = ()
    dated: str = ""
    names: frozenset[str] = frozenset()
    figures: tuple[Number, ...] = ()
    days: tuple[int, ...] = ()
    result: str = ""
    words: str = ""
    """Its text, for finding the article's sentence about it."""
    measured: bool = False
    """Whether its figure is a test's result; ``names`` are then the names of the test."""
    anywhere: bool = False
    """Whether it is the author's own text: its figures may come from any place, and be rounded."""


# Cited texts: the path of the part, the key of its text, and the key of the text's citations.
_TEXTS = (
    ("patient", "summary", "cite"),
    ("findings,source_notes.versions", "says", "cite"),
    ("decisions.answer,elements,moves", "text", "cite"),
    ("follow_up,learning_points", "text", "cite"),
    ("decisions.final,unproven,must_not_miss", "why", "cite"),
    ("timed,watches,reasonable,harmful_orders", "why", "cite"),
    ("decisions.options", "why", "cite"),
    ("decisions.options", "hindsight", "hindsight_cite"),
    ("decisions,timed,watches", "hindsight", "hindsight_cite"),
    ("glossary", "meaning", "cite"),
)

_OWN = ("why", "hindsight", "learning_points")
_ADDED = ("patient", "decisions.answer,elements,moves")


def claims(subject: Subject, source: str) -> Iterator[Claim]:
    """Every claim that cites ``source``, in the order of the file's parts."""
    s = subject.scenario
    orders = _names_of_orders(subject)
    yield from _of_patient(s, source)
    yield from _of_findings(s, source, orders)
    for loc, entry in values_at(s, "course"):
        if places := _places(entry.cite, source):
            # What stops is mostly named only where it started: 'both were replaced'.
            ids = () if entry.action == "stop" else entry.orders
            yield _dated_claim(entry, loc, places, "text", entry.text, _named(ids, orders))
    for loc, question in values_at(s, "decisions"):
        yield from _of_key(question, loc, source)
    for path, key, cite in _TEXTS:
        for loc, part in values_at(s, path):
            text, cited = getattr(part, key, None), getattr(part, cite, ()) or ()
            cited = cited or getattr(part, "cite", ())
            if text and (places := _places(cited, source)):
                claim = _text_claim((*loc, key), _label(s, loc), places, _only(cited, source), text)
                # The author's own texts may name days that the report does not.
                own = key in _OWN or loc[0] in _OWN or path in _ADDED
                yield replace(claim, days=(), anywhere=True) if own else claim


def _of_patient(s: Scenario, source: str) -> Iterator[Claim]:
    if places := _places(s.patient.cite, source):
        age = Number(Decimal(s.patient.age), "", str(s.patient.age))
        loc = ("patient", "age")
        yield Claim(loc, "patient", places, _only(s.patient.cite, source), figures=(age,))


def _of_findings(s: Scenario, source: str, orders: Mapping[str, frozenset[str]]) -> Iterator[Claim]:
    analytes = {a.id: a for a in s.analytes}
    yields = Counter(ident for a in s.analytes for ident in a.orders)
    for loc, finding in values_at(s, "findings"):
        if not (places := _places(finding.cite, source)):
            continue
        if not isinstance(finding, ValueFinding):
            texts = [getattr(finding, key, None) for key in ("title", "name", "specimen", "text")]
            key = "text" if getattr(finding, "text", None) else "name"
            names = _named(finding.orders, orders)
            yield _dated_claim(finding, loc, places, key, ". ".join(filter(None, texts)), names)
            continue
        analyte = analytes.get(finding.analyte)
        if analyte is None:
            continue
        names = frozenset(filter(None, map(folded, (analyte.name, analyte.short or ""))))
        # An order's names fit if it yields only this analyte; 'CSF analysis' yields many.
        names |= _named((ident for ident in analyte.orders if yields[ident] == 1), orders)
        unit = analyte.unit or ""
        figures: tuple[Number, ...] = ()
        if finding.value is not None:
            figure = f"{finding.value} {analyte.shown_unit}".strip()
            bare = "" if "{" in unit else unit
            figures = (Number(finding.value.number, bare, figure, None, finding.value.comparator),)
        key = "value" if figures else "result" if finding.result else "silent"
        yield Claim(
            (*loc, key), finding.id, places, _only(finding.cite, source), finding.day,
            (*loc, "day"), finding.when or "", names, figures, (), finding.result or "",
            f"{analyte.name} {finding.silent or ''}", measured=True,
        )  # fmt: skip


def _of_key(question: Any, loc: Loc, source: str) -> Iterator[Claim]:
    for i, option in enumerate(question.choices):
        cited = (*option.cite, *option.hindsight_cite)  # what was done may be cited in either
        places = _places(cited, source)
        if option.keyed and places:
            place = (*loc, "options", i, "text")
            sole_source = _only(cited, source)
            label = f"{question.id}/{option.id}"
            yield _text_claim(place, label, places, sole_source, option.wording)
    cited = question.answer.cite
    if question.has_reported_answer and not question.choices and (places := _places(cited, source)):
        printed = f"{question.value:g} {question.unit}".strip()
        figure = Number(Decimal(str(question.value)), "", printed)
        sole_source = _only(cited, source)
        yield Claim((*loc, "value"), question.id, places, sole_source, figures=(figure,))


def _dated_claim(
    part: Any, loc: Loc, places: tuple[str, ...], key: str, text: str, names: frozenset[str]
) -> Claim:
    """The claim of a part that has a day of its own, with the names of its orders."""
    claim = _text_claim((*loc, key), part.id, places, len(places) == len(part.cite), text)
    day_loc = (*loc, "day")
    return replace(claim, day=part.day, day_loc=day_loc, dated=part.when or "", names=names)


def _text_claim(
    loc: Loc, label: str, places: tuple[str, ...], sole_source: bool, text: str
) -> Claim:
    """The claim of a text: its figures, and the days it names."""
    days = []
    for mention in mentions(text):
        if re.search(r"month|year", mention.printed):
            continue  # a duration, not a day
        if mention.counted in ("day", "before") and mention.number is not None:
            days.append(-mention.number if mention.counted == "before" else mention.number)
        # The number of a day is not a figure.
        text = text.replace(mention.printed, " ", 1)
    figures = tuple(n for n in numbers(text) if re.search(r"[0-9]", n.printed))
    return Claim(loc, label, places, sole_source, figures=figures, days=tuple(days), words=text)


def _places(cited: Iterable[Citation], source: str) -> tuple[str, ...]:
    return tuple(c.locator for c in cited if c.source == source)


def _only(cited: Iterable[Citation], source: str) -> bool:
    return all(c.source == source for c in cited)


def _label(s: Scenario, loc: Loc) -> str:
    ids = []
    part: Any = s
    for step in loc:
        part = part[step] if isinstance(step, int) else getattr(part, step)
        if ident := getattr(part, "id", None):
            ids.append(str(ident))
    return "/".join(ids[1:] if ids and ids[0] == s.id else ids) or str(loc[0])


def _names_of_orders(subject: Subject) -> Mapping[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for order in (*subject.catalogue.orders.values(), *subject.scenario.orders):
        own = frozenset(folded(n) for n in (order.name, *order.synonyms) if len(n) > 1)
        names[order.id] = names.get(order.id, frozenset()) | own
    return names


def _named(ids: Iterable[str], orders: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*(orders.get(ident, frozenset()) for ident in ids))
