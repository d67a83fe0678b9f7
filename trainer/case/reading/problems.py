"""What is wrong with a text before anything is known of what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.case.reading.edits import Edit
from trainer.errors import Unreadable

MAX_DEPTH = 40
MOST = 300
"""So many problems of one sort are told: a file with more is read again before they are mended."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A place where the text is not the YAML we accept; ``line`` and ``column`` are 0-based."""

    line: int
    column: int
    code: str
    message: str
    advice: str
    fix: Edit | None = None

    def below(self, lines: int) -> Problem:
        """The same, that many lines further down."""
        return replace(self, line=self.line + lines)


class NotYaml(Unreadable):
    """The text is no YAML. ``problems`` has the places."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"line {first.line + 1}: {first.message}", first.advice, first.line + 1)
        self.problems = problems


def too_deep(line: int, column: int) -> Problem:
    """A place that no scenario gets to."""
    return Problem(
        line, column, "Y106", f"nested too deeply: more than {MAX_DEPTH} levels.",
        "No part of a scenario needs them: close a bracket before this place, or indent less.",
    )  # fmt: skip
