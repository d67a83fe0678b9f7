"""Problems of a text and diagnostics of a file: what is wrong, where, and what to do about it.

The sentences about what cannot be read are in ``sentences.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from trainer.case.reading.text import lines_of
from trainer.errors import Unreadable
from trainer.files.lists import pairs_in

MAX_DEPTH = 40
MOST = 300
"""The most problems of one sort that are reported; a file with more is checked again anyway."""

Severity = Literal["error", "warning"]
Cause = Literal["", "empty", "no list", "too few"]
"""The sort of slip, if it matters and the code does not show it."""


def severity(code: str) -> Severity:
    """``warning`` for a code that begins with W, else ``error``."""
    return "warning" if code[0] == "W" else "error"


class Edit(NamedTuple):
    """A text that replaces what is between ``start`` and ``end`` (0-based lines and columns)."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits`` made, which must not overlap."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for edit in sorted(edits, reverse=True):
        start, end = (starts[line] + column for line, column in (edit.start, edit.end))
        text = text[:start] + edit.text + text[end:]
    return text


class Problem(NamedTuple):
    """A problem of a text; ``line`` and ``column`` are 0-based.

    ``advice`` is one sentence that says what to do, ``fix`` the safe correction if there is one.
    ``about`` has the keys and ids that the message names, and ``cause`` the sort of slip. These
    two, never the message, decide whether a problem is left out because it follows from another.
    """

    code: str
    message: str
    advice: str
    line: int = 0
    column: int = 0
    fix: Edit | None = None
    about: tuple[str, ...] = ()
    cause: Cause = ""

    def below(self, lines: int) -> Problem:
        """The same problem, that many lines further down."""
        return self._replace(line=self.line + lines)


class NotYaml(Unreadable):
    """The text is not YAML; ``problems`` has the places."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"line {first.line + 1}: {first.message}", first.advice, first.line + 1)
        self.problems = problems


def problem(name: str, line: int = 0, column: int = 0, **values: object) -> Problem:
    """The problem called ``name`` in ``sentences.txt``, with ``values`` filled in."""
    code, _, sentences = pairs_in(__file__, "sentences.txt")[name].partition(" ")
    message, _, advice = sentences.partition(" | ")
    return Problem(code, message.format(**values), advice.format(**values), line, column)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in a file.

    ``line`` and ``column`` count from 1; 0 means the file as a whole. ``source`` is the offending
    line, kept for the caret.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    advice: str = ""
    source: str = field(default="", compare=False)
    fix: Edit | None = field(default=None, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """The fields that other tools read; ``message`` includes the advice."""
        names = ("path", "line", "column", "code", "severity")
        values = {name: getattr(self, name) for name in names}
        return values | {"message": f"{self.message} {self.advice}".strip()}


def render(diagnostic: Diagnostic) -> str:
    """``path:line:col CODE message``, the line, a caret, and what to do."""
    d = diagnostic
    lines = [f"{d.path}:{d.line}:{d.column} {d.code} {d.severity}: {printable(d.message)}"]
    if d.source.strip():
        # The caret must be under its character even if the line has tabs or control characters.
        source = d.source.rstrip("\n").replace("\t", " ")
        line, at = printable(source), len(printable(source[: d.column - 1]))
        start = max(0, at - 59)
        lines.append(f"    {line[start : start + 100]}")
        lines.append("    " + " " * (at - start) + "^")
    if d.advice:
        lines.append(f"  = {printable(d.advice)}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """``text`` with control characters made visible, so that a file cannot drive the terminal."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def without_contradictions(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without advice to quote a value that must be a number, a word, true or false."""
    other = {(p.line, p.column) for p in problems if p.code in ("M203", "M204")}
    return [p for p in problems if p.code != "Y107" or (p.line, p.column) not in other]


def placed(problems: Iterable[Problem], path: Path, text: str) -> tuple[Diagnostic, ...]:
    """The problems as diagnostics of a file, in order of place, without duplicates."""
    if not (problems := list(problems)):
        return ()  # splitting a text into lines takes as long as several rules
    lines = lines_of(text)
    diagnostics = [
        Diagnostic(
            str(path), p.line + 1, p.column + 1, p.code, severity(p.code), p.message, p.advice,
            lines[p.line] if p.line < len(lines) else "", p.fix,
        )
        for p in problems
    ]  # fmt: skip
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.line, d.column, d.code)))
