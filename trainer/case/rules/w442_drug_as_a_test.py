"""a drug as a test

'order' is a test and 'start' a treatment: the chart draws the one as a point and the other as a bar, and a test without a result is answered 'no result'. A drug that is listed as a test is answered so, too.

  course:
-   - {id: drug, day: 2, action: order, orders: prednisolone, text: Prednisolone was given., cite: made-up P2}
+   - {id: drug, day: 2, action: start, orders: prednisolone, text: Prednisolone was given., cite: made-up P2}
    - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.search import folded

_WRONG = {"order": "treatment", "start": "test"}


def check(subject: Subject) -> Hits:
    s = subject.scenario
    shared = subject.catalogue.orders
    own = {o.id: o for o in s.orders}
    for loc, entry in placed(s.course, "course"):
        for name in entry.orders:
            order = shared.get(name) or own.get(name)
            if order is not None and _WRONG.get(entry.action) == order.kind:
                better = "start" if order.kind == "treatment" else "order"
                message = f"'{name}' is a {order.kind}, and 'action' says {entry.action}."
                yield Hit((*loc, "action"), message, f"Write {better}, or correct the order.")
    tests = [(loc, o) for loc, o in placed(s.orders, "orders") if o.kind == "test"]
    if tests:
        drugs = {folded(n) for o in shared.values() if o.kind == "treatment"
                 for n in (o.name, *o.synonyms)}  # fmt: skip
        for loc, order in tests:
            if folded(order.name) in drugs:
                message = f"'{order.name}' is a treatment in the shared catalogue, and a test here."
                yield Hit(
                    (*loc, "kind"), message, "Write 'kind: treatment', or name the level of it."
                )
