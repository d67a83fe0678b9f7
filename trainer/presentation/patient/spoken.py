"""Results and course in sentences, one per line, for plain text and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.compiled import Case
from trainer.case.model import ValueFinding
from trainer.engine.state import State
from trainer.presentation import words
from trainer.presentation.patient.results import grouped, moved_by
from trainer.presentation.sight import Mark, Series, Sight, Treatment

_FLAGS = {"H": ", high", "L": ", low", "A": ", abnormal", "": ""}


def results_lines(case: Case, state: State) -> list[str]:
    """The latest result of each analyte and the one before, by group, the abnormal ones first."""
    lines = []
    for group, rows in grouped(Sight(case, state)):
        lines.append(group)
        lines += map(_result, rows)
    return lines or ["No results yet."]


def _result(row: Series) -> str:
    case, last, before = row.case, row.last, row.before
    parts = [f"{row.analyte.name}: {_value(case, last)}, {row.dated(last)}"]
    if before is not None:
        change = f"{moved_by(row)} since " if moved_by(row) else "before: "
        parts.append(f"{change}{_value(case, before)}, {row.dated(before)}")
    return "; ".join(parts) + "."


def course_lines(case: Case, state: State) -> list[str]:
    """Values measured more than once, the treatments, and the learner's answers, by day."""
    sight = Sight(case, state)
    lines = [f"Course up to day {state.day}"]
    moving = [series for series in sight.series.values() if series.moves]
    lines += [_series(series) for series in moving]
    if not moving:
        lines.append("No value has two figures yet.")
    if sight.treatments:
        lines.append("Treatments")
    for name, stretches in sight.treatments.items():
        lines.append(f"{name}: {'; '.join(map(stretch_text, stretches))}.")
    if sight.marks:
        lines.append("Your answers")
    lines += [
        f"Day {day}: {', '.join(marks_in_words(marks))}." for day, marks in sight.marks.items()
    ]
    return lines


def _series(series: Series) -> str:
    unit = f", {series.analyte.shown_unit}" if series.analyte.shown_unit else ""
    values = [
        f"{series.dated(f)} {f.value or f.result or f.silent}{_FLAGS[words.flag(series.case, f)]}"
        for f in series.findings
    ]
    word = f"; {series.change} than before" if series.change not in (None, "same") else ""
    return f"{series.analyte.name}{unit}: {'; '.join(values)}{word}."


def stretch_text(stretch: Treatment) -> str:
    """How long a treatment was given, and which of its days the report does not give."""
    start = f"{'from' if stretch.dated else 'from about'} day {stretch.start}"
    match stretch.ends:
        case "going on":
            return f"{start}, going on"
        case "unknown":
            return f"{start}, end not reported"
        case "about":
            return f"{start} to about day {stretch.end}"
        case _ if stretch.end == stretch.start:
            return f"{'on' if stretch.dated else 'about'} day {stretch.start}"
        case _:
            return f"{start} to day {stretch.end}"


def marks_in_words(marks: tuple[Mark, ...]) -> Iterator[str]:
    """The marks of a day in words, each kind once with its number."""
    for sign in dict.fromkeys(marks):
        count = marks.count(sign)
        word = {"made": "answered", "not": "not sound"}.get(sign, sign)
        yield word if count == 1 else f"{count} {word}"


def _value(case: Case, finding: ValueFinding) -> str:
    unit = case.analytes[finding.analyte].shown_unit if finding.value is not None else ""
    value = f"{finding.value or finding.result or f'{finding.silent} (no figure)'} {unit}"
    return value.rstrip() + _FLAGS[words.flag(case, finding)]
