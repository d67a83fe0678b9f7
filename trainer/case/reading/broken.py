"""Every syntax error of a text that is no YAML, each in the smallest part that fails by itself.

libyaml stops at the first error, and often far below the slip: an open quote runs on to the next
quote of the file. So the text is taken apart by its indents, and each part is parsed alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import yaml

from trainer.case.reading.breaks import unbroken
from trainer.case.reading.problems import MAX_DEPTH, MOST, Problem, too_deep
from trainer.case.reading.yaml_errors import PARSER, not_a_key, problem_of, slip_of, too_deep_before

_DEEPEST = 12
_ITEM = re.compile(r" *-(?= +\S)")
_HEADER = re.compile(r"\s*[^\s#'\"\[{][^#]*?:\s*(#.*)?$")
_KEY = re.compile(r" *(?:- +)*[\w-]+:(?= |$)")
_GLUED = re.compile(r"( *(?:- +)*[A-Za-z_]\w*):(?=[^\s:/])")


class Fault(NamedTuple):
    """A slip and the lines ``first`` to ``end`` (0-based, without ``end``) that it spoils.

    What is ``misplaced`` does not belong where it stands, not even its key.
    """

    problem: Problem
    first: int
    end: int
    misplaced: bool = False


def faults(text: str) -> list[Fault]:
    """The syntax errors of ``text``; none if no part of it fails by itself."""
    search = _Search(text.split("\n"))
    return search.region(0, len(search.lines), 0)[:MOST]


def without(text: str, found: list[Fault]) -> str:
    """The text with what is spoilt taken out, on the same lines: a key keeps its name."""
    lines = text.split("\n")
    for fault in found:
        head = lines[fault.first]
        if (glued := _GLUED.match(head)) and not fault.misplaced:
            lines[fault.first] = f"{glued[1]}: {head[glued.end() :]}"
            continue
        key = _KEY.match(head)
        kept = key[0] if key else ""
        if not key and (item := _ITEM.match(head)):
            kept = item[0]
        lines[fault.first] = "" if fault.misplaced else kept
        lines[fault.first + 1 : fault.end] = [""] * (fault.end - fault.first - 1)
    return "\n".join(lines)


class _Search:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def region(self, low: int, high: int, depth: int, *, item: bool = False) -> list[Fault]:
        """The faults of the entries that stand side by side in these lines, or in one ``item``."""
        found: list[Fault] = []
        column, starts = self._entries(low, high, item=item)
        if not starts:
            return []
        rows = [i for i, _ in starts]
        listed = any(c == column and self._dashed(i) for i, c in starts)
        for (row, indent), end in zip(starts, [*rows[1:], high], strict=True):
            body = self.lines[row].lstrip()
            if len(found) >= MOST:
                break
            if indent != column or (listed and not body.startswith("-")):
                if found and found[-1].end == row:
                    # What follows a line out of place is out of place with it.
                    found[-1] = found[-1]._replace(end=end)
                    continue
                dash = listed and not body.startswith("-")
                odd = (
                    _dash(row, indent)
                    if dash
                    else _indent(row, indent, column, dashed=body[:1] == "-")
                )
                seen = slip_of([self.lines[row]])
                found.append(Fault(seen.below(row) if seen else odd, row, end, misplaced=True))
            else:
                found += self._entry(row, end, depth, alone=len(rows) == 1)
        return found

    def _entries(self, low: int, high: int, *, item: bool) -> tuple[int, list[tuple[int, int]]]:
        """The column of the entries, and where each starts, with its own column."""
        places: list[tuple[int, int]] = []
        for i in range(low, high):
            line = self.lines[i]
            body = line.lstrip(" ")
            # A tab or another odd space has no column: it goes with the line above.
            odd = bool(places) and body[:1].isspace()
            if body and body[0] != "#" and not odd and not line.startswith(("---", "...", "%")):
                places.append((i, len(line) - len(body)))
        if not places:
            return 0, []
        first = places[0][1]
        counts = Counter(indent for _, indent in places if indent <= first)
        # Of two lines that differ, the one in an even column is more likely right.
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
                    continue  # it goes with a line that is out of place
                if body.startswith("- ") and not above.startswith("-") and indent == column:
                    continue  # a list may stand in the column of its key
            starts.append((i, indent))
        return column, starts

    def _dashed(self, row: int) -> bool:
        return self.lines[row].lstrip().startswith("- ")

    def _entry(self, row: int, end: int, depth: int, *, alone: bool) -> list[Fault]:
        problem = self._complaint(row, end, alone=alone)
        if problem is None:
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
        return inner or [Fault(problem, row, end)]

    def _complaint(self, row: int, end: int, *, alone: bool) -> Problem | None:
        """What is wrong with these lines by themselves; a text ``alone`` may be a value."""
        part = self.lines[row:end]
        text = unbroken("\n".join(part))
        kind = None
        try:
            deep = 0
            for i, event in enumerate(yaml.parse(text, Loader=PARSER)):
                if i == 2:
                    kind = type(event)
                if isinstance(event, yaml.CollectionStartEvent):
                    # libyaml takes seconds over thousands of levels.
                    if deep > MAX_DEPTH and (mark := event.start_mark):
                        return too_deep(mark.line + row, mark.column)
                    deep += 1
                deep -= isinstance(event, yaml.CollectionEndEvent)
        except yaml.YAMLError as error:
            if deeper := too_deep_before(error, text):
                return deeper.below(row)
            told = slip_of(part) or _deeper(part, problem_of(error, text))
            return told.below(row)
        if kind is yaml.ScalarEvent and not alone:
            return not_a_key(part[0], row)
        return None


def _deeper(part: list[str], told: Problem) -> Problem:
    """``told``, unless a line is indented below one that has its value already."""
    if told.line and re.match(r"\s*(- +)?\w[\w-]*\s*$", part[0]):
        return not_a_key(part[0], 0)
    if told.line and re.match(r"\s*(- +)?[\w-]+:( |$)", part[told.line]):
        line = part[told.line]
        column = len(line) - len(line.lstrip())
        return Problem(
            told.line, column, "Y100",
            "not valid YAML: this line is indented deeper than the one above, which has its value.",
            "Start it in the same column as its neighbours; check for an unclosed quote above.",
        )  # fmt: skip
    return told


def _indent(row: int, indent: int, column: int, *, dashed: bool) -> Problem:
    others = "the items beside it in another" if dashed else f"its neighbours in {column + 1}"
    return Problem(
        row, indent, "Y100",
        f"not valid YAML: this line starts in column {indent + 1}, {others}.",
        "Start it in the same column as its neighbours.",
    )  # fmt: skip


def _dash(row: int, indent: int) -> Problem:
    return Problem(
        row, indent, "Y100", "not valid YAML: an item of a list without its dash.",
        "Start it with '- ', as the items beside it.",
    )  # fmt: skip
