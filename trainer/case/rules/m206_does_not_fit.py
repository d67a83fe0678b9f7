"""Keys of one part that contradict each other, such as a window that ends before it begins."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M206",
    "error",
    "parts that do not fit together",
    None,  # found while the file is held against the model
    reason="Each part must make sense by itself before the parts can be held against each other.",
    bad="clock: {start: admission, first_day: 5, last_day: 1}\n",
    good="clock: {start: admission, first_day: 1, last_day: 5}\n",
)
