"""A unit that is not UCUM, or that UCUM reads as something else."""

from __future__ import annotations

import json
from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.units import NotUcum, is_ucum, misread, near, parse_unit


def _check(subject: Subject) -> Iterator[Hit]:
    for i, analyte in enumerate(subject.scenario.analytes):
        unit = analyte.unit
        if unit is None:
            continue
        if taken := misread(unit):
            reading, meant = taken
            yield _hit(i, unit, f"in UCUM '{unit}' is in {reading}.", meant, analyte.printed)
        elif not is_ucum(unit):
            said = f"the unit '{unit}' is not UCUM: {_why(unit)}."
            yield _hit(i, unit, said, near(unit), analyte.printed)


def _hit(index: int, unit: str, message: str, meant: str | None, printed: str | None) -> Hit:
    loc = ("analytes", index, "unit")
    if meant is None:
        advice = "Look it up at https://ucum.org/ucum, or put a word for it in braces: '{score}'."
        return Hit(loc, message, advice)
    quoted = json.dumps(meant, ensure_ascii=False)
    if printed is not None:
        # What is shown is 'printed', so that the learner sees the same as before.
        return Hit(loc, message, f"Did you mean {quoted}?", fix=quoted)
    kept = f", and 'printed: {unit}' to show it as it is printed" if unit != meant else ""
    return Hit(loc, message, f"Did you mean {quoted}? Write 'unit: {quoted}'{kept}.")


def _why(unit: str) -> str:
    try:
        parse_unit(unit)
    except NotUcum as error:
        return str(error)
    return ""  # pragma: no cover - only called for what is not UCUM


RULE = Rule(
    "R308",
    "error",
    "unit that is not UCUM",
    _check,
    reason="UCUM (https://ucum.org) is the one code of units a program can read without doubt, and the one FHIR names; the form the report prints goes into 'printed'. By its letter pH is picohenry and K/uL kelvin per microlitre: such a slip is told, too.",
    bad="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mcg/mL, printed: mcg/mL, orders: [c-reactive-protein]}
""",
    good="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: ug/mL, printed: mcg/mL, orders: [c-reactive-protein]}
""",
)
