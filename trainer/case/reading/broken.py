"""Find every syntax error of a text that is not YAML, each in the smallest part that fails alone.

libyaml stops at the first error, often far below the slip: an open quote runs on to the next quote
in the file. So the text is split by its indents, and each part is parsed alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import yaml

from trainer.case.reading.diagnostics import MOST, NotYaml, Problem, problem
from trainer.case.reading.text import unbroken
from trainer.case.reading.yaml_errors import events, not_a_key, problem_of, slip_of

_DEEPEST = 12
_ITEM = re.compile(r" *-(?= +\S)")
_HEADER = re.compile(r"\s*[^\s#'\"\[{][^#]*?:\s*(#.*)?$")
_KEY = re.compile(r" *(?:- +)*[\w-]+:(?= |$)")
_GLUED = re.compile(r"( *(?:- +)*[A-Za-z_]\w*):(?=[^\s:/])")


class Fault(NamedTuple):
    """A slip, and the lines ``first`` to ``end`` (0-based, ``end`` excluded) that it spoils.

    ``misplaced`` lines do not belong where they are: not even a key of them is kept.
    """

    problem: Problem
    first: int
    end: int
    misplaced: bool = False


def faults(text: str) -> list[Fault]:
    """The syntax errors of ``text``; empty if no part of it fails alone."""
    search = _Search(text.split("\n"))
    return search.region(0, len(search.lines), 0)[:MOST]


def without(text: str, spoiling: list[Fault]) -> str:
    """The text without what the faults spoil; keys and the numbers of lines are kept."""
    lines = text.split("\n")
    for fault in spoiling:
        head = lines[fault.first]
        if (glued := _GLUED.match(head)) and not fault.misplaced:
            lines[fault.first] = f"{glued[1]}: {head[glued.end() :]}"
            continue
        kept = _KEY.match(head) or _ITEM.match(head)
        lines[fault.first] = kept[0] if kept and not fault.misplaced else ""
        lines[fault.first + 1 : fault.end] = [""] * (fault.end - fault.first - 1)
    return "\n".join(lines)


class _Search:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def region(self, low: int, high: int, depth: int, *, item: bool = False) -> list[Fault]:
        """The faults of the entries on one level in these lines, or in one ``item`` of a list."""
        inside: list[Fault] = []
        column, starts = self._entries(low, high, item=item)
        if not starts:
            return []
        rows = [row for row, _ in starts]
        listed = any(indent == column and self._dashed(row) for row, indent in starts)
        for (row, indent), end in zip(starts, [*rows[1:], high], strict=True):
            dashed = self.lines[row].lstrip().startswith("-")
            if len(inside) >= MOST:
                break
            if indent == column and (dashed or not listed):
                inside += self._entry(row, end, depth, alone=len(rows) == 1)
            elif inside and inside[-1].end == row:
                # Lines after a misplaced line are misplaced with it.
                inside[-1] = inside[-1]._replace(end=end)
            else:
                slip = slip_of([self.lines[row]])
                complaint = (
                    slip.below(row) if slip else _out_of_place(row, indent, column, listed, dashed)
                )
                inside.append(Fault(complaint, row, end, misplaced=True))
        return inside

    def _entries(self, low: int, high: int, *, item: bool) -> tuple[int, list[tuple[int, int]]]:
        """The column of the entries, and the row and column where each of them starts."""
        places: list[tuple[int, int]] = []
        for i in range(low, high):
            line = self.lines[i]
            body = line.lstrip(" ")
            # A line that is indented with a tab or an odd space belongs to the line above.
            odd = bool(places) and body[:1].isspace()
            if body and body[0] != "#" and not odd and not line.startswith(("---", "...", "%")):
                places.append((i, len(line) - len(body)))
        if not places:
            return 0, []
        first = places[0][1]
        counts = Counter(indent for _, indent in places if indent <= first)
        # Of columns with equally many lines an even one is more likely right.
        column = max(counts, key=lambda c: (counts[c], c % 2 == 0, c == first))
        dashed = Counter(c for i, c in places if c <= first and self._dashed(i))
        if dashed and not item and not self._dashed(places[0][0]):
            column = dashed.most_common(1)[0][0]
        starts: list[tuple[int, int]] = []
        for i, indent in places:
            body = self.lines[i].lstrip(" ")
            if starts:
                above = self.lines[starts[-1][0]].lstrip(" ")
                if indent > column or body[0] in "]}":
                    continue
                if column > starts[-1][1] and indent > starts[-1][1] and not self._dashed(i):
                    continue  # it belongs to a misplaced line
                if body.startswith("- ") and not above.startswith("-") and indent == column:
                    continue  # a list may start in the column of its key
            starts.append((i, indent))
        return column, starts

    def _dashed(self, row: int) -> bool:
        return self.lines[row].lstrip().startswith("- ")

    def _entry(self, row: int, end: int, depth: int, *, alone: bool) -> list[Fault]:
        complaint = self._complaint(row, end, alone=alone)
        if complaint is None:
            return []
        inner: list[Fault] = []
        line = self.lines[row]
        if depth < _DEEPEST:
            if dash := _ITEM.match(line):
                self.lines[row] = dash[0][:-1] + " " + line[dash.end() :]
                inner = self.region(row, end, depth + 1, item=True)
                self.lines[row] = line
            elif _HEADER.match(line):
                inner = self.region(row + 1, end, depth + 1)
        return inner or [Fault(complaint, row, end)]

    def _complaint(self, row: int, end: int, *, alone: bool) -> Problem | None:
        """The problem of these lines alone, if any; the only entry (``alone``) may be a value."""
        part = self.lines[row:end]
        text = unbroken("\n".join(part))
        try:
            kinds = [type(event) for event in events(text)]
        except NotYaml as deep:
            return deep.problems[0].below(row)
        except yaml.YAMLError as error:
            complaint = problem_of(error, text)
            if complaint.code == "Y100":
                complaint = slip_of(part) or _deeper(part, complaint)
            return complaint.below(row)
        # The first events of a mere text: start of the stream, start of the document, scalar.
        if kinds[2:3] == [yaml.ScalarEvent] and not alone:
            return not_a_key(part[0], row)
        return None


def _deeper(part: list[str], error: Problem) -> Problem:
    """``error``, or a clearer problem if its line is indented below one that has its value."""
    if error.line and re.match(r"\s*(- +)?\w[\w-]*\s*$", part[0]):
        return not_a_key(part[0], 0)
    line = part[error.line]
    if error.line and re.match(r"\s*(- +)?[\w-]+:( |$)", line):
        return problem("deeper", error.line, len(line) - len(line.lstrip()))
    return error


def _out_of_place(row: int, indent: int, column: int, listed: bool, dashed: bool) -> Problem:
    if listed and not dashed:
        return problem("no_dash", row, indent)
    others = "the items beside it in another" if dashed else f"its neighbours in {column + 1}"
    return problem("column", row, indent, start=indent + 1, others=others)
