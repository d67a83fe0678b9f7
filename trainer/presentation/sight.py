"""What the learner may see of a patient now, looked up once and put in order."""

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
"""How an answer is shown as one sign; ``made`` if it is not judged, or not judged yet."""

EXACT = ("", "~")
"""Comparators of figures that can be drawn as a point; ``<5.0`` is only a bound."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day, as printed, with ``H`` or ``L`` if it is out of its range."""

    day: int
    number: float
    text: str
    flag: str
    dated: bool
    """Whether the report gives the exact day."""


@dataclass(frozen=True)
class Series:
    """All known results of one analyte, by day; at least one."""

    case: Case
    analyte: Analyte
    findings: tuple[ValueFinding, ...]

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The figures, without results in words and bounds such as ``<5``."""
        return tuple(
            Point(f.day, float(f.value.number), str(f.value), words.flag(self.case, f), not f.when)
            for f in self.findings
            if f.value is not None and f.value.comparator in EXACT
        )

    def dated(self, finding: ValueFinding) -> str:
        """``day 3``, or ``day 3 (17:10)`` on a day with several results."""
        is_only_result = sum(f.day == finding.day for f in self.findings) == 1
        hour = "" if is_only_result or not finding.when else f" ({finding.when})"
        return f"day {finding.day}{hour}"

    @property
    def moves(self) -> bool:
        """Whether there are figures on two days or more: one value has no course."""
        return len({p.day for p in self.points}) > 1

    @property
    def last(self) -> ValueFinding:
        """The latest result."""
        return self.findings[-1]

    @property
    def before(self) -> ValueFinding | None:
        """The last result of an earlier day, if there is one."""
        earlier = [f for f in self.findings if f.day < self.last.day]
        return earlier[-1] if earlier else None

    @property
    def flag(self) -> str:
        """The flag of the latest result."""
        return words.flag(self.case, self.last)

    @cached_property
    def change(self) -> Change | None:
        """How the latest result differs from the one before; None unless both are figures."""
        return change(self.analyte, self.before, self.last) if self.before else None


def change(analyte: Analyte, before: ValueFinding, now: ValueFinding) -> Change | None:
    """The direction in which a value changed; None if one of the two is not an exact figure.

    ``worse`` or ``better`` if the case says which direction is worse, or if the distance from the
    range has changed; otherwise ``higher`` or ``lower``.
    """
    old, new = before.value, now.value
    if old is None or new is None or {old.comparator, new.comparator} - set(EXACT):
        return None
    if old.number == new.number:
        return "same"
    higher = new.number > old.number
    if analyte.worse:
        return "worse" if higher == (analyte.worse == "higher") else "better"
    if (ref := analyte.reference) is not None:
        low = ref.low.number if ref.low else None
        high = ref.high.number if ref.high else None
        distances = [
            max(0, low - n if low is not None else 0, n - high if high is not None else 0)
            for n in (old.number, new.number)
        ]
        if distances[0] != distances[1]:
            return "worse" if distances[1] > distances[0] else "better"
    return "higher" if higher else "lower"


@dataclass(frozen=True, slots=True)
class Treatment:
    """A stretch of a treatment, as far as it may be seen: ``end`` is never later than today."""

    start: int
    end: int
    dated: bool
    """Whether the report gives the exact day it began."""
    ends: Literal["going on", "known", "about", "unknown"]
    """What is known of its end; ``about`` if ``end`` is only the best estimate of the day."""

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
        """The visible findings, by day."""
        return tuple(views.findings(self.case, self.state))

    @cached_property
    def findings_on(self) -> Mapping[int, list[Finding]]:
        """The visible findings of each day."""
        by_day: dict[int, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            by_day[finding.day].append(finding)
        return by_day

    @cached_property
    def days(self) -> tuple[int, ...]:
        """Today and the days on which something happened, the latest first."""
        parts = (*self.findings, *self.course, *self.state.locks.values())
        eventful = {p.day for p in parts} | {v.placed.day for v in self.orders}
        return tuple(sorted(eventful | {self.state.day}, reverse=True))

    @cached_property
    def course(self) -> tuple[CourseEntry, ...]:
        """What the team did, by day."""
        return tuple(views.course(self.case, self.state))

    @cached_property
    def orders(self) -> tuple[views.OrderView, ...]:
        """The learner's orders, the latest first."""
        return tuple(views.orders(self.case, self.state))

    @cached_property
    def notes(self) -> tuple[SourceNote, ...]:
        """Contradictions and silences of the report."""
        return tuple(views.source_notes(self.case, self.state))

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """The results of each analyte, in the order of the case's list of analytes."""
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
        """The treatments that the team gave: all stretches of each, by the name of the order."""
        return treatments(self.case, self.course, self.state.day)

    @cached_property
    def marks(self) -> Mapping[int, tuple[Mark, ...]]:
        """The marks of the learner's answers, by day, in the order they were locked."""
        by_day: dict[int, list[Mark]] = defaultdict(list)
        for name, lock in self.state.locks.items():
            by_day[lock.day].append(mark(self.case.questions[name], lock, self.state.finished))
        return {day: tuple(marks) for day, marks in sorted(by_day.items())}


def treatments(
    case: Case, entries: tuple[CourseEntry, ...], today: int
) -> dict[str, tuple[Treatment, ...]]:
    """Treatments by name, from the course so far; an end after ``today`` is hidden."""
    by_name: dict[str, list[Treatment]] = {}
    for entry in entries:
        for order in map(case.order, entry.orders):
            stretches = by_name.setdefault(order.name, [])
            if entry.action == "start":
                stretches.append(_begun(entry, today))
            elif entry.action == "procedure" and order.kind == "treatment":
                stretches.append(Treatment(entry.day, entry.day, not entry.when, "known"))
            elif entry.action == "stop" and stretches:
                begun = stretches[-1]
                ends: Literal["about", "known"] = "about" if entry.when else "known"
                stretches[-1] = Treatment(begun.start, entry.day, begun.dated, ends)
    return {name: tuple(stretches) for name, stretches in by_name.items() if stretches}


def _begun(entry: CourseEntry, today: int) -> Treatment:
    dated = not entry.when
    if entry.until == "unknown":
        return Treatment(entry.day, entry.day, dated, "unknown")
    if isinstance(entry.until, int) and entry.until < today:
        return Treatment(entry.day, entry.until, dated, "known")
    return Treatment(entry.day, today, dated, "going on")


def mark(question: Question, lock: Lock, over: bool = False) -> Mark:
    """An answer as one sign; its judgement only once it is revealed, or the case is ``over``."""
    if lock.passed:
        return "passed"
    return (mark_of(question, lock.answer) if lock.revealed or over else None) or "made"
