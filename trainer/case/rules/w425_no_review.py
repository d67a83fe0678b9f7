"""no review

Plausible distractors and medical truth cannot be checked by a program: a signed entry says who stands behind them, and it is shown as such. An entry that honestly says 'open' is enough for the check, since the learner sees it; that nobody has accepted the file is a fact to show, not a fault of its form.

- review: []
+ review:
+   - {by: Nobody yet, date: 2026-01-01, scope: Nothing of this example, verdict: open}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    if not subject.scenario.review:
        advice = (
            "Add 'review:' with by, date, scope and verdict; 'verdict: open' if nobody has yet."
        )
        yield Hit(("review",), "nothing says who has reviewed this file.", advice)
