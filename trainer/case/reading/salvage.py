"""What can still be read of a text with syntax errors, so that its other slips are told, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainer.case.reading.broken import faults, without
from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.problems import NotYaml, Problem
from trainer.case.reading.yaml12 import Parsed, parse_all


@dataclass(frozen=True, slots=True)
class Spoilt:
    """What syntax errors took out of a file: its lines (from 1) and every word on them."""

    lines: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()

    def unaffected(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those that are no mere consequence of what was taken out."""
        return [d for d in diagnostics if d.line not in self.lines and not self._missed(d)]

    def _missed(self, d: Diagnostic) -> bool:
        if d.code == "M202":
            return not self.words.isdisjoint(d.about)
        if d.cause in ("empty", "no list"):  # a key whose lines below it are gone
            return not self.lines.isdisjoint((d.line - 1, d.line + 1))
        if d.code == "M201":  # keys that went to the part above, their own being gone
            return any(0 < d.line - line <= 3 for line in self.lines)
        if d.code == "M206":  # parts that should agree, one of them gone
            return any(0 < line - d.line <= 12 for line in self.lines)
        if d.cause == "too few":
            return bool(self.lines)
        if d.code == "Y101":  # the keys of an item whose first line is gone
            return any(0 < d.line - line <= 12 for line in self.lines)
        return d.code[0] == "R" and any(
            piece in self.words for name in d.about for piece in (name, *name.split("/"))
        )


def salvage(text: str, error: NotYaml) -> tuple[list[Problem], Parsed | None, Spoilt]:
    """The syntax errors of ``text`` at their places, and the rest of it if that can be read."""
    if error.problems[-1].code != "Y100" or not text.strip():
        return error.problems, None, Spoilt()
    spoiling = faults(text)
    if not spoiling:
        return error.problems, None, Spoilt()
    problems = [fault.problem for fault in spoiling]
    lines = text.split("\n")
    rows = {row for fault in spoiling for row in range(fault.first, fault.end)}
    spoilt = Spoilt(
        frozenset(row + 1 for row in rows),
        frozenset(w for row in rows for w in re.findall(r"\w+(?:-\w+)*", lines[row])),
    )
    try:
        return problems, parse_all(without(text, spoiling)), spoilt
    except NotYaml as other:
        problems += [p for p in other.problems if p.line + 1 not in spoilt.lines]
        return problems, None, spoilt


def conflicts(lines: Sequence[str]) -> Iterator[Problem]:
    """What version control left where two authors changed the same lines, a problem for each place.

    What else is wrong with such a file follows from it.
    """
    first: int | None = None
    parted = False
    for number, line in enumerate(lines):
        if line.startswith("<<<<<<< "):
            first, parted = number, False
        elif first is not None and line.rstrip() == "=======":
            parted = True
        elif first is not None and parted and line.startswith(">>>>>>> "):
            yield Problem(
                "Y100",
                "a merge conflict is left here: two versions of the same lines.",
                "Keep one of them, and remove the lines with <<<<<<<, ======= and >>>>>>> (to line"
                f" {number + 1}).",
                first,
            )
            first = None
