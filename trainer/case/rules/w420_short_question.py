"""A question that is shorter than its options."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        own, options = len(choice.decision.prompt), fmean(choice.lengths)
        if own < options:
            yield Hit(
                (*choice.loc, "prompt"),
                f"the question has {own} characters, its options {options:.0f} on average.",
                "Move what the options share, and what the patient is like, into the question.",
            )


RULE = Rule(
    "W420",
    "warning",
    "the question is shorter than its options",
    _check,
    reason="The idea belongs into the question and the options are short: else they are read as statements, each true or false by itself (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7; Pham 2018, PMC10711986).",
    bad=asks(one("What now?", "A film of the chest, taken tomorrow", "*A scope, once the film has been seen", "A blood test for inflammation")),
    good=asks(one("She coughs and has a small shadow. What would you do now?", "A film tomorrow", "*A scope today", "A blood test")),
)  # fmt: skip
