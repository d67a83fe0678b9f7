"""A file that does not say whether anyone has reviewed it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    if not subject.scenario.review:
        yield Hit(
            ("review",),
            "nothing says who has reviewed this file.",
            "Add 'review:' with by, date, scope and verdict; 'verdict: open' if nobody has yet.",
        )


RULE = Rule(
    "W425",
    "warning",
    "no review",
    _check,
    reason="Plausible distractors and medical truth cannot be checked by a program: a signed entry says who stands behind them, and it is shown as such. An entry that honestly says 'open' is enough for the check, since the learner sees it; that nobody has accepted the file is a fact to show, not a fault of its form.",
    bad="review: []",
    good="""
review:
  - {by: Nobody yet, date: 2026-01-01, scope: Nothing of this example, verdict: open}
""",
)
