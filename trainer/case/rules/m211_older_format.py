"""A file made for an older trainer."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M211",
    "error",
    "older format",
    None,  # found while the file is held against the model
    reason="It is brought up to date by a command, with a copy of the old one, never silently.",
    bad="format: 0\n",
    good="format: 1\n",
)
