"""A file made for a newer trainer."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M210",
    "error",
    "newer format",
    None,  # found while the file is held against the model
    reason="Read by an older program, parts of it would be missing without a word.",
    bad="format: 2\n",
    good="format: 1\n",
)
