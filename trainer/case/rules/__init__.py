"""What ``trainer check`` looks for beyond the schema: one rule a file."""

from __future__ import annotations

from functools import cache

from trainer.case.rules.base import Hit, Rule, Subject

__all__ = ["Hit", "Rule", "Subject", "all_rules"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    from trainer.case.rules import (
        r301_duplicate_id,
        r302_unknown_reference,
        r303_day_out_of_play,
        r304_key_out_of_reach,
        r305_never_shown,
        r306_control_characters,
    )

    modules = (
        r301_duplicate_id, r302_unknown_reference, r303_day_out_of_play,
        r304_key_out_of_reach, r305_never_shown, r306_control_characters,
    )  # fmt: skip
    return tuple(m.RULE for m in modules)
