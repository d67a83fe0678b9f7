"""A ``TODO`` that is still to be done, in a value or in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject

_TODO = re.compile(r"\bTODO\b")


def _check(subject: Subject) -> Iterator[Hit]:
    if "TODO" not in subject.text:
        return
    for number, line in enumerate(subject.text.split("\n")):
        for found in _TODO.finditer(line):
            yield Hit(
                (), "something is still to be done here.",
                "Do it, then take the TODO out.", line=number, column=found.start(),
            )  # fmt: skip


RULE = Rule(
    "W401",
    "warning",
    "TODO left",
    _check,
    reason="A draft marks with TODO what only a person can decide; a case with one is not ready to be played. Looked for in values and in comments.",
    bad="""
learning_points:
  - {id: slow, text: "TODO: what is learnt from this?", cite: made-up P2}
""",
    good="""
learning_points:
  - {id: slow, text: A film lags behind the patient., cite: made-up P2}
""",
)
