"""A key the format does not know."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M201",
    "error",
    "unknown key",
    None,  # found while the file is held against the model
    reason="Mostly a typing error: what was meant would silently be missing.",
    bad="titel: A cough\n",
    good="title: A cough\n",
)
