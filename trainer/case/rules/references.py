"""The references of a scenario: every place that names another part, or cites a source."""

from __future__ import annotations

from typing import Any, NamedTuple

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc

Reference = tuple[Loc, str, str, str]
"""A place, its key, the name it has, and for a citation the place in the source.

The key says what is named: 'source' for a citation. A bare tuple, as there are a thousand in a
file.
"""


class _Keys(NamedTuple):
    single: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    cites: tuple[str, ...] = ("cite",)
    inside: tuple[str, ...] = ()
    """Keys of a part, or of a list of parts, that have references of their own."""


_SCORED = ("cite", "hindsight_cite")
# Written down, because going through every field of every part takes four times as long; a test
# holds it against the model.
_PLAN = {
    "patient": _Keys(),
    "analytes": _Keys((), ("orders",), (), ("reference",)),
    "findings": _Keys(("analyte", "after"), ("orders",), ("cite",), ("versions",)),
    "course": _Keys(("after",), ("orders",)),
    "source_notes": _Keys(("after",), ("about",), ("cite",), ("versions",)),
    "decisions": _Keys(("after",), ("principles",), _SCORED, ("options", "answer")),
    "timed": _Keys((), ("orders", "picks"), _SCORED, ("window", "alternatives")),
    "watches": _Keys((), ("orders",), _SCORED),
    "reasonable": _Keys((), ("orders",)),
    "harmful_orders": _Keys((), ("orders",)),
    "glossary": _Keys(),
    "follow_up": _Keys(),
    "learning_points": _Keys(),
    "reference": _Keys(),
    "versions": _Keys(),
    "answer": _Keys(),
    "options": _Keys((), ("orders",), _SCORED),
    "window": _Keys(),
    "alternatives": _Keys((), ("orders", "picks")),
}
_SECTIONS = tuple(_PLAN)[:13]


def references_of(s: Scenario) -> list[Reference]:
    """Every reference, in the order of the file's sections."""
    found: list[Reference] = [(("report",), "report", s.report, "")]
    for section in _SECTIONS:
        _inside(found, section, getattr(s, section), ())
    return found


def _inside(found: list[Reference], key: str, value: Any, loc: Loc) -> None:
    if isinstance(value, tuple):
        for i, part in enumerate(value):
            _part(found, _PLAN[key], part, (*loc, key, i))
    elif value is not None:
        _part(found, _PLAN[key], value, (*loc, key))


def _part(found: list[Reference], keys: _Keys, part: Any, loc: Loc) -> None:
    # Its __dict__, because a model is slow to say that it has no such field.
    fields = part.__dict__
    found += [((*loc, key), key, fields[key], "") for key in keys.single if fields.get(key)]
    for key in keys.many:
        if names := fields.get(key):
            # Only a picked order is more than its name: it may have an interval.
            found += [
                ((*loc, key, i), key, getattr(name, "id", name), "") for i, name in enumerate(names)
            ]
    for key in keys.cites:
        if cites := fields.get(key):
            found += [
                ((*loc, key, i), "source", cited.source, cited.locator)
                for i, cited in enumerate(cites)
            ]
    for key in keys.inside:
        if value := fields.get(key):
            _inside(found, key, value, loc)
