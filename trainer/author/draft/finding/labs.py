"""Laboratory tables: which they are, and what they say of which test on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.text import words
from trainer.author.draft.finding.days import mentions
from trainer.author.draft.finding.quantities import Reading, reading
from trainer.case.units.printed import ucum_of
from trainer.files.lists import set_in

MOST = 600
"""Results read from one table: no patient's table in print has more."""


@dataclass(frozen=True, slots=True)
class LabValue:
    """One result: the test's name as printed, its unit as printed, what the cell says, its day.

    ``day`` is None where neither the column nor the caption names one; ``dated`` is how the table
    puts it. ``range`` is the reference range printed beside it, if any.
    """

    name: str
    unit: str
    reading: Reading
    day: int | None
    dated: str
    sure: bool
    range: str = ""
    after_operation: bool = False
    """``day`` counts from the operation, not from admission."""


@dataclass(frozen=True, slots=True)
class _Column:
    role: str  # name, value, unit, range or other
    day: int | None = None
    dated: str = ""
    sure: bool = False
    after_operation: bool = False


_HEADS = (
    ("unit", re.compile(r"units?\b(?!.*value)", re.IGNORECASE)),
    ("range", re.compile(r"(?:reference|normal|ref\.?|range|limits?)\b", re.IGNORECASE)),
    ("other", re.compile(r"(?:ref\.|references?|authors?|study|year|patient|age|sex|gender|p[ -]?"
                         r"value|outcome|treatment|flag|comments?|notes?)\b", re.IGNORECASE)),
    ("name", re.compile(r"(?:tests?|parameters?|variables?|analytes?|laboratory|items?|markers?|"
                        r"investigations?|examinations?|.{0,16}\btest)\b", re.IGNORECASE)),
)  # fmt: skip
_REVIEW = re.compile(r"\bet al\b|\bref\b|\bauthors?\b|\bstudy\b|\bn ?=|\bpatients\b|\bcases of\b|"
                     r"\bodds ratio|\b95 ?% ci\b|\bp[ -]value", re.IGNORECASE)  # fmt: skip


def lab_values(grid: Grid) -> tuple[LabValue, ...]:
    """The results in ``grid``, or none if it does not look like one patient's laboratory table."""
    heads = [" ".join(dict.fromkeys(c for c in column if c)) for column in
             _columns(grid.rows[: grid.heads])]  # fmt: skip
    body = list(grid.rows[grid.heads :])
    everything = " ".join([grid.caption, *heads, *(r[0] for r in body if r)])
    if not body or _REVIEW.search(everything):
        return ()
    if (turned := _turned(heads, body)) is not None:
        heads, body = turned
    if any(reading(h) and reading(h).value for h in heads[1:]) and not _days(heads):  # type: ignore[union-attr]
        body = [tuple(heads), *body]  # no head at all: the first row is a result
        heads = [""] * len(heads)
    caption = _column(grid.caption)
    roles = _roles(heads, body)
    found = list(islice(_rows(roles, body, caption), MOST))
    known = sum(bool(_unit_known(v)) for v in found)
    numbers = sum(bool(v.reading.value) for v in found)
    return tuple(found) if known >= 2 and numbers * 2 >= len(found) else ()


def _unit_known(value: LabValue) -> bool:
    unit = ucum_of(value.reading.unit or value.unit)
    return unit is not None and unit not in set_in(__file__, "lists/no_lab_units.txt")


def _columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max((len(r) for r in rows), default=0)
    return [[r[i] if i < len(r) else "" for r in rows] for i in range(width)]


def _turned(
    heads: list[str], body: Sequence[tuple[str, ...]]
) -> tuple[list[str], list[tuple[str, ...]]] | None:
    """The table with rows and columns exchanged, if its rows are days and its columns tests."""
    firsts = [r[0] for r in body if r and r[0]]
    dated = sum(_column(f).day is not None for f in firsts)
    if dated < 2 or dated * 2 < len(firsts) or _days(heads):
        return None
    turned = _columns([tuple(heads), *body])
    return turned[0], [tuple(r) for r in turned[1:]]


def _days(heads: Sequence[str]) -> bool:
    return any(_column(h).day is not None for h in heads[1:])


def _column(head: str) -> _Column:
    # In 'the 28th d1' the 1 is the mark of a footnote.
    for mention in mentions(re.sub(r"(?<= d| y)[0-9*†‡]\Z|(?<= day)[*†‡]\Z", "", head)):
        day = 1 if mention.counted == "start" else mention.number
        if mention.counted in ("day", "start", "before") or mention.event == "operation":
            day = -day if day is not None and mention.counted == "before" else day
            postop = mention.event == "operation"
            return _Column("value", day, mention.printed, mention.sure, postop)
    if re.match(r"(?:admission|baseline|initial|presentation)\b", head, re.IGNORECASE):
        return _Column("value", 1, head, sure=False)
    return _Column("value")


