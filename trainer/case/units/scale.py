"""The kind of a UCUM unit and its power of ten: enough to compare amounts per volume."""

from __future__ import annotations

import re
from functools import cache

_COUNT = re.compile(r"(?:10\*(?P<power>[0-9]+))?/(?P<per>L|dL|mL|uL|mm3)")
_AMOUNT = re.compile(
    r"(?P<prefix>[kmunpd]?)(?P<base>\[IU\]|U|g|mol|eq|osm|)/(?P<per>d?m?u?L|mm3|m3)"
)
_PREFIX = {"k": 3, "": 0, "d": -1, "m": -3, "u": -6, "n": -9, "p": -12}
_PER = {"L": 0, "dL": -1, "mL": -3, "uL": -6, "mm3": -6, "m3": 3}
_BASE = {"[IU]": "U", "eq": "mol"}


@cache
def scale(unit: str) -> tuple[str, int]:
    """The kind of a unit and its power of ten: ``mg/dL`` is ``g`` per litre times 10^-2.

    All counts per volume are one kind. International units count as units of activity, and 'eq' as
    'mol', as is right for ions with one charge. A unit that is no amount per volume is a kind of
    its own. Annotations such as {cells} are ignored.
    """
    unit = re.sub(r"\{[^{}]*\}", "", unit)
    if count := _COUNT.fullmatch(unit):
        return "count", int(count["power"] or 0) - _PER[count["per"]]
    match = _AMOUNT.fullmatch(unit)
    if match is None or match["per"] not in _PER:
        return unit, 0
    base = _BASE.get(match["base"], match["base"])
    return base, _PREFIX[match["prefix"]] - _PER[match["per"]]
