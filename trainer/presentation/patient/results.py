"""Results as a table: by group, abnormal ones first, figures aligned at their decimal points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trainer.case.model import Analyte, ReferenceRange, ValueFinding
from trainer.presentation import words
from trainer.presentation.sight import Change, Series, Sight
from trainer.presentation.spans import Line, Role, Span, cells, cut, left, right

UNGROUPED = "Other"
CHANGES: dict[Change, Role] = {
    "worse": "warn", "better": "good", "higher": "dim", "lower": "dim", "same": "dim",
}  # fmt: skip
ACROSS = 100
"""Width in columns from which each day has its own column of the table."""
NAMES = 24
"""Columns of a name, at most."""
WORDS = 14
"""Columns of a result in words, at most; the line below the table has it in full."""


def grouped(sight: Sight) -> list[tuple[str, list[Series]]]:
    """The results by group, in the order of the case; in each group the abnormal ones first.

    A result in words that are not judged, such as "unchanged", is abnormal if the last figure is.
    """
    groups: dict[str, list[Series]] = {}
    for series in sight.series.values():
        groups.setdefault(series.analyte.group or UNGROUPED, []).append(series)
    return [(name, sorted(rows, key=_is_normal)) for name, rows in groups.items()]


def _is_normal(row: Series) -> bool:
    judged = row.last if is_judged(row.last) else _shown_before(row)
    return judged is None or not words.flag(row.case, judged)


def is_judged(finding: ValueFinding) -> bool:
    """Whether a result can be normal or abnormal: a figure, or words of which the case says it."""
    return finding.value is not None or finding.abnormal is not None


def moved_by(series: Series) -> str:
    """The change since the result before: ``worse by 3946``; empty if it is not known."""
    if series.change is None or series.before is None:
        return ""
    now, before = series.last.value, series.before.value
    assert now is not None
    assert before is not None
    if series.change == "same":
        return "same"
    return f"{series.change} by {abs(now.number - before.number).normalize():f}"


def range_text(analyte: Analyte) -> str:
    """The reference range of a value with its source, or that no range is cited."""
    if (ref := analyte.reference) is None:
        return "no range is cited"
    text = f"range {span_text(ref)} {analyte.shown_unit}".rstrip()
    note = f" {ref.note}" if ref.note else ""
    return f"{text} ({words.cites(ref.cite)}){note}"


def span_text(ref: ReferenceRange) -> str:
    """``30 to 400``, ``from 30`` or ``up to 400``."""
    if ref.low and ref.high:
        return f"{ref.low} to {ref.high}"
    return f"from {ref.low}" if ref.low else f"up to {ref.high}"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line of the table and its analyte; headings have none."""

    line: Line
    analyte: str = ""


def table(sight: Sight, width: int) -> list[ResultRow]:
    """The table, at most ``width`` wide: a heading, then a row per value.

    Its columns are the days, if they fit, otherwise the latest result and the one before.
    """
    groups = grouped(sight)
    if not groups:
        return [ResultRow((("No results yet.", "dim"),))]
    rows = [row for _, group in groups for row in group]
    names = min(NAMES, max(cells(r.analyte.label) for r in rows)) + 1
    units = min(12, max(cells(r.analyte.shown_unit) for r in rows)) + 1
    days = sorted({f.day for r in rows for f in r.findings})
    columns = {day: places([figure(f) for r in rows for f in _on(r, day)]) for day in days}
    beside = names + units + max(cells(moved_by(r)) for r in rows)
    kept = dict(_latest_columns(columns, width - beside))
    if 1 < len(kept) == len(columns) or width >= ACROSS:
        head, line = _across(names, units, kept)
    else:
        head, line = _latest(rows, names, units, width)
    lines = [ResultRow(((head, "dim"),))]
    for name, group in groups:
        lines += [
            ResultRow(((name, "head"),)),
            *(ResultRow(line(row), row.analyte.id) for row in group),
        ]
    return lines


def detail(sight: Sight, name: str, cites: bool) -> Line:
    """Every result of an analyte with its day; ``cites`` adds its range and the citations."""
    series = sight.series[name]
    values = [f"{words.value_text(sight.case, f)} on {series.dated(f)}" for f in series.findings]
    line: Line = ((f"{series.analyte.name}: ", "bold"), ("; ".join(values), ""))
    if cites:
        places = words.cites(dict.fromkeys(c for f in series.findings for c in f.cite))
        return (*line, (f"; {range_text(series.analyte)}  {places}", "dim"))
    return line


