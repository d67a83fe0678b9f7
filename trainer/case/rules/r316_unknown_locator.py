"""A citation of a place that its source does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.reading.messages import did_you_mean
from trainer.case.rules.base import Hit, Rule, Subject

# Several places in one citation: "T1, C2", "C4 and C5", "C4-C6".
_SEVERAL = re.compile(r"\s*(?:[,;+&]|\band\b|\bto\b|\s[-–]\s|–)\s*")


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    listed = {source.id: source.locators for source in s.sources}
    if s.report in listed and not listed[s.report] and s.report not in subject.dropped:
        index = next(i for i, source in enumerate(s.sources) if source.id == s.report)
        yield Hit(
            ("sources", index),
            f"the report '{s.report}' lists no 'locators', the places cited from it.",
            "Add 'locators:' with each place and what it stands for, such as 'C4: Course after transfer'.",
            about=(s.report,),
        )
    for loc, key, name, locator in subject.references:
        if key != "source" or not (places := listed.get(name)) or locator in places:
            continue
        if not _is_listed(locator, list(places)):
            advice = did_you_mean(locator, list(places))
            yield Hit(loc, f"'{name}' lists no place '{locator}'.", advice, about=(name, locator))


def _is_listed(locator: str, places: list[str]) -> bool:
    pieces = [p for p in _SEVERAL.split(locator) if p]
    if len(pieces) == 1 and locator.count("-") == 1:
        ends = locator.split("-")
        if all(end in places for end in ends):
            return True
    return bool(pieces) and all(_within(piece, places) for piece in pieces)


def _within(piece: str, places: list[str]) -> bool:
    """Listed, or a part of what is: 'T1 row 3', 'C4: second half'."""
    return any(piece == p or piece.startswith((f"{p} ", f"{p}:", f"{p}.", f"{p}(")) for p in places)


RULE = Rule(
    "R316",
    "error",
    "citation of an unlisted place",
    _check,
    reason="A citation is only as good as the place it leads to. A source says in 'locators' what each short place stands for; one that is not there is a slip of the pen or cannot be looked up.",
    bad="""
learning_points:
  - {id: slow, text: A film lags behind the patient., cite: made-up P3}
""",
    good="""
learning_points:
  - {id: slow, text: A film lags behind the patient., cite: "made-up P1, P2"}
""",
)
