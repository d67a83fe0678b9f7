"""A second document in one file."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y105",
    "error",
    "second document",
    None,  # found while the text is read
    reason="Readers differ in which one they take.",
    bad="""title: A cough
---
""",
    good="title: A cough\n",
)
