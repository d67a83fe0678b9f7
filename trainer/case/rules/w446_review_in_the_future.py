"""a review in the future

Nobody has reviewed on a day that has not come: a slip of the year or the month.

  review:
-   - {by: Nobody (made up), date: 2226-01-01, scope: Everything in this example, verdict: accepted}
+   - {by: Nobody (made up), date: 2026-01-01, scope: Everything in this example, verdict: accepted}
"""

from __future__ import annotations

from datetime import timedelta

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.clock import now


def check(subject: Subject) -> Hits:
    # East of Greenwich it may be tomorrow already.
    latest = str((now() + timedelta(days=1)).date())
    for loc, review in placed(subject.scenario.review, "review"):
        if str(review.date) > latest:
            message = f"{review.date} has not come."
            yield Hit((*loc, "date"), message, "Correct the date of the review.")
