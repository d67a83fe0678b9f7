"""a jump of more than ten times

Most such jumps are a slipped decimal point or another unit. A note on either value says that it was looked at.

  findings:
    - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
-   - {id: crp-3, kind: value, day: 3, analyte: crp, value: 126, cite: made-up P2}
+   - {id: crp-3, kind: value, day: 3, analyte: crp, value: 126, note: The text says so too., cite: made-up P2}
    - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from trainer.case.model import Quantity
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject

_TIMES = 10


def check(subject: Subject) -> Hits:
    series: dict[str, list[tuple[int, Loc, Quantity, str | None]]] = defaultdict(list)
    for loc, finding, value in subject.values:
        series[finding.analyte].append((finding.day, loc, value, finding.note))
    for values in series.values():
        values.sort(key=lambda value: value[:2])
        for (day_1, _, one, note_1), (day_2, loc, two, note_2) in pairwise(values):
            low, high = sorted((abs(one.number), abs(two.number)))
            if low and high > _TIMES * low and not (note_1 or note_2):
                message = f"{two} on day {day_2} comes after {one} on day {day_1}: more than ten times apart."
                advice = "Check the digits and the unit; if it is so, say in 'note' that it is as printed."
                yield Hit((*loc, "value"), message, advice)
