"""From a place in the data to a line and a column of the file."""

from __future__ import annotations

import re

from trainer.case.reading.diagnostics import Cause, Diagnostic, Severity
from trainer.case.reading.edits import Edit
from trainer.case.reading.problems import Problem
from trainer.case.reading.shape import Loc
from trainer.case.reading.yaml12 import Span

_BREAK = re.compile("[\n\r]")


class Placer:
    """Makes diagnostics of one file."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = _BREAK.split(text)

    def at(
        self, line: int, column: int, code: str, severity: Severity, message: str, advice: str,
        fix: Edit | None = None, about: tuple[str, ...] = (), cause: Cause = "",
    ) -> Diagnostic:  # fmt: skip
        """A diagnostic at a 0-based place."""
        source = self.lines[line] if line < len(self.lines) else ""
        return Diagnostic(
            self.path, line + 1, column + 1, code, severity, message, advice, source, fix,
            about, cause,
        )  # fmt: skip

    def written(self, here: Span) -> str:
        """The scalar at ``here`` as it is written, if it stands on one line."""
        if here.end is None or here.end[0] != here.line or here.line >= len(self.lines):
            return ""
        return self.lines[here.line][here.column : here.end[1]]

    def of(self, problem: Problem) -> Diagnostic:
        """What the reader of YAML found."""
        p = problem
        return self.at(p.line, p.column, p.code, "error", p.message, p.advice, p.fix)


def node(span: Span, loc: Loc) -> Span:
    """The node at ``loc``, or the nearest around it that stands in the file."""
    here = span
    for step in loc:
        children = here.children
        if isinstance(children, dict) and step in children:
            here = children[str(step)]
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            here = children[step]
        else:
            break
    return here


def key_place(span: Span, loc: Loc) -> tuple[int, int]:
    """The 0-based place of the key that ``loc`` ends with; of its value in a list."""
    around = node(span, loc[:-1])
    if around.keys is not None and loc[-1] in around.keys:
        return around.keys[str(loc[-1])]
    here = node(span, loc)
    return here.line, here.column


def top_place(span: Span, line: int) -> Loc:
    """The section, and in a list its item, that the 0-based line belongs to."""
    loc: list[str | int] = []
    here = span
    for _ in range(2):
        children = here.children
        inner: list[tuple[str | int, Span]] = []
        if isinstance(children, dict):
            inner = list(children.items())
        elif isinstance(children, list):
            inner = list(enumerate(children))
        above = [(step, child) for step, child in inner if child.line <= line]
        if not above or (loc and isinstance(children, dict)):
            break
        step, here = max(above, key=lambda at: at[1].line)
        loc.append(step)
    return tuple(loc)
