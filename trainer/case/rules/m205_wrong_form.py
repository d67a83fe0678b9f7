"""An id, date, version or identifier that is not written in its form."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "M205",
    "error",
    "not in the form wanted",
    None,  # found while the file is held against the model
    reason="Ids stand in saved runs and on the command line; identifiers must be found by others.",
    bad="version: first\n",
    good='version: "1.0.0"\n',
)
