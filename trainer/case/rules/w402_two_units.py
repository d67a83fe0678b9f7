"""one analyte in two units

Two units for one thing put two scales into one table, and a slip between them is a factor of ten or a thousand. Compared by name, short name and LOINC; in texts where the name stands right before the number.

  analytes:
    - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
-   - {id: ferritin-later, name: Ferritin, unit: pmol/L, orders: [ferritin]}
    - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.model import Analyte
from trainer.case.rules.base import Hit, Hits, Subject, placed

_WITH_UNIT = re.compile(
    r"\d\s?((?:[×x]\s?10[\^*]?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+\s?)?[A-Za-zµμ%]{0,6}/[A-Za-zµμ]{1,3})(?![\w/])"
)
# Doses and flows are of another thing than the analyte named before them.
_DOSES = ("/kg", "/d", "/day", "/h", "/hr", "/min", "/wk", "/m")
_NUMBER = re.compile(r"[<>~≤≥]?=?\s?\d[\d.,]*\s?$")
# What may stand between a name and its number; anything else and the number is of something else.
_BETWEEN = re.compile(
    r"(?:\s+(?:of|was|is|at|had|has|rose|risen|fell|fallen|to|from|now|still|about|only)){0,4}[\s:=(]*$"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹×μµ", "0123456789xuu")
_DROPPED = str.maketrans("", "", "[]{}^* ")


def check(subject: Subject) -> Hits:
    named: dict[str, Analyte] = {}
    for loc, analyte in placed(subject.scenario.analytes, "analytes"):
        for name in {n.lower() for n in (analyte.name, analyte.short, analyte.loinc) if n}:
            first = named.setdefault(name, analyte)
            if first is not analyte and _units(first).isdisjoint(_units(analyte)):
                message = f"'{name}' has the unit {analyte.shown_unit} here and {first.shown_unit} at '{first.id}'."
                advice = "Keep one analyte; give its values in one unit, or tell two methods apart by name."
                yield Hit(loc, message, advice)
                break
    # 'K' of 'vitamin K' is no potassium.
    names = tuple(sorted((n for n in named if len(n) > 1), key=len, reverse=True))
    for at in subject.texts:
        for before, unit in _measured(at.text):
            words = _BETWEEN.sub("", before).lower()
            if not words.endswith(names):
                continue
            name = next(n for n in names if words.endswith(n))
            before_name = words[: -len(name)][-1:]
            if before_name.isalnum() or before_name == "-":
                continue
            analyte = named[name]
            if _plain(unit) not in _units(analyte):
                message = (
                    f"'{name}' is in {unit} here and in {analyte.shown_unit} among the results."
                )
                advice = (
                    "Give one unit all through; a converted figure is the author's, so say it is."
                )
                yield Hit(at.loc, message, advice)


def _measured(text: str) -> Iterator[tuple[str, str]]:
    """Each number with a unit 'per something' in a text: the words before it, and the unit."""
    for match in _WITH_UNIT.finditer(text) if "/" in text else ():
        if not match[1].endswith(_DOSES):
            before = text[max(0, match.start() - 80) : match.start() + 1]
            yield _NUMBER.sub("", before), match[1]


def _units(analyte: Analyte) -> set[str]:
    return {_plain(u) for u in (analyte.unit, analyte.printed) if u}


def _plain(unit: str) -> str:
    """A unit without what differs between UCUM and print: ``10*4/uL`` and ``×10⁴/µL`` agree."""
    bare = unit.translate(_SUPERSCRIPTS).translate(_DROPPED).lower()
    return bare.removeprefix("x").replace("mcg", "ug")
