"""A word that is not one of those allowed here."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M204",
    "error",
    "word that is not one of the choices",
    None,  # found while the file is held against the model
    reason="Judgements, kinds and sexes are closed lists, so that every part of the program knows them.",
    bad="""patient:
  age: 50
  sex: femal
  summary: A teacher with a cough.
  cite: made-up P1
""",
    good="""patient:
  age: 50
  sex: female
  summary: A teacher with a cough.
  cite: made-up P1
""",
)
