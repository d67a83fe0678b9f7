"""A bare 1:40, 10:30, no, off, 0123 or date: other readers of YAML change it silently."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y107",
    "error",
    "value that is misread without quotes",
    None,  # found while the text is read
    reason="Readers of YAML 1.1, PyYAML among them, take 1:40 for 100, no for False and 0123 for 83: a titre or a time would change by being read.",
    bad="title: 1:40\n",
    good='title: "1:40"\n',
)
