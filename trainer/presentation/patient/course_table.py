"""The figures of the course as a table with a row per day and a column per value."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.presentation import words
from trainer.presentation.patient.course import Course
from trainer.presentation.patient.results import aligned, figure, places
from trainer.presentation.sight import Series
from trainer.presentation.spans import Line, Role, Span, cells, fit, right

DAY = 5
"""Width of the days, in columns of the terminal."""
GAP = 2
"""Blanks before each value."""


def course_table(data: Course, width: int, only: Sequence[str] = ()) -> list[Line]:
    """The table, at most ``width`` wide, with the analytes ``only``, or as many as fit."""
    curves = [c for c in data.curves if not only or c.analyte.id in only]
    columns = [_Column(curve) for curve in curves]
    room, kept = width - DAY, 0
    while kept < len(columns) and room >= columns[kept].width + GAP:
        room -= columns[kept].width + GAP
        kept += 1
    columns = columns[: max(1, kept)]
    days = sorted({f.day for column in columns for f in column.curve.findings})
    head: Line = ((right("day", DAY), "dim"), *(column.head for column in columns))
    rows = [
        ((right(str(day), DAY), "dim"), *(s for c in columns for s in c.on(day))) for day in days
    ]
    return [fit(line, width) for line in (head, *rows)]


class _Column:
    """A value's column: its name, then figures with ``H`` or ``L`` if they are out of range."""

    def __init__(self, curve: Series) -> None:
        self.curve = curve
        name = f"{curve.analyte.label} {curve.analyte.shown_unit}".rstrip()
        self.after, figures = places([figure(f) for f in curve.findings])
        self.figures = max(figures, cells(name) - 2)
        self.width = self.figures + 2
        self.head: Span = (" " * GAP + right(name, self.width), "bold")

    def on(self, day: int) -> list[Span]:
        """The last result of a day, or blanks."""
        results = [f for f in self.curve.findings if f.day == day]
        if not results:
            return [(" " * (GAP + self.width), "")]
        flag = words.flag(self.curve.case, results[-1])
        role: Role = "warn" if flag else ""
        text = aligned(figure(results[-1]), self.after, self.figures)
        return [(" " * GAP, ""), (f"{text} {flag or ' '}", role)]
