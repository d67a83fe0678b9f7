"""a reported day that the course does not have

The mark beside a timed action's window is the day on which the report did it; the course has the same entry. Where the two differ, one of them is a slip.

  format: 2
  timed:
    - id: seen
      label: A picture of the chest
      orders: [chest-radiograph]
-     reported: 4
+     reported: 2
      window: {first: 1, last: 2, cite: made-up P1}
      why: Three weeks of cough.
      cite: made-up P1
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    s = subject.scenario
    # A pick is done on its question's day.
    picks = {f"{q.id}/{o.id}": q.day for _, q, o in subject.options}
    for loc, action in placed(s.timed, "timed"):
        if action.reported is None:
            continue
        orders = set(action.done_by_orders)
        days = {e.day for e in s.course if e.action != "stop" and orders.intersection(e.orders)}
        if not picks.keys() >= set(action.picks):
            continue  # R302
        days |= {picks[pick] for pick in action.picks}
        if days and action.reported not in days:
            there = " and ".join(str(day) for day in sorted(days))
            message = f"'{action.id}' says day {action.reported}; the course has it on day {there}."
            yield Hit((*loc, "reported"), message, "Correct one of the two.", about=(action.id,))
