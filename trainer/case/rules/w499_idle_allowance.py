"""An ``allow`` entry without a warning to silence: what it weighed is mended or never was."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "W499",
    "warning",
    "idle allowance",
    None,  # found where allowances are applied
    reason="An exception that outlives its cause would hide the next warning of its kind.",
    bad='allow: [{rule: W410, where: name-it, why: "The word is the report\'s own."}]',
    good="allow: []",
)
