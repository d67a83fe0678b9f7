"""A day: new findings, the team's actions, orders and answers; nothing from a later day."""

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
    """The patient; on the first day also how days are counted, and the cautions."""
    clock = case.scenario.clock
    yield from patient(case)
    if state.day == clock.first_day:
        if clock.note:
            yield Block("setting", clock.note)
        yield Block("caution", f"{words.COURSE_GOES_ON} {trust(case.scenario)}")


def patient(case: Case) -> Iterator[Block]:
    """The patient's age, sex and summary."""
    yield Block("patient", case.scenario.patient.summary, words.age_and_sex(case))


def today(case: Case, state: State, nothing: str, more: Iterable[Block]) -> Iterator[Block]:
    """Today's findings, or ``nothing`` if none are new; what the team did, then ``more``.

    Once all of the day's questions are answered, what was done stands above the findings.
    """
    new = _new(case, state, nothing)
    actions = (*team_actions(case, state), *more)
    yield from (*new, *actions) if views.open_questions(case, state) else (*actions, *new)


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
    source_notes = views.source_notes(case, state)
    if new_notes := [
        n for n in source_notes if n.day == state.day or (first and n.day < state.day)
    ]:
        yield Block("heading", "About the report")
        yield from notes(new_notes)


def team_actions(case: Case, state: State) -> Iterator[Block]:
    """What the team did today, as far as the learner may see it."""
    if entries := [c for c in views.course(case, state) if c.day == state.day]:
        yield Block("heading", "What the team did")
        yield from map(course, entries)


def pause(case: Case, state: State) -> Iterator[Block]:
    """A line that this is a good place to stop, once the questions of a ``sittings`` day are
    answered.
    """
    over = state.finished or views.open_questions(case, state)
    if state.day in case.scenario.sittings and not over:
        yield Block("aside", "A good place to pause: all is saved, and the case waits for you.")


def known(case: Case, state: State) -> Iterator[Block]:
    """The visible findings, the latest day first, to read beside a question."""
    yield Block("heading", "What you know")
    known_findings = views.findings(case, state)
    for day in sorted({f.day for f in known_findings} | {state.day}, reverse=True):
        if day != state.day:
            yield Block("heading", words.day_text(case, day))
        yield from findings(case, [f for f in known_findings if f.day == day])


def timeline(case: Case, state: State, actor: str) -> Iterator[Block]:
    """The days so far, the latest first, with the orders and answers given by ``actor``."""
    sight = Sight(case, state)
    for day in sight.days:
        today = "  (today)" if day == state.day else ""
        yield Block("heading", words.day_text(case, day) + today)
        yield from whole_day(sight, day, actor)


def whole_day(sight: Sight, day: int, actor: str) -> Iterator[Block]:
    """Findings and actions of a day, with the orders and answers given by ``actor``."""
    yield from findings(sight.case, sight.findings_on.get(day, ()))
    yield from (course(c, "Team") for c in sight.course if c.day == day)
    for view in sight.orders:
        if view.placed.day == day:
            yield Block("text", order_text(view), f"{actor} ordered")
    for name, lock in sight.state.locks.items():
        if lock.day == day:
            question = sight.case.questions[name]
            label = f"{actor} decided, {question.title}"
            yield Block("text", answered(question, lock.answer), label)


def course(entry: CourseEntry, label: str = "", day: str = "") -> Block:
    """An entry of the course: an item, or a paragraph if it has a label and no day."""
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


def findings(case: Case, items: Iterable[Finding], dated: bool = False) -> Iterator[Block]:
    """Findings in the given order; values of one group, date and citation share a paragraph.

    ``dated`` shows the day of each.
    """
    for sheet, neighbours in groupby(items, key=lambda f: _sheet(case, f)):
        same_sheet = list(neighbours)
        shared = sheet is not None and len(same_sheet) > 1
        for group in [same_sheet] if shared else [[f] for f in same_sheet]:
            block = _values(case, group) if shared else _finding(case, group[0])
            first = group[0]
            day = words.day_text(case, first.day, first.when) if dated else ""
            when = "" if dated else first.when or ""
            yield replace(block, cite=words.cites(first.cite), day=day, when=when)


def _finding(case: Case, finding: Finding) -> Block:
    text = words.finding_text(case, finding)
    flag = isinstance(finding, ValueFinding) and words.flag(case, finding)
    value, _, _ = text.partition("\n")  # the lines below are notes, not the result
    flagged = ((0, len(value)),) if flag else ()
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
    """What values in one paragraph must have in common; None if the finding stands alone."""
    if not isinstance(finding, ValueFinding) or finding.note or finding.versions:
        return None
    group = case.analytes[finding.analyte].group
    return finding.day, finding.when, group, words.cites(finding.cite)
