"""A key that must be there."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M202",
    "error",
    "missing key",
    None,  # found while the file is held against the model
    reason="The trainer needs it, and never makes a value up.",
    bad="""patient:
  age: 50
  sex: female
  cite: made-up P1
""",
    good="""patient:
  age: 50
  sex: female
  summary: A teacher with a cough.
  cite: made-up P1
""",
)
