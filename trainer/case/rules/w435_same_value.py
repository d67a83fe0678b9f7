"""the same value on two days

To the last of four digits, or of three with a point, the same result twice is mostly a copied line whose value was to be changed. A note on either, 'as printed', says that it was looked at.

  findings:
-   - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 121.30, cite: made-up P1}
+   - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 101.20, cite: made-up P1}
    - {id: ferritin-3, kind: value, day: 3, analyte: ferritin, value: 121.30, cite: made-up P2}
    - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
    - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject

_DIGITS = 4  # of a whole number; a pulse of 133 comes twice by chance


def check(subject: Subject) -> Hits:
    first: dict[tuple[str, str], ValueFinding] = {}
    for loc, finding, value in subject.values:
        printed = str(value)
        digits = printed.replace(".", "").strip("<>=~-").strip("0")
        needed = _DIGITS - ("." in printed)
        if len(digits) < needed or value.comparator:
            continue
        other = first.setdefault((finding.analyte, printed), finding)
        looked_at = "as printed" in f"{finding.note} {other.note}"
        if other.day != finding.day and not looked_at:
            message = f"{printed} is the value of day {other.day} as well, in '{other.id}'."
            advice = (
                "Compare both with the source; if it is so, say in 'note' that it is as printed."
            )
            yield Hit((*loc, "value"), message, advice, about=(finding.id, other.id))
