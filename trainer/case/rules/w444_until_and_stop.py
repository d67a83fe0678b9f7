"""an unknown end beside a stop

'until: unknown' says that the report does not tell when it ended; a later 'stop' of the same order says when. The chart follows one of them.

  course:
-   - {id: drug, day: 2, action: start, orders: prednisolone, until: unknown, text: Prednisolone was started., cite: made-up P2}
+   - {id: drug, day: 2, action: start, orders: prednisolone, text: Prednisolone was started., cite: made-up P2}
    - {id: drug-stop, day: 3, action: stop, orders: prednisolone, text: Prednisolone was stopped., cite: made-up P2}
    - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    entries = sorted(placed(subject.scenario.course, "course"), key=lambda e: e[1].day)
    for place, (loc, entry) in enumerate(entries):
        if entry.until != "unknown":
            continue
        for order in entry.orders:
            later = [e for _, e in entries[place + 1 :] if order in e.orders
                     and e.action in ("start", "stop")]  # fmt: skip
            if later and later[0].action == "stop":
                message = f"the end of '{order}' is unknown here, and '{later[0].id}' stops it on day {later[0].day}."
                yield Hit(
                    (*loc, "until"), message, "Leave out 'until', or the stop.", about=(order,)
                )
                break
