"""Analytes in two units, and values that no patient has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from trainer.case.model import Analyte
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.units.scale import scale
from trainer.case.units.ucum import is_ucum
from trainer.files.lists import words_in

_WITH_UNIT = re.compile(
    r"\d\s?((?:[×x]\s?10[\^*]?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+\s?)?[A-Za-zµμ%]{0,6}/[A-Za-zµμ]{1,3})(?![\w/])"
)
# Doses and flows do not belong to the analyte that is named before them.
_DOSES = ("/kg", "/d", "/day", "/h", "/hr", "/min", "/wk", "/m")
_NUMBER = re.compile(r"[<>~≤≥]?=?\s?\d[\d.,]*\s?$")
# What may stand between a name and its number; with any other word the number is of another thing.
_BETWEEN = re.compile(
    r"(?:\s+(?:of|was|is|at|had|has|rose|risen|fell|fallen|to|from|now|still|about|only)){0,4}[\s:=(]*$"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹×μµ", "0123456789xuu")
_DROPPED = str.maketrans("", "", "[]{}^* ")


def w402_two_units(subject: Subject) -> Hits:
    """one analyte in two units

    Two units for one thing put two scales into one table, and a slip between them is a factor of ten or a thousand. Analytes are compared by name, short name and LOINC; in texts the name must be right before the number.

      analytes:
        - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    -   - {id: ferritin-later, name: Ferritin, unit: pmol/L, orders: [ferritin]}
        - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
    """
    named: dict[str, Analyte] = {}
    for loc, analyte in placed(subject.scenario.analytes, "analytes"):
        for name in {n.lower() for n in (analyte.name, analyte.short, analyte.loinc) if n}:
            first = named.setdefault(name, analyte)
            if first is not analyte and _units(first).isdisjoint(_units(analyte)):
                message = f"'{name}' has the unit {analyte.shown_unit} here and {first.shown_unit} at '{first.id}'."
                advice = "Keep one analyte; give its values in one unit, or tell two methods apart by name."
                yield Hit(loc, message, advice)
                break
    # Single letters are left out: the K of 'vitamin K' is not potassium.
    names = tuple(sorted((n for n in named if len(n) > 1), key=len, reverse=True))
    for at in subject.texts:
        for before, unit in _measured(at.text) if "/" in at.text else ():
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
    for match in _WITH_UNIT.finditer(text):
        if not match[1].endswith(_DOSES):
            before = text[max(0, match.start() - 80) : match.start() + 1]
            yield _NUMBER.sub("", before), match[1]


def _units(analyte: Analyte) -> set[str]:
    return {_plain(u) for u in (analyte.unit, analyte.printed) if u}


def _plain(unit: str) -> str:
    """A unit without what differs between UCUM and print: ``10*4/uL`` and ``×10⁴/µL`` agree."""
    bare = unit.translate(_SUPERSCRIPTS).translate(_DROPPED).lower()
    return bare.removeprefix("x").replace("mcg", "ug")


class _Limits(NamedTuple):
    unit: str
    low: Decimal
    high: Decimal
    decimals: int | None
    """The most that reports print; three digits after a point, if more, are taken for thousands."""


def w431_implausible(subject: Subject) -> Hits:
    """a value that nobody has

    The value is outside of limits so wide that two databases of intensive care leave it out as impossible (lists/plausible.txt names them): the point or the unit is a slip. A unit of another kind, or a point between thousands that reads as a decimal point, is a slip, too.

      analytes:
        - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
        - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
    -   - {id: haemoglobin, name: Haemoglobin, unit: g/L, orders: [full-blood-count]}
    +   - {id: haemoglobin, name: Haemoglobin, unit: g/dL, orders: [full-blood-count]}
      findings:
        - {id: haemoglobin-1, kind: value, day: 1, analyte: haemoglobin, value: 14.8, cite: made-up P1}
        - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 121.30, cite: made-up P1}
        - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
        - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    """
    s = subject.scenario
    known = {a.id: (a, limits) for a in s.analytes if a.unit and (limits := _limits_of(a))}
    for loc, analyte in placed(s.analytes, "analytes"):
        kinds = {scale(x.unit)[0] for x in known[analyte.id][1]} if analyte.id in known else set()
        if kinds and scale(analyte.unit or "")[0] not in kinds and _is_other_kind(analyte, kinds):
            units = " or ".join(x.unit for x in known[analyte.id][1])
            message = f"'{analyte.name}' is in {analyte.unit}, but is measured in {units}."
            yield Hit((*loc, "unit"), message, "Correct the unit or the name.")
    for loc, finding, quantity in subject.values:
        if finding.analyte not in known or "as printed" in (finding.note or ""):
            continue
        analyte, limits = known[finding.analyte]
        kind, power = scale(analyte.unit or "")
        for x in limits:
            other, power_2 = scale(x.unit)
            if kind != other:
                continue
            value = quantity.number.scaleb(power - power_2)
            is_possible = x.low <= value <= x.high
            if is_possible and not _has_thousands(quantity.printed, x.decimals):
                continue
            figure = f"{quantity} {analyte.shown_unit}".strip()
            message = f"the point in {figure} may separate thousands."
            if not is_possible:
                message = (
                    f"{figure} of '{analyte.name}' is beyond all that is measured in patients"
                    f" ({x.low} to {x.high} {x.unit})."
                )
            advice = "Check the digits, the point and the unit; if it is so, say in 'note' that it is as printed."
            yield Hit((*loc, "value"), message, advice)


def _has_thousands(printed: str, decimals: int | None) -> bool:
    whole, _, part = printed.partition(".")
    return decimals is not None and len(part) == 3 > decimals and whole.strip("-0") != ""


def _is_other_kind(analyte: Analyte, kinds: set[str]) -> bool:
    # The name does not show whether cells are counted or given as a share; '{index}' has no kind.
    unit = analyte.unit or ""
    return (
        "{" not in unit
        and is_ucum(unit)
        and not {"%", "count"} & {scale(unit)[0]}
        and "%" not in kinds
    )


def _limits_of(analyte: Analyte) -> tuple[_Limits, ...]:
    names = (analyte.name, analyte.short or "")
    return next((limits for n in names if (limits := _limits().get(n.casefold()))), ())


@cache
def _limits() -> Mapping[str, tuple[_Limits, ...]]:
    limits: dict[str, tuple[_Limits, ...]] = {}
    for entry in words_in(__file__, "lists/plausible.txt"):
        names, unit, low, high, decimals, _ = (part.strip() for part in entry.split(";"))
        row = _Limits(unit, Decimal(low), Decimal(high), int(decimals) if decimals else None)
        for name in names.split(", "):
            limits[name] = (*limits.get(name, ()), row)
    return limits
