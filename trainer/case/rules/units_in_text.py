"""Units as they are printed, made comparable, and found in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MEASURED = re.compile(
    r"\d\s?((?:[×x]\s?10[\^*]?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+\s?)?[A-Za-zµμ%]{0,6}/[A-Za-zµμ]{1,3})(?![\w/])"
)
_DOSES = ("/kg", "/d", "/day", "/h", "/hr", "/min", "/wk", "/m")
_NUMBER = re.compile(r"[<>~≤≥]?=?\s?\d[\d.,]*\s?$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹×μµ", "0123456789xuu")
_DROPPED = str.maketrans("", "", "[]{}^* ")


def plain(unit: str) -> str:
    """A unit without what differs between UCUM and print: ``10*4/uL`` and ``×10⁴/µL`` agree."""
    bare = unit.translate(_SUPERSCRIPTS).translate(_DROPPED).lower()
    return bare.removeprefix("x").replace("mcg", "ug")


def measured(text: str) -> Iterator[tuple[str, str]]:
    """Each number with a unit 'per something' in a text: the words before it, and the unit.

    Not doses and flows, which are of another thing than the analyte named before them.
    """
    if "/" not in text:
        return
    for found in _MEASURED.finditer(text):
        if found[1].endswith(_DOSES):
            continue
        before = text[max(0, found.start() - 80) : found.start() + 1]
        yield _NUMBER.sub("", before), found[1]
