"""Text that no YAML reader can take: an open quote, a tab, a wrong indent."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y100",
    "error",
    "not valid YAML",
    None,  # found while the text is read
    reason="A file that cannot be read cannot be checked further: this one comes alone.",
    bad='title: "A cough that stays\n',
    good='title: "A cough that stays"\n',
)
