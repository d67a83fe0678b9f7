"""Text where a number is wanted, one value where a list is, or the like."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M203",
    "error",
    "wrong kind of value",
    None,  # found while the file is held against the model
    reason="A value is taken as it is written or not at all: nothing is converted behind the author's back.",
    bad="minutes: ten\n",
    good="minutes: 10\n",
)