def _roles(heads: list[str], body: Sequence[tuple[str, ...]]) -> list[_Column]:
    """What each column holds: by its head, else by what stands in it."""
    roles: list[_Column] = []
    for i, cells in enumerate(_columns(body)):
        head = heads[i] if i < len(heads) else ""
        dated = _column(head)
        named = next((role for role, pattern in _HEADS if pattern.match(head)), "")
        if i == 0:
            roles.append(_Column("name"))
        elif dated.day is not None:
            roles.append(dated)
        elif named:
            roles.append(_Column(named))
        else:
            roles.append(_Column("value" if _mostly_results(cells, heads, i) else "name"))
    return roles


def _mostly_results(cells: Sequence[str], heads: Sequence[str], at: int) -> bool:
    told = [r for c in cells if (r := reading(c)) is not None]
    numbers = sum(bool(r.value) or r.result in ("negative", "positive") for r in told)
    if told and all(ucum_of(c) for c in cells if c):
        return False
    return bool(told) and (numbers * 2 >= len(told) or (at == 1 and bool(heads[0])))


def _rows(
    roles: Sequence[_Column], body: Sequence[tuple[str, ...]], caption: _Column
) -> Iterator[LabValue]:
    # A second column of names starts a second set of results in the same rows.
    starts = [i for i, column in enumerate(roles) if column.role == "name"]
    for start, end in zip(starts, [*starts[1:], len(roles)], strict=True):
        for row in body:
            # One cell across the whole row is a heading, not a result.
            heading = len(row) > 1 and len(set(row)) == 1
            if start < len(row) and row[start] and not heading:
                yield from _row(roles, row, start, end, caption)


def _row(
    roles: Sequence[_Column], row: Sequence[str], start: int, end: int, caption: _Column
) -> Iterator[LabValue]:
    name, unit = _name_and_unit(row[start])
    unit, limits = _beside(roles, row, start, unit)
    for column, cell in zip(roles[start + 1 : end], row[start + 1 : end], strict=False):
        if column.role != "value" or (said := reading(cell)) is None:
            continue
        if said.unit and not ucum_of(said.unit) and len(words(said.unit)) > 3:
            continue
        day = column if column.day is not None else caption
        yield LabValue(name, unit, said, day.day, day.dated, day.sure, limits, day.after_operation)


def _beside(roles: Sequence[_Column], row: Sequence[str], at: int, unit: str) -> tuple[str, str]:
    limits = ""
    for i in range(at + 1, min(len(row), len(roles))):
        if roles[i].role == "name":
            break
        if roles[i].role == "unit" and row[i]:
            unit = row[i]
        elif roles[i].role == "range":
            limits = row[i]
    return unit, limits


_UNIT_TAIL = re.compile(r"\s*(?:\((?P<round>[^()]{1,24})\)|\[(?P<square>[^\[\]]{1,24})\]|,\s*"
                        r"(?P<comma>[^,()]{1,18}))\s*\Z")  # fmt: skip


def _name_and_unit(cell: str) -> tuple[str, str]:
    """'Protein (mg/dL)' as its name and unit; brackets that hold no unit stay with the name."""
    match = _UNIT_TAIL.search(cell)
    if match:
        tail = (match["round"] or match["square"] or match["comma"] or "").strip()
        looks = ucum_of(tail) is not None or bool(re.fullmatch(r"\S*[/%]\S*", tail) and
                                               not re.fullmatch(r"[A-Z]/[A-Z]", tail))  # fmt: skip
        if looks:
            return cell[: match.start()].strip(), tail
    return cell.strip(), ""


def expansions(notes: str) -> dict[str, str]:
    """What a table's notes say its abbreviations stand for: {'WBC': 'white blood cells'}."""
    found: dict[str, str] = {}
    even = re.sub(r"(: [^:;]{3,40}): (?=[^:;]{1,14}: )", r"\1; ", notes)
    for part in re.split(r"[;.]\s+", even):
        short, colon, long = (
            part.rpartition(": ") if part.count(": ") == 1 else part.partition(": ")
        )
        short = short.strip().split(" ")[-1] if len(short.split()) > 3 else short.strip()
        if colon and 0 < len(short) <= 14 and 0 < len(long.split()) <= 6:
            found[short] = long.strip().rstrip(".:")
    return found
