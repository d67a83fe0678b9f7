"""Too few items, too long a text, too large a number."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M207",
    "error",
    "out of bounds",
    None,  # found while the file is held against the model
    reason="Bounds keep a slip of a digit, or a crafted file, from reaching the screen.",
    bad="minutes: 0\n",
    good="minutes: 10\n",
)
