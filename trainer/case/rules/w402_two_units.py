"""One analyte in two units: as two analytes, or in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.model import Analyte
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.units_in_text import measured, plain

# What may stand between a name and its number; anything else and the number is of something else.
_BETWEEN = re.compile(
    r"(?:\s+(?:of|was|is|at|had|has|rose|risen|fell|fallen|to|from|now|still|about|only)){0,4}[\s:=(]*$"
)


def _check(subject: Subject) -> Iterator[Hit]:
    named: dict[str, Analyte] = {}
    for i, analyte in enumerate(subject.scenario.analytes):
        for name in {n.lower() for n in (analyte.name, analyte.short, analyte.loinc) if n}:
            first = named.setdefault(name, analyte)
            if first is not analyte and _units(first).isdisjoint(_units(analyte)):
                yield Hit(
                    ("analytes", i),
                    f"'{name}' has the unit {analyte.shown_unit} here and {first.shown_unit} at '{first.id}'.",
                    "Keep one analyte; give its values in one unit, or tell two methods apart by name.",
                )
                break
    yield from _in_texts(subject, named)


def _in_texts(subject: Subject, named: dict[str, Analyte]) -> Iterator[Hit]:
    # 'K' of 'vitamin K' is no potassium.
    names = tuple(sorted((n for n in named if len(n) > 1), key=len, reverse=True))
    for at in subject.texts:
        for before, unit in measured(at.text):
            words = _BETWEEN.sub("", before).lower()
            if not words.endswith(names):
                continue
            name = next(n for n in names if words.endswith(n))
            if words[: -len(name)][-1:].isalnum() or words[: -len(name)].endswith("-"):
                continue
            analyte = named[name]
            if plain(unit) not in _units(analyte):
                yield Hit(
                    at.loc,
                    f"'{name}' is in {unit} here and in {analyte.shown_unit} among the results.",
                    "Give one unit all through; a converted figure is the author's, so say it is.",
                )


def _units(analyte: Analyte) -> set[str]:
    return {plain(u) for u in (analyte.unit, analyte.printed) if u}


RULE = Rule(
    "W402",
    "warning",
    "one analyte in two units",
    _check,
    reason="Two units for one thing put two scales into one table, and a slip between them is a factor of ten or a thousand. Compared by name, short name and LOINC; in texts where the name stands right before the number.",
    bad="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: ferritin-later, name: Ferritin, unit: pmol/L, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
""",
    good="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
""",
)
