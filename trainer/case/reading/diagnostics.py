"""What is wrong with a text, and with a file: where, and what to do about it.

All that is said of what cannot be read stands in ``sentences.txt``.
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
"""So many problems of one sort are told: a file with more is read again before they are mended."""

Severity = Literal["error", "warning"]
Cause = Literal["", "empty", "no list", "too few"]
"""What sort of slip it is, where that matters and the code does not say."""


def severity(code: str) -> Severity:
    """An error, unless the code begins with W."""
    return "warning" if code[0] == "W" else "error"


class Edit(NamedTuple):
    """A piece of text to put from ``start`` to ``end`` (0-based lines and columns)."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits``, which must not overlap."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for edit in sorted(edits, reverse=True):
        start, end = (starts[line] + column for line, column in (edit.start, edit.end))
        text = text[:start] + edit.text + text[end:]
    return text


class Problem(NamedTuple):
    """What is wrong with a text: ``line`` and ``column`` are 0-based.

    ``advice`` is one sentence that says what to do, ``fix`` the safe correction, where there is
    one. ``about`` has the keys and ids it speaks of, and ``cause`` what sort of slip it is: what a
    slip elsewhere explains is left out by them, never by its words.
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
        """The same, that many lines further down."""
        return self._replace(line=self.line + lines)


class NotYaml(Unreadable):
    """The text is no YAML. ``problems`` has the places."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"line {first.line + 1}: {first.message}", first.advice, first.line + 1)
        self.problems = problems


def problem(name: str, line: int = 0, column: int = 0, **values: object) -> Problem:
    """What the list of sentences says under ``name``, with ``values`` filled in."""
    code, _, sentences = pairs_in(__file__, "sentences.txt")[name].partition(" ")
    message, _, advice = sentences.partition(" | ")
    return Problem(code, message.format(**values), advice.format(**values), line, column)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem of a file.

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
        """The fields an outside tool reads; ``message`` carries the advice, too."""
        names = ("path", "line", "column", "code", "severity")
        values = {name: getattr(self, name) for name in names}
        return values | {"message": f"{self.message} {self.advice}".strip()}


def render(diagnostic: Diagnostic) -> str:
    """``path:line:col CODE message``, the line, a caret, and what to do."""
    d = diagnostic
    lines = [f"{d.path}:{d.line}:{d.column} {d.code} {d.severity}: {printable(d.message)}"]
    if d.source.strip():
        # The caret must stand under its character even where the line has tabs or controls in it.
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
    """Those without advice to quote what must be a number, a word or true and false."""
    other = {(p.line, p.column) for p in problems if p.code in ("M203", "M204")}
    return [p for p in problems if p.code != "Y107" or (p.line, p.column) not in other]


def placed(problems: Iterable[Problem], path: Path, text: str) -> tuple[Diagnostic, ...]:
    """The problems of a file by their place; the same message at the same place once."""
    if not (problems := list(problems)):
        return ()  # to part a text into lines costs as much as several rules
    lines = lines_of(text)
    diagnostics = [
        Diagnostic(
            str(path), p.line + 1, p.column + 1, p.code, severity(p.code), p.message, p.advice,
            lines[p.line] if p.line < len(lines) else "", p.fix,
        )
        for p in problems
    ]  # fmt: skip
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.line, d.column, d.code)))
