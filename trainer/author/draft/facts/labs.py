"""Recognise laboratory tables, and read their results by test and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.text import tidy, words
from trainer.author.draft.facts.days import mentions
from trainer.author.draft.facts.quantities import Reading, reading
from trainer.author.draft.facts.timeline import day_of
from trainer.case.units.printed import ucum_of
from trainer.files.lists import pairs_in, set_in

MOST = 600
"""The most results read from one printed table, as none of one patient has more."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds (``role``: name, value, unit, range or other), and for which day.

    ``day`` is None if no day is named; ``dated`` is the day as the table prints it.
    """

    role: str
    day: int | None = None
    dated: str = ""
    sure: bool = False
    after_operation: bool = False
    """``day`` counts from the operation, not from admission."""


@dataclass(frozen=True, slots=True)
class LabValue:
    """One result: the test's name and unit as printed, the reading of its cell, and its day.

    ``column`` has the day that the column, or else the caption, names; ``range`` is the reference
    range printed beside it, if any.
    """

    name: str
    unit: str
    reading: Reading
    column: Column
    range: str = ""


_HEADS = {role: re.compile(pattern, re.IGNORECASE)
          for role, pattern in pairs_in(__file__, "lists/heads.txt").items()}  # fmt: skip
_REVIEW = re.compile(r"\bet al\b|\bref\b|\bauthors?\b|\bstudy\b|\bn ?=|\bpatients\b|\bcases of\b|"
                     r"\bodds ratio|\b95 ?% ci\b|\bp[ -]value", re.IGNORECASE)  # fmt: skip


def lab_values(
    grid: Grid, *, own: bool = False, admitted: date | None = None
) -> tuple[LabValue, ...]:
    """The results in ``grid``, or none if it does not look like one patient's laboratory table.

    The author's ``own`` table is read however it looks. Dates count from ``admitted``.
    """
    heads = [" ".join(dict.fromkeys(filter(None, cells))) for cells in
             zip_longest(*grid.rows[: grid.heads], fillvalue="")]  # fmt: skip
    body = list(grid.rows[grid.heads :])
    labels = " ".join([grid.caption, *heads, *(r[0] for r in body if r)])
    if not any(body) or (_REVIEW.search(labels) and not own):
        return ()
    body = _numbered(heads, body, grid.caption)
    heads, body = _turned(heads, body, admitted) or (heads, body)
    results = [r for head in heads[1:] if (r := reading(head)) is not None and r.value]
    if results and not _names_days(heads, admitted):
        body = [tuple(heads), *body]  # no head at all: the first row is a result
        heads = [""] * len(heads)
    columns = list(_columns(heads, body, admitted))
    every = _values(columns, body, _column(grid.caption, admitted))
    values = tuple(islice(every, None if own else MOST))
    numbers = sum(bool(v.reading.value) for v in values)
    looks_like_labs = sum(map(_has_unit, values)) >= 2 and numbers * 2 >= len(values)
    return values if own or looks_like_labs else ()


def _has_unit(value: LabValue) -> bool:
    unit = ucum_of(value.reading.unit or value.unit)
    return unit is not None and unit not in set_in(__file__, "lists/no_lab_units.txt")


def _numbered(heads: Sequence[str], body: list[Row], caption: str) -> list[Row]:
    """The rows, with 'Day 5' for a bare 5 if the first column is headed 'Day'.

    If the caption says what the days count from, the rows get that too.
    """
    firsts = [row[0] for row in body if row and row[0]]
    of_days = heads and re.match(r"(?:hospital |illness )?days?\b", heads[0], re.IGNORECASE)
    if not of_days or not all(re.fullmatch(r"-?[0-9]{1,3}", tidy(first)) for first in firsts):
        return body
    counted = re.search(r"\bdays? ((?:of|after|since|from) (?:the )?[a-z]+)", caption)
    since = f" {counted[1]}" if counted else ""
    return [(f"Day {tidy(row[0])}{since}", *row[1:]) if row and row[0] else row for row in body]


def _turned(
    heads: list[str], body: list[Row], admitted: date | None
) -> tuple[list[str], list[Row]] | None:
    """The table with rows and columns exchanged, if its rows are days and its columns tests."""
    firsts = [r[0] for r in body if r and r[0]]
    dated = sum(_column(f, admitted).day is not None for f in firsts)
    if dated < 2 or dated * 2 < len(firsts) or _names_days(heads, admitted):
        return None
    first, *others = zip_longest(heads, *body, fillvalue="")
    return list(first), others


def _names_days(heads: Sequence[str], admitted: date | None) -> bool:
    return any(_column(h, admitted).day is not None for h in heads[1:])


def _column(head: str, admitted: date | None) -> Column:
    # In 'the 28th d1' the 1 is the mark of a footnote.
    for mention in mentions(re.sub(r"(?<= d| y)[0-9*†‡]\Z|(?<= day)[*†‡]\Z", "", head)):
        day = 1 if mention.counted == "start" else mention.number
        operation = mention.event == "operation"
        if mention.counted == "date":
            return Column("value", day_of(mention, origin=admitted), mention.printed)
        if mention.counted in ("day", "start", "before") or operation:
            day = -day if day is not None and mention.counted == "before" else day
            return Column("value", day, mention.printed, mention.sure, operation)
    if re.match(r"(?:admission|baseline|initial|presentation)\b", head, re.IGNORECASE):
        return Column("value", 1, head)
    return Column("value")


def _columns(heads: Sequence[str], body: Sequence[Row], admitted: date | None) -> Iterator[Column]:
    """What each column holds, judged by its head, else by its cells."""
    for i, (head, *cells) in enumerate(zip_longest(heads, *body, fillvalue="")):
        role = next((role for role, pattern in _HEADS.items() if pattern.match(head)), "")
        if i == 0:
            yield Column("name")
        elif (dated := _column(head, admitted)).day is not None:
            yield dated
        else:
            named = i == 1 and bool(heads and heads[0])
            yield Column(role or ("value" if _are_results(cells, named) else "name"))


def _are_results(cells: Sequence[str], beside_names: bool) -> bool:
    readings = [r for c in cells if (r := reading(c)) is not None]
    numbers = sum(bool(r.value) or r.result in ("negative", "positive") for r in readings)
    if not readings or all(ucum_of(c) for c in cells if c):
        return False
    return numbers * 2 >= len(readings) or beside_names


def _values(columns: Sequence[Column], body: Sequence[Row], caption: Column) -> Iterator[LabValue]:
    # A second column of names starts a second set of results in the same rows.
    starts = [i for i, column in enumerate(columns) if column.role == "name"]
    for start, end in zip(starts, [*starts[1:], len(columns)], strict=True):
        for row in body:
            # One cell across the whole row is a heading, not a result.
            heading = len(row) > 1 and len(set(row)) == 1
            if start < len(row) and row[start] and not heading:
                cells = list(zip(columns[start + 1 : end], row[start + 1 : end], strict=False))
                yield from _row(row[start], cells, caption)


def _row(first: str, cells: Sequence[tuple[Column, str]], caption: Column) -> Iterator[LabValue]:
    name, unit = _name_and_unit(first)
    limits = ""
    for column, cell in cells:
        if column.role == "unit" and cell:
            unit = cell
        elif column.role == "range":
            limits = cell
    for column, cell in cells:
        if column.role != "value" or (result := reading(cell)) is None:
            continue
        if result.unit and not ucum_of(result.unit) and len(words(result.unit)) > 3:
            continue
        dated = caption if column.day is None else column
        yield LabValue(name, unit, result, dated, limits or result.range)


_UNIT_TAIL = re.compile(r"\s*(?:\((?P<round>[^()]{1,24})\)|\[(?P<square>[^\[\]]{1,24})\]|,\s*"
                        r"(?P<comma>[^,()]{1,18}))\s*\Z")  # fmt: skip


def _name_and_unit(cell: str) -> tuple[str, str]:
    """'Protein (mg/dL)' as its name and unit; brackets that hold no unit stay with the name."""
    match = _UNIT_TAIL.search(cell)
    if match:
        tail = (match["round"] or match["square"] or match["comma"] or "").strip()
        printed = re.fullmatch(r"\S*[/%]\S*", tail) and not re.fullmatch(r"[A-Z]/[A-Z]", tail)
        if ucum_of(tail) is not None or printed:
            return cell[: match.start()].strip(), tail
    # 'Blood lead µg/dL', as in a table whose head has a row of units
    name, _, tail = cell.strip().rpartition(" ")
    if name and re.search(r"[/%]", tail) and ucum_of(tail) is not None:
        return name, tail
    return cell.strip(), ""


def expansions(notes: str) -> dict[str, str]:
    """The abbreviations that a table's notes explain: {'WBC': 'white blood cells'}."""
    names: dict[str, str] = {}
    separated = re.sub(r"(: [^:;]{3,40}): (?=[^:;]{1,14}: )", r"\1; ", notes)
    for part in re.split(r"[;.]\s+", separated):
        short, colon, long = (
            part.rpartition(": ") if part.count(": ") == 1 else part.partition(": ")
        )
        short = short.strip().split(" ")[-1] if len(short.split()) > 3 else short.strip()
        if colon and 0 < len(short) <= 14 and 0 < len(long.split()) <= 6:
            names[short] = long.strip().rstrip(".:")
    return names
