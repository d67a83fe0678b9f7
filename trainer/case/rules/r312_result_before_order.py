"""A result that is dated before the order that gives it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Finding, ValueFinding
from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
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
    results = [(i, f, _orders(f, usual)) for i, f in enumerate(s.findings)]
    latest: dict[str, int] = {}
    for _, finding, orders in results:
        for order in orders:
            latest[order] = max(finding.day, latest.get(order, finding.day))
    for i, finding, orders in results:
        if not orders or finding.when or finding.day < s.clock.first_day:
            continue
        days = [ordered[o] for o in orders if o in ordered]
        first = min(days, default=finding.day)
        # With a result on the day of the order or later, this one is of an earlier test that the
        # report does not tell of: a baseline.
        if first > finding.day and all(latest[o] < first for o in orders):
            yield Hit(
                ("findings", i, "day"),
                f"'{finding.id}' is of day {finding.day}, but the course first asks for it on day {first}.",
                "Correct one of the two days, or tell of the earlier order in the course.",
                about=(finding.id, *orders),
            )


def _orders(finding: Finding, usual: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if isinstance(finding, ValueFinding):
        return usual.get(finding.analyte, ())
    return finding.orders


RULE = Rule(
    "R312",
    "error",
    "result before its order",
    _check,
    reason="A learner would see the answer before anybody asked. Told only where nothing else explains it: no result of that order on or after its first day, and both days as the report gives them.",
    bad="""
course:
  - {id: film-order, day: 3, action: order, orders: chest-radiograph, text: A film was taken., cite: made-up P2}
  - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
""",
    good="""
course:
  - {id: film-order, day: 2, action: order, orders: chest-radiograph, text: A film was taken., cite: made-up P2}
  - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
""",
)
