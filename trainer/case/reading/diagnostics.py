"""What is wrong with a file, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from trainer.case.reading.edits import Edit
from trainer.case.reading.problems import Cause

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of the loader or a rule.

    ``line`` and ``column`` count from 1; 0 means the file as a whole. ``advice`` is one sentence
    that says what to do. ``source`` is the offending line, kept for the caret. ``fix`` is the safe
    correction, where there is one. ``about`` has the keys and ids it speaks of, and ``cause`` what
    sort of slip it is: what a slip elsewhere explains is left out by them, never by its words.
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
    about: tuple[str, ...] = field(default=(), compare=False)
    cause: Cause = field(default="", compare=False)

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
        shown, at = printable(source), len(printable(source[: d.column - 1]))
        start = max(0, at - 59)
        lines.append(f"    {shown[start : start + 100]}")
        lines.append("    " + " " * (at - start) + "^")
    if d.advice:
        lines.append(f"  = {printable(d.advice)}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """``text`` with control characters made visible, so that a file cannot drive the terminal."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By place in the file; the same message at the same place once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda d: (d.path, d.line, d.column, d.code))


def without_contradictions(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those without advice to quote what must be a number, a word or true and false."""
    other = {(d.line, d.column) for d in diagnostics if d.code in ("M203", "M204")}
    return [d for d in diagnostics if d.code != "Y107" or (d.line, d.column) not in other]


def has_errors(diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether any of them refuses the file."""
    return any(d.severity == "error" for d in diagnostics)
