"""Lists in lists beyond any use."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y106",
    "error",
    "nested too deeply",
    None,  # found while the text is read
    reason="A reader must not run out of room on a crafted file.",
    bad="tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    good="tags: [respiratory]\n",
)
