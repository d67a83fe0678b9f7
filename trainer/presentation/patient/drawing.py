"""The course chart as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.presentation.patient.course import (
    SIGNS,
    WORDS,
    Course,
    drawn_range,
    labelled_days,
    range_of,
)
from trainer.presentation.patient.spoken import marks_in_words, stretch_text
from trainer.presentation.sight import EXACT, Point, Series, Treatment
from trainer.presentation.spans import Line, Role, cells, cut, fit, left, plain, right

NOTHING = "No value has figures of two days yet: see Results."
NAMES = 32
"""Columns left of the axis, at most."""
CURVE = 5
"""Rows of a curve, by default and at least."""
TALLEST = 12
"""Rows of a curve, at most."""
NO_DAY = "? day not reported"
UNKNOWN = 4
"""Columns of the dashes that stand for an unknown end."""


def fitting(data: Course, rows: int) -> int:
    """How many curves of ``CURVE`` rows fit into ``rows`` with everything below them; 1 or more."""
    return min(len(data.curves), max(1, (rows - _below(data)) // (CURVE + 1)))


def height(data: Course, rows: int, curves: int) -> int:
    """Rows of each of ``curves`` curves that share ``rows`` with everything below them."""
    return min(TALLEST, max(CURVE, (rows - _below(data)) // max(1, curves) - 1))


def _below(data: Course) -> int:
    return len(data.treatments) + len(data.own) + 5


def course_drawing(
    data: Course,
    width: int,
    only: Sequence[str] = (),
    rows: int = CURVE,
    chosen: int | None = None,
) -> list[Line]:
    """The drawing, at most ``width`` wide, with the analytes ``only``, or all.

    A curve with its heading takes ``rows`` + 1 lines. The day ``chosen`` is in brackets.
    """
    if len(data.days) == 1:
        return [fit(line, width) for line in _one_day(data)]
    curves = [c for c in data.curves if not only or c.analyte.id in only]
    axis = _Axis.of(data, curves, width)
    lines: list[Line] = []
    if not curves:
        lines += [((NOTHING, "dim"),), ()]
    for curve in curves:
        lines += _curve(curve, axis, rows)
    if not (curves or data.treatments or data.own or data.marks):
        return [fit(lines[0], width)]
    lines.append(_days(data, curves, axis, chosen))
    for name, stretches in data.treatments.items():
        lines.append(_bar(name, stretches, axis))
    for number, (name, stretches) in enumerate(data.own.items()):
        if not number:
            lines.append((("You ordered", "dim"),))
        lines.append(_bar(name, stretches, axis))
    lines += _marks(data, axis)
    indent = axis.names + 1
    if key := _key(data):
        indent = min(indent, max(0, indent + axis.width - cells(plain(key))))
        lines.append(((" " * indent, ""), *key))
    if any("?" in text for line in lines for text, role in line if role == "line"):
        lines.append((((" " * indent) + NO_DAY, "dim"),))
    return [fit(line, width) for line in lines]


def _one_day(data: Course) -> Iterator[Line]:
    """The treatments and answers of a single day in words, as one day cannot be drawn."""
    yield ((NOTHING, "dim"),)
    parts: list[tuple[str, Iterable[str]]] = []
    parts += [(name, map(stretch_text, stretches)) for name, stretches in data.treatments.items()]
    parts += [
        (f"You ordered {name}", map(stretch_text, stretches))
        for name, stretches in data.own.items()
    ]
    parts += [("You", marks_in_words(marks)) for marks in data.marks.values()]
    for name, words in parts:
        yield ((f"{name}: ", ""), (", ".join(words), "dim"))


@dataclass(frozen=True, slots=True)
class _Axis:
    """The horizontal axis: ``days`` over ``width`` columns, right of ``names`` columns of text."""

    days: range
    names: int
    width: int

    @classmethod
    def of(cls, data: Course, curves: Iterable[Series], width: int) -> _Axis:
        """The axis for a drawing of ``width`` columns, with room at the left for all labels."""
        names = [cells(name) for name in (*data.treatments, *data.own)]
        names += [cells(p.text) + 2 for curve in curves for p in curve.points]
        room = min(NAMES, max([*names, 5]) + 1, max(6, width * 2 // 5))
        return cls(data.days, room, max(8, width - room - 1))

    def column(self, day: int) -> int:
        """The column of a day, 0 to ``width`` - 1."""
        inside = min(max(day, self.days[0]), self.days[-1]) - self.days[0]
        return round(inside * (self.width - 1) / max(1, len(self.days) - 1))


def _curve(curve: Series, axis: _Axis, rows: int) -> list[Line]:
    """A heading with the figures in a row, then the curve: together ``rows`` + 1 lines."""
    points, lines = curve.points, _heading(curve, axis)
    rows = max(2, rows + 1 - len(lines))
    low, high, band = drawn_range(curve)

    def row(number: float) -> int:
        return round((high - number) / (high - low) * (rows - 1)) if high > low else rows // 2

    grid: list[list[tuple[str, Role]]] = [[(" ", "")] * axis.width for _ in range(rows)]
    if band is not None:
        for at in range(rows):
            number = high - at * (high - low) / max(1, rows - 1)
            if band[0] <= number <= band[1]:
                grid[at] = [("░", "band")] * axis.width
    _connect(grid, points, axis, low, high)
    for point in points:
        sign = f"●{point.flag}" if point.flag else "●"
        role: Role = "warn" if point.flag else "line"
        at, column = row(point.number), axis.column(point.day)
        grid[at][column] = (sign[0], role)
        if point.flag and column + 1 < axis.width:
            grid[at][column + 1] = (point.flag, "warn")
    labels = _labels(points, row)
    for at in range(rows):
        label = right(labels.get(at, ""), axis.names - 1)
        edge = "┤" if at in labels else "│"
        lines.append(((f"{label} ", "dim"), (edge, "dim"), *_merged(grid[at])))
    return lines


def _heading(curve: Series, axis: _Axis) -> list[Line]:
    """The figures in a row; beside or below them the range and the results not drawn."""
    unit = f"  {curve.analyte.shown_unit}" if curve.analyte.shown_unit else ""
    last = curve.points[-1]
    before = " › ".join(p.text for p in curve.points[-5:-1])
    not_drawn = [
        f"day {f.day} {f.value or f.result or f.silent}"
        for f in curve.findings
        if f.value is None or f.value.comparator not in EXACT
    ]
    head: Line = (
        (cut(curve.analyte.name, max(10, (axis.names + axis.width) // 2)), "bold"),
        (unit, "dim"),
        (f"   {before} › ", "dim"),
        (f"{last.text} {last.flag}".rstrip(), "warn" if last.flag else "bold"),
    )
    others = f"also {', '.join(not_drawn)}" if not_drawn else ""
    beside = "; ".join(filter(None, (range_of(curve), others)))
    if not beside:
        return [head]
    if cells(plain(head)) + 4 + cells(beside) <= axis.names + axis.width:
        return [(*head, (f"    {beside}", "dim"))]
    return [head, ((beside, "dim"),)]


def _labels(points: Sequence[Point], row: Callable[[float], int]) -> dict[int, str]:
    ranked = sorted(points, key=lambda p: p.number)
    labels: dict[int, str] = {}
    for point in (ranked[-1], ranked[0], *points):  # the extremes first
        labels.setdefault(row(point.number), point.text)
    return labels


_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a braille cell by row and column."""


