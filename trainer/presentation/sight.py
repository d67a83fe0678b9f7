"""What may be seen of a patient now, looked up once and put in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import Analyte, CourseEntry, Finding, SourceNote, ValueFinding
from trainer.engine import views
from trainer.engine.state import Lock, State
from trainer.presentation import words
from trainer.questions import Question
from trainer.scoring.marks import mark_of

Change = Literal["worse", "better", "higher", "lower", "same"]
Mark = Literal["sound", "possible", "not", "harmful", "made", "passed"]
"""What is shown of an answer in one sign; ``made`` where nothing is judged, or not yet."""

_EXACT = ("", "~")
"""Comparators of a figure that can be drawn: ``<5.0`` is a bound, not a place."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day, as printed, with ``H`` or ``L`` where it is out of its range."""

    day: int
    number: float
    text: str
    flag: str
    dated: bool
    """Whether the report gives the day itself."""


@dataclass(frozen=True)
class Series:
    """All that is known of something measured, by day."""

    case: Case
    analyte: Analyte
    findings: tuple[ValueFinding, ...]

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The figures; neither results in words nor bounds such as ``<5``."""
        return tuple(
            Point(f.day, float(f.value.number), str(f.value), words.flag(self.case, f), not f.when)
            for f in self.findings
            if f.value is not None and f.value.comparator in _EXACT
        )

    def dated(self, finding: ValueFinding) -> str:
        """``day 3``; of a day with several results ``day 3 (17:10)``."""
        alone = sum(f.day == finding.day for f in self.findings) == 1
        hour = "" if alone or not finding.when else f" ({finding.when})"
        return f"day {finding.day}{hour}"

    @property
    def moves(self) -> bool:
        """Whether there are two figures: one value is no course."""
        return len({p.day for p in self.points}) > 1

    @property
    def last(self) -> ValueFinding:
        """The latest result."""
        return self.findings[-1]

    @property
    def before(self) -> ValueFinding | None:
        """The result before that of the latest day."""
        earlier = [f for f in self.findings if f.day < self.last.day]
        return earlier[-1] if earlier else None

    @property
    def flag(self) -> str:
        """Of the latest result."""
        return words.flag(self.case, self.last)

    @cached_property
    def change(self) -> Change | None:
        """From the result before to the latest; None unless both are figures."""
        return change(self.analyte, self.before, self.last) if self.before else None


def change(analyte: Analyte, before: ValueFinding, now: ValueFinding) -> Change | None:
    """Which way a value went.

    ``worse`` and ``better`` only where the case says which way is worse, or by how far the value is
    out of its range; else ``higher`` and ``lower``. None where one of the two is no exact figure.
    """
    old, new = before.value, now.value
    if old is None or new is None or {old.comparator, new.comparator} - set(_EXACT):
        return None
    if old.number == new.number:
        return "same"
    higher = new.number > old.number
    if analyte.worse:
        return "worse" if higher == (analyte.worse == "higher") else "better"
    if (ref := analyte.reference) is not None:
        low = ref.low.number if ref.low else None
        high = ref.high.number if ref.high else None
        out = [
            max(0, low - n if low is not None else 0, n - high if high is not None else 0)
            for n in (old.number, new.number)
        ]
        if out[0] != out[1]:
            return "worse" if out[1] > out[0] else "better"
    return "higher" if higher else "lower"


@dataclass(frozen=True, slots=True)
class Treatment:
    """A stretch of a treatment, as far as it is told; its last day is that of today at most."""

    start: int
    end: int
    dated: bool
    """Whether the report gives the day it began on."""
    ends: Literal["going on", "told", "about", "unknown"]
    """What is known of its end; ``about`` where its day is only its best place."""

    @property
    def runs(self) -> bool:
        """Whether it may still be given today."""
        return self.ends in ("going on", "unknown")


@dataclass(frozen=True)
class Sight:
    """A run at one moment, as its learner may see it; each part is looked up once."""

    case: Case
    state: State

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """By day."""
        return tuple(views.findings(self.case, self.state))

    @cached_property
    def findings_on(self) -> Mapping[int, list[Finding]]:
        """By day."""
        by_day: dict[int, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            by_day[finding.day].append(finding)
        return by_day

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days of which something is known, today among them, the latest first."""
        parts = (*self.findings, *self.course, *self.state.locks.values())
        known = {p.day for p in parts} | {v.placed.day for v in self.orders}
        return tuple(sorted(known | {self.state.day}, reverse=True))

    @cached_property
    def course(self) -> tuple[CourseEntry, ...]:
        """What the team did, by day."""
        return tuple(views.course(self.case, self.state))

    @cached_property
    def orders(self) -> tuple[views.OrderView, ...]:
        """The learner's, the latest first."""
        return tuple(views.orders(self.case, self.state))

    @cached_property
    def notes(self) -> tuple[SourceNote, ...]:
        """Contradictions and silences of the report."""
        return tuple(views.source_notes(self.case, self.state))

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """What was measured, by analyte, in the order of the case's list."""
        by_analyte: dict[str, list[ValueFinding]] = {name: [] for name in self.case.analytes}
        for finding in self.findings:
            if isinstance(finding, ValueFinding):
                by_analyte[finding.analyte].append(finding)
        return {
            name: Series(self.case, self.case.analytes[name], tuple(findings))
            for name, findings in by_analyte.items()
            if findings
        }

    @cached_property
    def treatments(self) -> Mapping[str, tuple[Treatment, ...]]:
        """What the team gave, by the name of the order, with all its stretches."""
        return treatments(self.case, self.course, self.state.day)

    @cached_property
    def marks(self) -> Mapping[int, tuple[Mark, ...]]:
        """What was answered, by day, in the order of the questions."""
        by_day: dict[int, list[Mark]] = defaultdict(list)
        for name, lock in self.state.locks.items():
            by_day[lock.day].append(mark(self.case.questions[name], lock, self.state.finished))
        return {day: tuple(marks) for day, marks in sorted(by_day.items())}


def treatments(
    case: Case, entries: tuple[CourseEntry, ...], today: int
) -> dict[str, tuple[Treatment, ...]]:
    """Treatments by name, from the course so far; an end after ``today`` is not told."""
    made: dict[str, list[Treatment]] = {}
    for entry in entries:
        for order in map(case.order, entry.orders):
            stretches = made.setdefault(order.name, [])
            if entry.action == "start":
                stretches.append(_begun(entry, today))
            elif entry.action == "procedure" and order.kind == "treatment":
                stretches.append(Treatment(entry.day, entry.day, not entry.when, "told"))
            elif entry.action == "stop" and stretches:
                begun = stretches[-1]
                ends: Literal["about", "told"] = "about" if entry.when else "told"
                stretches[-1] = Treatment(begun.start, entry.day, begun.dated, ends)
    return {name: tuple(stretches) for name, stretches in made.items() if stretches}


def _begun(entry: CourseEntry, today: int) -> Treatment:
    dated = not entry.when
    if entry.until == "unknown":
        return Treatment(entry.day, entry.day, dated, "unknown")
    if isinstance(entry.until, int) and entry.until < today:
        return Treatment(entry.day, entry.until, dated, "told")
    return Treatment(entry.day, today, dated, "going on")


def mark(question: Question, lock: Lock, over: bool = False) -> Mark:
    """An answer in one sign; what is judged of it once its verdict is shown, or the case over."""
    if lock.passed:
        return "passed"
    return (mark_of(question, lock.answer) if lock.revealed or over else None) or "made"
