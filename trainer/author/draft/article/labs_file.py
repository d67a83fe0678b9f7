"""Read an author's own results from a CSV: a column for each day, or one result a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.text import tidy
from trainer.errors import Unreadable
from trainer.files.lists import pairs_in
from trainer.files.outside import read_bytes, sentence

MAX_BYTES = 2_000_000
_HOW = "A first line names the columns: test, unit, range, day 1, day 3; or day, test, value, unit."


def read_labs(path: Path) -> Grid:
    """The results in a CSV file (commas, semicolons or tabs), tests by day.

    Raises ``Unreadable``.
    """
    try:
        text = read_bytes(path, MAX_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(sentence(path, error, "a table of results")) from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path} is not UTF-8 text.", "Save it as CSV in UTF-8.") from None
    try:
        lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
        rows = [tuple(map(tidy, row)) for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unreadable(f"{path} is not CSV: {error}.", _HOW) from None
    if len(rows) < 2:
        raise Unreadable(f"{path} has no line of results under its first line.", _HOW)
    return Grid("", "", tuple(_by_day(rows) or [_dated(rows[0]), *rows[1:]]), 1, own=True)


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t;,", key=first.count)


def _dated(heads: Sequence[str]) -> tuple[str, ...]:
    """The heads, with 'day 3' for a bare 3."""
    return tuple(f"day {h}" if re.fullmatch(r"-?[0-9]{1,4}", h) else h for h in heads)


def _by_day(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A table with one result a line, rearranged to tests by day; empty for any other table."""
    called = pairs_in(__file__, "lists/columns.txt")
    places = {name: i for name, pattern in called.items() for i, head in enumerate(rows[0])
              if re.fullmatch(pattern, head, re.IGNORECASE)}  # fmt: skip
    if not {"day", "test", "value"} <= places.keys():
        return []
    days: list[str] = []
    tests: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in rows[1:]:
        cell = {name: row[i] if i < len(row) else "" for name, i in places.items()}
        day = cell["day"]
        if day not in days:
            days.append(day)
        key = cell["test"], cell.get("unit", ""), cell.get("range", "")
        tests.setdefault(key, {})[day] = cell["value"]
    heads = ("test", "unit", "range", *_dated(days))
    return [heads, *((*key, *(results.get(d, "") for d in days)) for key, results in tests.items())]
