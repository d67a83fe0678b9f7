"""A value more than ten times the one before it, or less than a tenth, without a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Rule, Subject

_TIMES = 10


def _check(subject: Subject) -> Iterator[Hit]:
    series: dict[str, list[tuple[int, int, ValueFinding]]] = defaultdict(list)
    for i, finding in enumerate(subject.scenario.findings):
        if isinstance(finding, ValueFinding) and finding.value is not None:
            series[finding.analyte].append((finding.day, i, finding))
    for values in series.values():
        values.sort(key=lambda v: v[:2])
        for (_, _, one), (_, i, two) in pairwise(values):
            if one.value is None or two.value is None or one.note or two.note:
                continue
            low, high = sorted((abs(one.value.number), abs(two.value.number)))
            if low and high > _TIMES * low:
                yield Hit(
                    ("findings", i, "value"),
                    f"{two.value} on day {two.day} comes after {one.value} on day {one.day}: more than ten times apart.",
                    "Check the digits and the unit; if it is so, say in 'note' that it is as printed.",
                )


RULE = Rule(
    "W403",
    "warning",
    "a jump of more than ten times",
    _check,
    reason="Most such jumps are a slipped decimal point or another unit. A note on either value says that it was looked at.",
    bad="""
findings:
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
  - {id: crp-3, kind: value, day: 3, analyte: crp, value: 126, cite: made-up P2}
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
""",
    good="""
findings:
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
  - {id: crp-3, kind: value, day: 3, analyte: crp, value: 126, note: The text says so too., cite: made-up P2}
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
""",
)