def _connect(
    grid: list[list[tuple[str, Role]]],
    points: Sequence[Point],
    axis: _Axis,
    low: float,
    high: float,
) -> None:
    """Draw a dotted line between the figures, as nothing was measured between them."""
    rows = len(grid)
    dots: dict[tuple[int, int], int] = {}
    for one, two in pairwise(points):
        if high <= low:
            ends = [(rows // 2) * 4 + 1.5] * 2
        else:
            ends = [(high - p.number) / (high - low) * (rows - 1) * 4 + 1.5 for p in (one, two)]
        start, end = axis.column(one.day) * 2 + 1, axis.column(two.day) * 2
        steps = max(abs(end - start), round(abs(ends[1] - ends[0])), 1)
        for step in range(0, steps + 1, 2):
            x = start + (end - start) * step / steps
            y = ends[0] + (ends[1] - ends[0]) * step / steps
            column, at = int(x) // 2, int(y) // 4
            if 0 <= at < rows and 0 <= column < axis.width:
                bit = _DOTS[int(y) % 4][int(x) % 2]
                dots[at, column] = dots.get((at, column), 0) | bit
    for (at, column), bits in dots.items():
        grid[at][column] = (chr(0x2800 + bits), "line")


def _merged(row: Sequence[tuple[str, Role]]) -> Line:
    """Neighbours of the same role joined into spans, without a blank span at the end."""
    spans: list[tuple[str, Role]] = []
    for text, role in row:
        if spans and spans[-1][1] == role:
            spans[-1] = (spans[-1][0] + text, role)
        else:
            spans.append((text, role))
    if spans and not spans[-1][0].strip():
        spans.pop()
    return tuple(spans)


def _days(data: Course, curves: Iterable[Series], axis: _Axis, chosen: int | None) -> Line:
    """The labels of the days, as many as have room; the first and the last come first.

    The chosen day stands in brackets and comes before all others.
    """
    text = [" "] * axis.width
    first = [] if chosen is None else [chosen]
    for day in (*first, *labelled_days(data, curves)):
        label = f"[{day}]" if day == chosen else str(day)
        at = max(0, min(axis.column(day) - (day == chosen), axis.width - len(label)))
        room = text[max(0, at - 1) : at + len(label) + 1]
        if all(c == " " for c in room):
            text[at : at + len(label)] = label
    return (("day".rjust(axis.names) + " ", "dim"), ("".join(text).rstrip(), "dim"))


def _bar(name: str, stretches: Sequence[Treatment], axis: _Axis) -> Line:
    bar = [" "] * axis.width
    for stretch in stretches:
        start, end = axis.column(stretch.start), axis.column(stretch.end)
        if stretch.ends == "unknown":
            end = min(start + UNKNOWN, axis.width - 1)
            bar[start : end + 1] = ["━", *"╌" * (end - start)]
            bar[min(end + 1, axis.width - 1)] = "?"
        else:
            bar[start : end + 1] = "━" * (end - start + 1)
        if not stretch.dated:
            bar[start] = "?"
        if stretch.ends == "about":
            bar[end] = "?"
    return ((left(name, axis.names - 1) + "  ", ""), ("".join(bar).rstrip(), "line"))


def _marks(data: Course, axis: _Axis) -> list[Line]:
    """The signs of the answers, each below its day."""
    if not data.marks:
        return []
    spans: list[tuple[str, Role]] = []
    at = 0
    for day, marks in data.marks.items():
        # Signs of one day are adjacent; at least one blank separates days.
        start = min(max(axis.column(day), at + bool(at)), max(at, axis.width - len(marks)))
        spans.append((" " * (start - at), ""))
        spans += [SIGNS[m] for m in marks]
        at = start + len(marks)
    return [((left("You", axis.names - 1) + "  ", ""), *spans)]


def _key(data: Course) -> Line:
    """What the signs of the answers mean; empty without answers."""
    signs = [m for m in SIGNS if any(m in marks for marks in data.marks.values())]
    return tuple(span for m in signs for span in (SIGNS[m], (f" {WORDS[m]}   ", "dim")))
