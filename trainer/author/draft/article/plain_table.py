"""Find tables in plain text, with cells separated by tabs, pipes or wide gaps."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.text import tidy

_CAPTION = re.compile(r"\s*(?:supplementary\s+)?(?P<label>table\s+[0-9IVX]+)\b[.:|"
                      r"]?\s*(?P<rest>.*)",
                      re.IGNORECASE)  # fmt: skip
_RULE = re.compile(r"[\s|:+=-]+\Z")


class Table(NamedTuple):
    """A table and its lines, from ``first`` up to but not including ``end``."""

    grid: Grid
    first: int
    end: int


def tables(lines: list[str]) -> list[Table]:
    """The tables of a text, in order, each with its caption and the notes below it."""
    all_tables: list[Table] = []
    at = 0
    while at < len(lines):
        separator = _separator(lines, at)
        if separator is None:
            at += 1
            continue
        end = at
        while end < len(lines) and (_cells(lines[end], separator) or _gap(lines, end, separator)):
            end += 1
        rows = [c for line in lines[at:end] if (c := _cells(line, separator))
                and not _RULE.match(line)]  # fmt: skip
        # Short rows are filled up on the right, so that every cell keeps its column.
        width = max(map(len, rows))
        all_tables.append(
            _table(lines, at, end, tuple(tuple(r + [""] * (width - len(r))) for r in rows))
        )
        at = all_tables[-1].end
    return all_tables


def _separator(lines: list[str], at: int) -> str | None:
    for separator in ("\t", "|", "  "):
        if _cells(lines[at], separator) is None:
            continue
        following = [n for n in lines[at + 1 : at + 3] if n.strip()]
        if following and _cells(following[0], separator) is not None:
            return separator
    return None


def _cells(line: str, separator: str) -> list[str] | None:
    """The cells of a line of a table, or None if the line is not part of one."""
    if separator == "\t":
        parts = line.rstrip("\r\n ").split("\t")
        parts = parts[:-1] if len(parts) > 2 and not parts[-1].strip() else parts
    elif separator == "|":
        parts = line.strip().strip("|").split("|") if "|" in line else []
    else:
        parts = re.split(r" {2,}|\t", line.strip())
    cells = [tidy(p) for p in parts]
    if len(cells) < 2 or not any(cells) or (separator == "  " and len(cells[0].split()) > 8):
        return None
    return cells


def _gap(lines: list[str], at: int, separator: str) -> bool:
    # A single empty line inside a table separates groups of rows.
    return (
        not lines[at].strip()
        and at + 1 < len(lines)
        and _cells(lines[at + 1], separator) is not None
        and _CAPTION.match(lines[at + 1]) is None
    )


def _table(lines: list[str], first: int, end: int, rows: tuple[tuple[str, ...], ...]) -> Table:
    """The table in these lines, with the lines of its caption and notes, if it has any."""
    label = caption = notes = ""
    for i in reversed(_filled(lines, first - 3, first)):
        if match := _CAPTION.match(lines[i]):
            label = tidy(match["label"])
            caption = tidy(match["rest"]) or tidy(" ".join(lines[i + 1 : first]))
            first = i
            break
    below = _filled(lines, end, end + 4)
    if not label and below and (match := _CAPTION.match(lines[below[0]])):
        label, caption = tidy(match["label"]), tidy(match["rest"])
        end = below[0] + 1
        if not caption and len(below) > 1 and len(lines[below[1]].split()) < 15:
            caption = tidy(lines[below[1]])
            end = below[1] + 1
    below = _filled(lines, end, end + 3)
    if below and len(re.findall(r"[\w-]{1,24}: ", lines[below[0]])) > 1 and ";" in lines[below[0]]:
        notes = tidy(lines[below[0]])
        # A paragraph may follow the notes on the same line: then the line stays in the text too.
        if len(notes.rpartition(";")[2].split()) < 12:
            end = below[0] + 1
    return Table(Grid(label, caption, rows, 1, notes), first, end)


def _filled(lines: list[str], start: int, stop: int) -> list[int]:
    return [i for i in range(max(0, start), min(len(lines), stop)) if lines[i].strip()]
