"""A key that is a list, a mapping, or a merge (<<)."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y104",
    "error",
    "key that is not text",
    None,  # found while the text is read
    reason="Keys of a scenario are names; a merge would hide what a part says in another place.",
    bad="[a, b]: A cough\n",
    good="title: A cough\n",
)
