"""The words in which findings, days, orders and citations are told, on every interface."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.case.compiled import Case
from trainer.case.model import (
    Citation,
    CourseEntry,
    CultureFinding,
    Finding,
    ImageFinding,
    SignFinding,
    SourceNote,
    TextFinding,
    ValueFinding,
)
from trainer.engine.views import OrderView

DISCLAIMER = "For education, not medical advice."
COURSE_GOES_ON = (
    "The reported course goes on as reported, whatever you choose: what your choices would have"
    " changed is not simulated."
)
RECORDED = "recorded; the reported course goes on"


def day_text(case: Case, day: int, when: str | None = None) -> str:
    """``Day 13``, or how the report dates it."""
    clock = case.scenario.clock
    if when:
        return f"Day {day} ({when})" if day >= clock.starts_at else when
    if day < clock.starts_at:
        return f"Day {day}, before day {clock.starts_at}"
    return f"Day {day}"


def flag(case: Case, finding: ValueFinding) -> str:
    """``H``, ``L``, ``A`` for an abnormal result in words, or nothing.

    A value printed as less than a number is low, and one printed as more is high, only where that
    follows from the number.
    """
    if finding.abnormal is not None:
        return "A" if finding.abnormal else ""
    reference = case.analytes[finding.analyte].reference
    value = finding.value
    if reference is None or value is None:
        return ""
    if reference.high is not None and value.number > reference.high.number:
        return "" if value.comparator.startswith("<") else "H"
    if reference.low is not None and value.number < reference.low.number:
        return "" if value.comparator.startswith(">") else "L"
    return ""


def value_text(case: Case, finding: ValueFinding) -> str:
    """The value as printed with unit and flag, or what the report says instead."""
    analyte = case.analytes[finding.analyte]
    mark = flag(case, finding)
    tail = f" [{mark}]" if mark else ""
    if finding.value is not None:
        return f"{finding.value} {analyte.shown_unit}".rstrip() + tail
    if finding.result is not None:
        return finding.result + tail
    return f"{finding.silent} (the report gives no value)"


def title(case: Case, finding: Finding) -> str:
    """What a finding is about."""
    match finding:
        case ValueFinding():
            return case.analytes[finding.analyte].name
        case TextFinding() | ImageFinding():
            return finding.title
        case CultureFinding():
            return f"Culture: {finding.specimen}"
        case SignFinding():
            return finding.name


def told(case: Case, finding: Finding) -> str:
    """What a finding says."""
    match finding:
        case ValueFinding():
            text = value_text(case, finding)
        case TextFinding() | ImageFinding():
            text = finding.text
        case CultureFinding():
            growth = {True: "growth. ", False: "no growth. ", None: ""}[finding.growth]
            text = growth + finding.text
        case SignFinding():
            text = "present" if finding.present else "absent"
            text += f". {finding.text}" if finding.text else ""
    versions = [f"The report also says: {v.says} ({cites(v.cite)})" for v in finding.versions]
    note = [finding.note] if finding.note else []
    return "\n".join([text, *versions, *note])


def finding_line(case: Case, finding: Finding) -> str:
    """Title, text and citation in one paragraph."""
    return f"{title(case, finding)}: {told(case, finding)} ({cites(finding.cite)})"


def course_line(entry: CourseEntry) -> str:
    """What the team did, with its citation."""
    note = f" {entry.note}" if entry.note else ""
    return f"{entry.text}{note} ({cites(entry.cite)})"


def note_lines(note: SourceNote) -> list[str]:
    """A contradiction or silence of the source: heading, text, and each version."""
    head = {
        "contradiction": "The report contradicts itself",
        "silence": "The report does not say",
    }[note.kind]
    lines = [f"{head}: {note.title}", note.text + (f" ({cites(note.cite)})" if note.cite else "")]
    return lines + [f"- {v.says} ({cites(v.cite)})" for v in note.versions]


def cites(citations: Iterable[Citation]) -> str:
    """``imai-2024 C4, D2; eular-2022 T1``: sources once, with their places."""
    places: dict[str, list[str]] = {}
    for c in citations:
        places.setdefault(c.source, []).append(c.locator)
    return "; ".join(f"{source} {', '.join(found)}" for source, found in places.items())


def order_text(view: OrderView) -> str:
    """An order, how often, and what became of it."""
    placed = view.placed
    often = f", {every(placed.every)}" if placed.every else ""
    ended = f", stopped before day {placed.stopped}" if placed.stopped is not None else ""
    came = ", with your decision" if placed.picked else ""
    return f"{view.name} (day {placed.day}{often}{ended}{came}): {status_text(view)}"


def every(days: int) -> str:
    """``every day``, ``every 7 days``."""
    return "every day" if days == 1 else f"every {days} days"


def status_word(view: OrderView) -> str:
    """What became of an order, for a list: what waits and what does not exist are told alike."""
    waiting = "not back yet" if view.kind == "test" else "recorded"
    return waiting if view.status == "waiting" else view.status


def status_text(view: OrderView) -> str:
    """What became of an order, in words."""
    word = status_word(view)
    return {
        "pending": "the result is still to come",
        "not reported": "not reported: the report gives no result for this day",
        "recorded": "recorded; the reported course goes on",
    }.get(word, word)
