"""Values, their units and their ranges."""

from __future__ import annotations

import json
from decimal import Decimal

from trainer.case.model import Quantity, ReferenceRange
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.units.printed import misread, near
from trainer.case.units.ucum import fault

_UNIT = "Add 'unit:' in UCUM; for a number without one a note in braces: '{index}', '{ratio}'."


def r307_no_unit(subject: Subject) -> Hits:
    """value without a unit

    A number means nothing without its unit: 12 mg/L and 12 mg/dL of C-reactive protein are ten times apart. FHIR asks for the coded unit of a Quantity (https://hl7.org/fhir/datatypes.html#Quantity).

      analytes:
    -   - {id: ferritin, name: Ferritin, orders: [ferritin]}
    +   - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
        - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
    """
    analytes = placed(subject.scenario.analytes, "analytes")
    unitless = {a.id: (loc, a.name) for loc, a in analytes if a.unit is None}
    for _, finding, value in subject.values:
        if finding.analyte in unitless:
            loc, name = unitless.pop(finding.analyte)
            message = f"'{name}' has the value {value} in '{finding.id}', and no unit."
            yield Hit(loc, message, _UNIT, about=(finding.analyte, finding.id))


def r308_not_ucum(subject: Subject) -> Hits:
    """unit that is not UCUM

    UCUM (https://ucum.org) is the code of units that a program can read without doubt, and that FHIR names; the form that the report prints goes into 'printed'. Read as UCUM, pH is picohenry and K/uL is kelvin per microlitre: such slips are reported, too.

      analytes:
        - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    -   - {id: crp, name: C-reactive protein, unit: mcg/mL, printed: mcg/mL, orders: [c-reactive-protein]}
    +   - {id: crp, name: C-reactive protein, unit: ug/mL, printed: mcg/mL, orders: [c-reactive-protein]}
    """
    for loc, analyte in placed(subject.scenario.analytes, "analytes"):
        if (unit := analyte.unit) is None:
            continue
        meant: str | None
        if other := misread(unit):
            reading, meant = other
            message = f"in UCUM '{unit}' is in {reading}."
        elif why := fault(unit):
            message, meant = f"the unit '{unit}' is not UCUM: {why}.", near(unit)
        else:
            continue
        fix = None
        quoted = json.dumps(meant, ensure_ascii=False)
        advice = f"Did you mean {quoted}?"
        if meant is None:
            advice = (
                "Look it up at https://ucum.org/ucum, or put a word for it in braces: '{score}'."
            )
        elif analyte.printed is not None:
            # Learners are shown 'printed', so that they see the same as before.
            fix = quoted
        else:
            kept = f", and 'printed: {unit}' to show it as it is printed" if unit != meant else ""
            advice += f" Write 'unit: {quoted}'{kept}."
        yield Hit((*loc, "unit"), message, advice, fix)


def r309_range_reversed(subject: Subject) -> Hits:
    """range from high to low

    No value is in such a range, so every value would be flagged. FHIR requires that low is no higher than high (https://hl7.org/fhir/datatypes.html#Range, rng-2).

      analytes:
        - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    -   - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {low: 5, high: 0, cite: made-up P1}}
    +   - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {low: 0, high: 5, cite: made-up P1}}
    """
    for loc, analyte in placed(subject.scenario.analytes, "analytes"):
        limits = analyte.reference
        if limits and limits.low and limits.high and limits.low.number > limits.high.number:
            message = f"the range of '{analyte.name}' goes from {limits.low} down to {limits.high}."
            advice = "Exchange 'low' and 'high', or correct the figure that is wrong."
            yield Hit((*loc, "reference"), message, advice, about=(analyte.id,))


_ENDLESS = Decimal("Infinity")


def r310_flag_contradicts(subject: Subject) -> Hits:
    """flag that contradicts its value

    The flag would say one thing to the learner and the figures another. A value with a range is flagged by the range, so that a flag by the author can only repeat that or be wrong (compare Observation.interpretation and .referenceRange in FHIR).

      analytes:
        - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
        - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {high: 5, cite: made-up P1}}
      findings:
    -   - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, abnormal: false, cite: made-up P1}
    +   - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
    """
    for loc, finding, value in subject.values:
        analyte = subject.analytes.get(finding.analyte)
        limits = analyte.reference if analyte else None
        if finding.abnormal is None or limits is None:
            continue
        outside = _outside(value, limits)
        if outside is None or outside == finding.abnormal:
            message = f"{value} is flagged by the range of '{finding.analyte}'."
            advice = "Remove 'abnormal': it is for results in words."
        else:
            place = "outside" if outside else "within"
            flag = "abnormal" if finding.abnormal else "not abnormal"
            message = f"{value} lies {place} the range ({_range_in_words(limits)}), yet the flag says {flag}."
            advice = "Correct the value or the range, and remove 'abnormal': values are flagged by their range."
        yield Hit((*loc, "abnormal"), message, advice, about=(finding.analyte,))


def _outside(value: Quantity, limits: ReferenceRange) -> bool | None:
    """Whether the value is outside the limits; None if its comparator leaves that open."""
    least = most = value.number
    if value.comparator in ("<", "<=", "~"):
        least = -_ENDLESS
        most = most.next_minus() if value.comparator == "<" else most
    if value.comparator in (">", ">=", "~"):
        most = _ENDLESS
        least = least.next_plus() if value.comparator == ">" else least
    low = limits.low.number if limits.low else -_ENDLESS
    high = limits.high.number if limits.high else _ENDLESS
    if most < low or least > high:
        return True
    return None if least < low or most > high else False


def _range_in_words(limits: ReferenceRange) -> str:
    if limits.low is None:
        return f"up to {limits.high}"
    return f"from {limits.low}" if limits.high is None else f"{limits.low} to {limits.high}"
