"""A key that stands twice in one mapping."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y101",
    "error",
    "duplicate key",
    None,  # found while the text is read
    reason="Most readers keep the last one and say nothing, so that half of what was written is lost.",
    bad="""title: A cough
title: A cough that stays
""",
    good="title: A cough that stays\n",
)
