"""one analyte twice on a day

The results table has one place for it, and the second of two is mostly a copy whose day was to be changed. Two of one day say in 'when' or 'note' which is which; a contradiction of the source has 'versions'.

  findings:
    - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
-   - {id: crp-3, kind: value, day: 1, analyte: crp, value: 6, cite: made-up P2}
+   - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
    - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    first: dict[tuple[str, int], ValueFinding] = {}
    for loc, finding in subject.results:
        other = first.setdefault((finding.analyte, finding.day), finding)
        told_apart = (
            (finding.when and other.when and finding.when != other.when)
            or (finding.note and finding.note != other.note)
            or finding.versions or other.versions
        )  # fmt: skip
        if other is not finding and not told_apart and finding.after == other.after:
            message = f"day {finding.day} has '{finding.analyte}' already, in '{other.id}'."
            advice = "Correct the day or the analyte, or say in 'when' which is which."
            yield Hit((*loc, "day"), message, advice, about=(finding.id, other.id))
