"""Stand-ins for the head of a file, so that a slip there does not hide those below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trainer.case.model import FORMAT
from trainer.case.reading.shape import Loc

_UNREAD = "unread"
_STAND_INS: dict[str, Any] = {
    "format": FORMAT,
    "version": "0.0.0",
    "authors": [_UNREAD],
    **dict.fromkeys(
        ("id", "title", "specialty", "summary", "licence", "provenance", "report"), _UNREAD
    ),
    "patient": {
        "age": 0,
        "sex": "not reported",
        "summary": _UNREAD,
        "cite": "unread unread",
    },
}


def stand_in(data: Any, faults: Iterable[Loc]) -> frozenset[Loc]:
    """Put a stand-in where the head of ``data`` is at fault, and tell where.

    Lists are not stood in for: what refers to them would be blamed in their place.
    """
    if not isinstance(data, dict):
        return frozenset()
    changed = {str(loc[0]) for loc in faults if loc}
    for section in changed & _STAND_INS.keys():
        data[section] = _STAND_INS[section]
    if "clock" in changed:
        data["clock"] = _clock(data.get("clock"))
    return frozenset((section,) for section in changed & {*_STAND_INS, "clock"})


def _clock(given: Any) -> dict[str, Any]:
    """A clock with the days that are given, where they are days: else no day is out of play."""
    days = {"first_day": -3650, "last_day": 36500}
    if isinstance(given, dict):
        for key in days:
            if type(given.get(key)) is int and abs(given[key]) <= 36500:
                days[key] = given[key]
    if days["first_day"] > days["last_day"]:
        days = {"first_day": -3650, "last_day": 36500}
    return {"start": _UNREAD, **days}
