"""Read what can be read of a text with syntax errors, so that its other slips are reported too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer.case.reading.diagnostics import NotYaml, Problem, problem
from trainer.case.reading.text import lines_of
from trainer.case.reading.yaml12 import Parsed, parse_all

# By cause or code: how far below a problem (above it if negative) the lost line that explains it
# may have been.
_NEAR = {
    "empty": (-1, 1),  # a key that lost the lines below it
    "no list": (-1, 1),
    "M201": range(-3, 0),  # keys that fell to the part above because their own was lost
    "M206": range(1, 13),  # parts that should agree, of which one was lost
    "Y101": range(-12, 0),  # the keys of an item whose first line was lost
}


@dataclass(frozen=True, slots=True)
class Spoilt:
    """What syntax errors took out of a file: the rows (from 0) and every word on them."""

    rows: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()

    def unaffected(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that do not merely follow from what was taken out."""
        return [p for p in problems if p.line not in self.rows and not self._explains(p)]

    def _explains(self, p: Problem) -> bool:
        if p.code == "M202":
            return not self.words.isdisjoint(p.about)
        if p.cause == "too few":
            return bool(self.rows)
        if near := _NEAR.get(p.cause) or _NEAR.get(p.code):
            return any(row - p.line in near for row in self.rows)
        return p.code[0] == "R" and any(
            piece in self.words for name in p.about for piece in (name, *name.split("/"))
        )


def salvage(text: str, error: NotYaml) -> tuple[list[Problem], Parsed | None, Spoilt]:
    """The syntax errors of ``text``, the rest of it if that can be read, and what was taken out."""
    from trainer.case.reading.broken import faults, without

    can_be_mended = error.problems[-1].code == "Y100" and text.strip()
    if not can_be_mended or not (spoiling := faults(text)):
        return error.problems, None, Spoilt()
    problems = [fault.problem for fault in spoiling]
    lines = text.split("\n")
    rows = {row for fault in spoiling for row in range(fault.first, fault.end)}
    spoilt = Spoilt(
        frozenset(rows),
        frozenset(w for row in rows for w in re.findall(r"\w+(?:-\w+)*", lines[row])),
    )
    try:
        return problems, parse_all(without(text, spoiling)), spoilt
    except NotYaml as other:
        problems += [p for p in other.problems if p.line not in rows]
        return problems, None, spoilt


def conflicts(text: str) -> Iterator[Problem]:
    """A problem for each merge conflict that version control left in the text.

    Callers report nothing else of such a file, because it would only follow from these.
    """
    first: int | None = None
    parted = False
    for number, line in enumerate(lines_of(text)):
        if line.startswith("<<<<<<< "):
            first, parted = number, False
        elif first is not None and line.rstrip() == "=======":
            parted = True
        elif first is not None and parted and line.startswith(">>>>>>> "):
            yield problem("conflict", first, end=number + 1)
            first = None
