"""What is wrong with a text, as its readers tell it: a place in the text, but no file yet."""

from __future__ import annotations

from typing import Literal, NamedTuple

from trainer.case.reading.edits import Edit
from trainer.errors import Unreadable

MAX_DEPTH = 40
MOST = 300
"""So many problems of one sort are told: a file with more is read again before they are mended."""

Cause = Literal["", "empty", "no list", "too few"]
"""What sort of slip it is, where that matters and the code does not say."""


class Problem(NamedTuple):
    """What is wrong, what to do, and where: ``line`` and ``column`` are 0-based.

    The other parts are as in ``diagnostics.Diagnostic``.
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


def not_valid(line: int, column: int, what: str, advice: str) -> Problem:
    """A place that keeps the text from being YAML."""
    return Problem("Y100", f"not valid YAML: {what}.", advice, line, column)


def too_deep(line: int, column: int) -> Problem:
    """A place that no scenario gets to."""
    advice = "No part of a scenario needs them: close a bracket before this place, or indent less."
    message = f"nested too deeply: more than {MAX_DEPTH} levels."
    return Problem("Y106", message, advice, line, column)
