"""Values that are unlikely beside those of other days."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from trainer.case.model import Quantity, ValueFinding
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject

_TIMES = 10


def w403_jump(subject: Subject) -> Hits:
    """a jump of more than ten times

    Most such jumps are a slipped decimal point or another unit. A note on either value shows that the author has checked it.

      findings:
        - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
    -   - {id: crp-3, kind: value, day: 3, analyte: crp, value: 126, cite: made-up P2}
    +   - {id: crp-3, kind: value, day: 3, analyte: crp, value: 126, note: The text says so too., cite: made-up P2}
        - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    """
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


def w434_twice_on_a_day(subject: Subject) -> Hits:
    """one analyte twice on a day

    The table of results has one place for it, and the second value is usually a copy whose day was never changed. If both are right, 'when' or 'note' says which is which; a contradiction in the source goes into 'versions'.

      findings:
        - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
    -   - {id: crp-3, kind: value, day: 1, analyte: crp, value: 6, cite: made-up P2}
    +   - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
        - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    """
    first: dict[tuple[str, int], ValueFinding] = {}
    for loc, finding in subject.results:
        other = first.setdefault((finding.analyte, finding.day), finding)
        if other is finding:
            continue
        distinct = (
            (finding.when and other.when and finding.when != other.when)
            or (finding.note and finding.note != other.note)
            or finding.versions or other.versions
        )  # fmt: skip
        if not distinct and finding.after == other.after:
            message = f"day {finding.day} has '{finding.analyte}' already, in '{other.id}'."
            advice = "Correct the day or the analyte, or say in 'when' which is which."
            yield Hit((*loc, "day"), message, advice, about=(finding.id, other.id))


_DIGITS = 4  # of a whole number; a pulse of 133 comes twice by chance


def w435_same_value(subject: Subject) -> Hits:
    """the same value on two days

    The same result twice, with at least four digits, or three with a point, is usually a copied line whose value was never changed. 'as printed' in a note on either shows that the author has checked it.

      findings:
    -   - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 121.30, cite: made-up P1}
    +   - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 101.20, cite: made-up P1}
        - {id: ferritin-3, kind: value, day: 3, analyte: ferritin, value: 121.30, cite: made-up P2}
        - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
        - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    """
    first: dict[tuple[str, str], ValueFinding] = {}
    for loc, finding, value in subject.values:
        printed = str(value)
        digits = printed.replace(".", "").strip("<>=~-").strip("0")
        needed = _DIGITS - ("." in printed)
        if len(digits) < needed or value.comparator:
            continue
        other = first.setdefault((finding.analyte, printed), finding)
        checked = "as printed" in f"{finding.note} {other.note}"
        if other.day != finding.day and not checked:
            message = f"{printed} is the value of day {other.day} as well, in '{other.id}'."
            advice = (
                "Compare both with the source; if it is so, say in 'note' that it is as printed."
            )
            yield Hit((*loc, "value"), message, advice, about=(finding.id, other.id))
