"""A tag (!name)."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y103",
    "error",
    "tag",
    None,  # found while the text is read
    reason="A tag asks the reader to make something else of a value; the format has no use for it.",
    bad="title: !words A cough\n",
    good="title: A cough\n",
)