Layout = tuple[str, Callable[[Series], Line]]
"""The heading of the columns, and a function that makes the line of a value."""


def _latest(rows: Sequence[Series], names: int, units: int, width: int) -> Layout:
    after, room = places([figure(r.last) for r in rows])
    head = left("", names) + left("", room + 3) + left("", units) + right("day", 4) + "  "
    before = width - cells(head)

    def line(row: Series) -> Line:
        role: Role = "warn" if row.flag else ""
        return (
            (left(row.analyte.label, names), ""),
            (aligned(figure(row.last), after, room), role),
            (f" {row.flag or ' '} ", role),
            (left(row.analyte.shown_unit, units), "dim"),
            (right(str(row.last.day), 4) + "  ", "dim"),
            *_before(row, before),
        )

    return head + ("before" if any(r.before for r in rows) else ""), line


def _shown_before(row: Series) -> ValueFinding | None:
    """The result before, or, if the latest one is in words, the last figure."""
    figures = [f for f in row.findings if f.value and f.day < row.last.day]
    return figures[-1] if figures and row.last.value is None else row.before


def _before(row: Series, room: int) -> Line:
    before = _shown_before(row)
    if before is None:
        return ()
    flag = words.flag(row.case, before)
    short = f"{figure(before)} {flag}".rstrip()
    dated = f"{short} on day {before.day}"
    # By how much it moved can be worked out from the two figures; the day cannot.
    pairs = [
        (text, moved) for text in (dated, short) for moved in (moved_by(row), row.change or "")
    ]
    fitting = (p for p in pairs if cells("  ".join(p).rstrip()) <= room)
    text, moved = next(fitting, pairs[-1])
    role: Role = CHANGES[row.change] if row.change else "dim"
    return ((text, "warn" if flag else "dim"), (f"  {moved}", role))


def _across(names: int, units: int, kept: dict[int, tuple[int, int]]) -> Layout:
    head = left("", names) + left("", units)
    for day, (_, wide) in kept.items():
        head += right(f"day {day}", max(wide, 6)) + "   "

    def line(row: Series) -> Line:
        spans: list[Span] = [
            (left(row.analyte.label, names), ""),
            (left(row.analyte.shown_unit, units), "dim"),
        ]
        for day, (after, wide) in kept.items():
            spans += _cell(row, day, after, max(wide, 6))
        return (*spans, (moved_by(row), CHANGES[row.change] if row.change else "dim"))

    return head, line


def _latest_columns(
    columns: dict[int, tuple[int, int]], room: int
) -> Iterable[tuple[int, tuple[int, int]]]:
    """The columns of the latest days that fit into ``room``; at least one."""
    kept: list[tuple[int, tuple[int, int]]] = []
    for day, column in reversed(columns.items()):
        room -= max(column[1], 6) + 3
        if room < 0 and kept:
            break
        kept.append((day, column))
    return reversed(kept)


def _cell(row: Series, day: int, after: int, room: int) -> list[tuple[str, Role]]:
    findings = _on(row, day)
    if not findings:
        return [(" " * (room + 3), "")]
    flag = words.flag(row.case, findings[-1])
    role: Role = "warn" if flag else ""
    return [(aligned(figure(findings[-1]), after, room), role), (f" {flag or ' '} ", role)]


def _on(row: Series, day: int) -> list[ValueFinding]:
    return [f for f in row.findings if f.day == day]


def figure(finding: ValueFinding) -> str:
    """A result for a column: its figure, or its words cut to ``WORDS`` columns."""
    if finding.value is not None:
        return str(finding.value)
    return cut(finding.result or finding.silent or "", WORDS)


def places(figures: Sequence[str]) -> tuple[int, int]:
    """The columns that figures need from their decimal point on, and in all."""
    after = max((cells(t) - cells(_whole(t)) for t in figures if _is_number(t)), default=0)
    before = max((cells(_whole(t)) for t in figures if _is_number(t)), default=0)
    return after, max([before + after, *(cells(t) for t in figures)], default=0)


def _whole(text: str) -> str:
    return text.partition(".")[0]


def _is_number(text: str) -> bool:
    return text[-1:].isdigit() and not any(c.isalpha() for c in text)


def aligned(text: str, after: int, room: int) -> str:
    """A figure aligned at its decimal point, or words aligned right, in ``room`` columns."""
    if _is_number(text):
        text += " " * (after - (cells(text) - cells(_whole(text))))
    return right(text, room) if cells(text) > room else " " * (room - cells(text)) + text
