"""A day: what is new, what the team did, what became of orders; never anything of a later day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from trainer.case.compiled import Case
from trainer.case.model import CourseEntry, Finding, SourceNote, ValueFinding
from trainer.engine import views
from trainer.engine.state import State
from trainer.presentation import words
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.order import order_text
from trainer.presentation.blocks.trust import trust
from trainer.presentation.blocks.verdict import answered
from trainer.presentation.sight import Sight


def opening(case: Case, state: State) -> Iterator[Block]:
    """The patient; on the first day how days are counted, and what to make of it all."""
    clock = case.scenario.clock
    yield from patient(case)
    if state.day == clock.first_day:
        if clock.note:
            yield Block("setting", clock.note)
        yield Block("caution", f"{words.COURSE_GOES_ON} {trust(case.scenario)}")


def patient(case: Case) -> Iterator[Block]:
    """Who it is."""
    yield Block("patient", case.scenario.patient.summary, words.who(case))


def today(case: Case, state: State, nothing: str, more: Iterable[Block]) -> Iterator[Block]:
    """What is new and what the team did, with ``more`` of what was done here.

    What the day led to comes first once all is answered. ``nothing`` is said where nothing is new.
    """
    new = _new(case, state, nothing)
    acts = (*done(case, state), *more)
    yield from (*new, *acts) if views.open_questions(case, state) else (*acts, *new)


def _new(case: Case, state: State, nothing: str) -> Iterator[Block]:
    first = state.day == case.scenario.clock.first_day
    known_findings = views.findings(case, state)
    if before := [f for f in known_findings if first and f.day < state.day]:
        yield Block("heading", "Before today")
        yield from findings(case, before, dated=True)
    yield Block("heading", "New today")
    new = [f for f in known_findings if f.day == state.day]
    yield from findings(case, new)
    if not new:
        yield Block("aside", nothing)
    noted = views.source_notes(case, state)
    if today := [n for n in noted if n.day == state.day or (first and n.day < state.day)]:
        yield Block("heading", "About the report")
        yield from notes(today)


def done(case: Case, state: State) -> Iterator[Block]:
    """What the team did today, as far as it is told."""
    if entries := [c for c in views.course(case, state) if c.day == state.day]:
        yield Block("heading", "What the team did")
        yield from map(course, entries)


def pause(case: Case, state: State) -> Iterator[Block]:
    """That one can stop here, on a day the case names, once its questions are answered."""
    over = state.finished or views.open_questions(case, state)
    if state.day in case.scenario.sittings and not over:
        yield Block("aside", "A good place to pause: all is saved, and the case waits for you.")


def known(case: Case, state: State) -> Iterator[Block]:
    """The findings so far, the latest day first, to read beside a question."""
    yield Block("heading", "What you know")
    known_findings = views.findings(case, state)
    for day in sorted({f.day for f in known_findings} | {state.day}, reverse=True):
        if day != state.day:
            yield Block("heading", words.day_text(case, day))
        yield from findings(case, [f for f in known_findings if f.day == day])


def timeline(case: Case, state: State, who: str) -> Iterator[Block]:
    """The days so far, the latest first, with what ``who`` ordered and answered."""
    sight = Sight(case, state)
    for of in sight.days:
        today = "  (today)" if of == state.day else ""
        yield Block("heading", words.day_text(case, of) + today)
        yield from whole_day(sight, of, who)


def whole_day(sight: Sight, of: int, who: str) -> Iterator[Block]:
    """What was found and done on a day, and what ``who`` ordered and answered."""
    yield from findings(sight.case, sight.findings_on.get(of, ()))
    yield from (course(c, "Team") for c in sight.course if c.day == of)
    for view in sight.orders:
        if view.placed.day == of:
            yield Block("text", order_text(view), f"{who} ordered")
    for name, lock in sight.state.locks.items():
        if lock.day == of:
            question = sight.case.questions[name]
            label = f"{who} decided, {question.title}"
            yield Block("text", answered(question, lock.answer), label)


def course(entry: CourseEntry, label: str = "", day: str = "") -> Block:
    """What the team did: an item, or with a label a paragraph."""
    text = f"{entry.text} {entry.note}" if entry.note else entry.text
    return Block("text" if label and not day else "item", text, label, words.cites(entry.cite), day)


def notes(source_notes: Iterable[SourceNote]) -> Iterator[Block]:
    """Contradictions and silences of the source, each with its versions."""
    heads = {
        "contradiction": "The report contradicts itself",
        "silence": "The report does not say",
    }
    for note in source_notes:
        yield Block("note", f"{heads[note.kind]}: {note.title}")
        yield Block("text", note.text, "", words.cites(note.cite))
        for version in note.versions:
            yield Block("item", version.says, "", words.cites(version.cite))


def findings(case: Case, of: Iterable[Finding], dated: bool = False) -> Iterator[Block]:
    """In their order; values of one sheet and citation share a paragraph. ``dated``: with days."""
    for sheet, together in groupby(of, key=lambda f: _sheet(case, f)):
        several = list(together)
        shared = sheet is not None and len(several) > 1
        for group in [several] if shared else [[f] for f in several]:
            block = _values(case, group) if shared else _finding(case, group[0])
            first = group[0]
            day = words.day_text(case, first.day, first.when) if dated else ""
            when = "" if dated else first.when or ""
            yield replace(block, cite=words.cites(first.cite), day=day, when=when)


def _finding(case: Case, finding: Finding) -> Block:
    text = words.finding_text(case, finding)
    out = isinstance(finding, ValueFinding) and words.flag(case, finding)
    value, _, _ = text.partition("\n")  # a note below it is no result
    flagged = ((0, len(value)),) if out else ()
    return Block("finding", text, words.title(case, finding), flagged=flagged)


def _values(case: Case, values: Iterable[Finding]) -> Block:
    text, flagged, group = "", [], ""
    for value in values:
        assert isinstance(value, ValueFinding)
        analyte = case.analytes[value.analyte]
        group = analyte.group or ""
        text += "; " if text else ""
        start = len(text)
        text += f"{analyte.label} {words.value_text(case, value)}"
        if words.flag(case, value):
            flagged.append((start, len(text)))
    return Block("finding", text, group, flagged=tuple(flagged))


def _sheet(case: Case, finding: Finding) -> tuple[object, ...] | None:
    """What values that can share a paragraph have in common; None for anything else."""
    if not isinstance(finding, ValueFinding) or finding.note or finding.versions:
        return None
    group = case.analytes[finding.analyte].group
    return finding.day, finding.when, group, words.cites(finding.cite)
