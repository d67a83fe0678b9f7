"""result before its order

A learner would see the answer before anybody asked. Told only where nothing else explains it: no result of that order on or after its first day, and both days as the report gives them.

  course:
-   - {id: film-order, day: 3, action: order, orders: chest-radiograph, text: A film was taken., cite: made-up P2}
+   - {id: film-order, day: 2, action: order, orders: chest-radiograph, text: A film was taken., cite: made-up P2}
    - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    s = subject.scenario
    ordered: dict[str, int] = {}
    for entry in s.course:
        for order in entry.orders:
            # A day that is only a best guess ('when') proves nothing, and one out of play is R303's.
            day = -(10**6) if entry.when or entry.day > s.clock.last_day else entry.day
            ordered[order] = min(day, ordered.get(order, day))
    if not ordered or not subject.whole:
        return
    usual = {a.id: a.orders for a in s.analytes}
    results = [
        (loc, f, usual.get(f.analyte, ()) if isinstance(f, ValueFinding) else f.orders)
        for loc, f in placed(s.findings, "findings")
    ]
    latest: dict[str, int] = {}
    for _, finding, orders in results:
        for order in orders:
            latest[order] = max(finding.day, latest.get(order, finding.day))
    for loc, finding, orders in results:
        if finding.when or finding.day < s.clock.first_day:
            continue
        first = min((ordered[o] for o in orders if o in ordered), default=finding.day)
        # With a result on the day of the order or later, this one is of an earlier test that the
        # report does not tell of: a baseline.
        if first > finding.day and all(latest[o] < first for o in orders):
            message = f"'{finding.id}' is of day {finding.day}, but the course first asks for it on day {first}."
            advice = "Correct one of the two days, or tell of the earlier order in the course."
            yield Hit((*loc, "day"), message, advice, about=(finding.id, *orders))
