"""The texts of a scenario, with who reads them and from which day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc

Role = Literal[
    "head",  # title, summary, tags, specialty, the patient: read before play
    "order",  # names and synonyms of the case's orders: read while searching, on any day
    "name",  # names of analytes
    "finding", "course", "source-note",
    "title", "prompt", "hint", "option",  # of a decision, before the answer
    "answer", "why",  # told once the answer is revealed
    "label",  # of timed actions and watches
    "term",  # the glossary
    "hindsight", "debrief",  # told when play is over
    "facilitator",
]  # fmt: skip


_FACTS: tuple[tuple[str, Role], ...] = (
    ("findings", "finding"), ("course", "course"), ("source_notes", "source-note"),
)  # fmt: skip


class TextAt(NamedTuple):
    """One text: its place, its words, its role, and the first day it can be read.

    ``day`` is None for what is told after the last day, or never to a learner. ``owner`` is the
    index of the decision it belongs to.
    """

    loc: Loc
    text: str
    role: Role
    day: int | None
    owner: int | None = None


def texts_of(s: Scenario) -> Iterator[TextAt]:
    """Every text a person may read, in the order of the file's sections."""
    first = s.clock.first_day
    yield TextAt(("title",), s.title, "head", first)
    yield TextAt(("specialty",), s.specialty, "head", first)
    yield TextAt(("summary",), s.summary, "head", first)
    for i, tag in enumerate(s.tags):
        yield TextAt(("tags", i), tag, "head", first)
    yield TextAt(("clock", "start"), s.clock.start, "head", first)
    if s.clock.note:
        yield TextAt(("clock", "note"), s.clock.note, "head", first)
    yield TextAt(("patient", "summary"), s.patient.summary, "head", first)
    measured: dict[str, int] = {}
    for finding in s.findings:
        if name := finding.__dict__.get("analyte"):
            measured[name] = min(finding.day, measured.get(name, finding.day))
    for i, analyte in enumerate(s.analytes):
        day = max(first, measured[analyte.id]) if analyte.id in measured else None
        yield TextAt(("analytes", i, "name"), analyte.name, "name", day)
    yield from _facts(s)
    for i, order in enumerate(s.orders):
        yield TextAt(("orders", i, "name"), order.name, "order", first)
        for j, synonym in enumerate(order.synonyms):
            yield TextAt(("orders", i, "synonyms", j), synonym, "order", first)
    yield from _decisions(s)
    yield from _scored(s)
    for i, term in enumerate(s.glossary):
        day = first if term.from_day is None else term.from_day
        for key in ("term", "expansion", "meaning"):
            if words := getattr(term, key):
                yield TextAt(("glossary", i, key), words, "term", day)
    for i, later in enumerate(s.follow_up):
        yield TextAt(("follow_up", i, "text"), later.text, "debrief", None)
    for i, point in enumerate(s.learning_points):
        yield TextAt(("learning_points", i, "text"), point.text, "debrief", None)
    if s.facilitator and s.facilitator.notes:
        yield TextAt(("facilitator", "notes"), s.facilitator.notes, "facilitator", None)


def _facts(s: Scenario) -> Iterator[TextAt]:
    first = s.clock.first_day
    for section, role in _FACTS:
        for i, part in enumerate(getattr(s, section)):
            day = max(part.day, first)
            # Its __dict__, because a model is slow to say that it has no such field.
            fields = part.__dict__
            for key in ("title", "specimen", "name", "text", "result", "silent", "when", "note"):
                if words := fields.get(key):
                    yield TextAt((section, i, key), words, role, day)
            for j, version in enumerate(fields.get("versions", ())):
                loc = (section, i, "versions", j, "says")
                yield TextAt(loc, version.says, role, day)


def _decisions(s: Scenario) -> Iterator[TextAt]:
    for i, asked in enumerate(s.decisions):
        here, day = ("decisions", i), asked.day
        yield TextAt((*here, "title"), asked.title, "title", day, i)
        yield TextAt((*here, "prompt"), asked.prompt, "prompt", day, i)
        for j, hint in enumerate(asked.hints):
            yield TextAt((*here, "hints", j), hint, "hint", day, i)
        for j, part in enumerate(asked.explained(None, hindsight=True)):
            loc: Loc = here
            if part.id:
                loc = (*here, "options", j)
                yield TextAt((*loc, "text"), part.text, "option", day, i)  # with dose and route
            yield TextAt((*loc, "why"), part.why or "", "why", day, i)
            if part.hindsight:
                yield TextAt((*loc, "hindsight"), part.hindsight, "hindsight", None, i)
        yield TextAt((*here, "answer", "text"), asked.answer.text, "answer", day, i)
        if asked.facilitator:
            if asked.facilitator.notes:
                yield TextAt(
                    (*here, "facilitator", "notes"), asked.facilitator.notes, "facilitator", None, i
                )
            for j, pitfall in enumerate(asked.facilitator.pitfalls):
                yield TextAt((*here, "facilitator", "pitfalls", j), pitfall, "facilitator", None, i)


def _scored(s: Scenario) -> Iterator[TextAt]:
    for section in ("timed", "watches"):
        for i, part in enumerate(getattr(s, section)):
            # Named in the debrief alone: a label would tell what is scored.
            yield TextAt((section, i, "label"), part.label, "label", None)
            yield TextAt((section, i, "why"), part.why, "debrief", None)
            if part.hindsight:
                yield TextAt((section, i, "hindsight"), part.hindsight, "hindsight", None)
            for j, other in enumerate(part.__dict__.get("alternatives", ())):
                yield TextAt((section, i, "alternatives", j, "why"), other.why, "debrief", None)
    for section in ("reasonable", "harmful_orders"):
        for i, part in enumerate(getattr(s, section)):
            yield TextAt((section, i, "why"), part.why, "debrief", None)
