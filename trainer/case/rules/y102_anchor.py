"""An anchor (&name) or an alias (*name)."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "Y102",
    "error",
    "anchor or alias",
    None,  # found while the text is read
    reason="Written out, each place can be read and reviewed by itself; nested aliases can also grow without bound.",
    bad="""title: &name A cough
summary: *name
""",
    good="""title: A cough
summary: A cough
""",
)
