"""citation of an unlisted place

A citation is only as good as the place it leads to. A source says in 'locators' what each short place stands for; one that is not there is a slip of the pen or cannot be looked up.

  learning_points:
-   - {id: slow, text: A film lags behind the patient., cite: made-up P3}
+   - {id: slow, text: A film lags behind the patient., cite: "made-up P1, P2"}
"""

from __future__ import annotations

import re
from collections.abc import Collection

from trainer.case.reading.nearest import did_you_mean
from trainer.case.rules.base import Hit, Hits, Subject, placed

# Several places in one citation: "T1, C2", "C4 and C5", "C4-C6".
_SEVERAL = re.compile(r"\s*(?:[,;+&]|\band\b|\bto\b|\s[-–]\s|–)\s*")


def check(subject: Subject) -> Hits:
    s = subject.scenario
    for loc, source in placed(s.sources, "sources"):
        if source.id == s.report and not source.locators and source.id not in subject.dropped:
            message = f"the report '{s.report}' lists no 'locators', the places cited from it."
            advice = "Add 'locators:' with each place and what it stands for, such as 'C4: Course after transfer'."
            yield Hit(loc, message, advice, about=(s.report,))
    listed = {source.id: source.locators for source in s.sources}
    cited = {(name, locator) for _, key, name, locator in subject.references if key == "source"}
    unknown = {
        (name, locator) for name, locator in cited
        if (places := listed.get(name)) and not _is_listed(locator, places)
    }  # fmt: skip
    for loc, key, name, locator in subject.references if unknown else ():
        if key == "source" and (name, locator) in unknown:
            places = listed[name]
            message = f"'{name}' lists no place '{locator}'."
            advice = did_you_mean(locator, list(places))
            yield Hit(loc, message, advice, about=(name, locator))


def _is_listed(locator: str, places: Collection[str]) -> bool:
    if all(end in places for end in locator.split("-")):
        return True
    pieces = [p for p in _SEVERAL.split(locator) if p]
    return bool(pieces) and all(_within(piece, places) for piece in pieces)


def _within(piece: str, places: Collection[str]) -> bool:
    """Listed, or a part of what is: 'T1 row 3', 'C4: second half'."""
    return any(piece == p or piece.startswith((f"{p} ", f"{p}:", f"{p}.", f"{p}(")) for p in places)
