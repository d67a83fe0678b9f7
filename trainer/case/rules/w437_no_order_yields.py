"""shown when ordered, and no order yields it

'shown: ordered' hides a finding until a learner's order yields it. Without an order it comes when the day is over, whatever is asked for.

  findings:
    - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
-   - {id: film, kind: image, day: 2, shown: ordered, title: Chest film, text: A shadow., cite: made-up P2}
+   - {id: film, kind: image, day: 2, shown: ordered, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    s = subject.scenario
    yielding = {a.id: a.orders for a in s.analytes}
    for loc, finding in placed(s.findings, "findings"):
        if finding.shown == "ordered":
            if isinstance(finding, ValueFinding):
                orders = yielding.get(finding.analyte, ("?",))  # an unknown one is R302's
                where = f"the analyte '{finding.analyte}'"
            else:
                orders, where = finding.orders, f"'{finding.id}'"
            if not orders:
                message = f"no order yields '{finding.id}', which is 'shown: ordered'."
                advice = f"Give {where} its 'orders', or show it always."
                yield Hit((*loc, "shown"), message, advice, about=(finding.id,))
