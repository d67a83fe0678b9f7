"""A flag that contradicts the value and its range, or stands where the range gives it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Quantity, ReferenceRange, ValueFinding
from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    limits = {a.id: a.reference for a in subject.scenario.analytes if a.reference is not None}
    for i, finding in enumerate(subject.scenario.findings):
        if not isinstance(finding, ValueFinding) or finding.abnormal is None:
            continue
        range_ = limits.get(finding.analyte)
        if finding.value is None or range_ is None:
            continue
        loc = ("findings", i, "abnormal")
        outside = _outside(finding.value, range_)
        if outside is None or outside == finding.abnormal:
            said = f"{finding.value} is flagged by the range of '{finding.analyte}'."
            advice = "Remove 'abnormal': it is for results in words."
            yield Hit(loc, said, advice, about=(finding.analyte,))
        else:
            place = "outside" if outside else "within"
            says = "abnormal" if finding.abnormal else "not abnormal"
            yield Hit(
                loc,
                f"{finding.value} lies {place} the range ({_said(range_)}), yet the flag says {says}.",
                "Correct the value or the range, and remove 'abnormal': values are flagged by their range.",
                about=(finding.analyte,),
            )


def _outside(value: Quantity, limits: ReferenceRange) -> bool | None:
    """Whether the value lies outside; None where a ``<`` or ``~`` leaves it open."""
    number, sign = value.number, value.comparator
    low = limits.low.number if limits.low else None
    high = limits.high.number if limits.high else None
    if sign == "~":
        return None
    if sign in ("<", "<="):
        if low is not None and (number < low or (sign == "<" and number == low)):
            return True
        return None if low is not None or (high is not None and number > high) else False
    if sign in (">", ">="):
        if high is not None and (number > high or (sign == ">" and number == high)):
            return True
        return None if high is not None or (low is not None and number < low) else False
    return (low is not None and number < low) or (high is not None and number > high)


def _said(limits: ReferenceRange) -> str:
    if limits.low is None:
        return f"up to {limits.high}"
    return f"from {limits.low}" if limits.high is None else f"{limits.low} to {limits.high}"


RULE = Rule(
    "R310",
    "error",
    "flag that contradicts its value",
    _check,
    reason="The learner would see one thing in the flag and another in the figures. A value with a range is flagged by it, so there a flag of the author's can only repeat it or be wrong (compare Observation.interpretation and .referenceRange in FHIR).",
    bad="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {high: 5, cite: made-up P1}}
findings:
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, abnormal: false, cite: made-up P1}
""",
    good="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {high: 5, cite: made-up P1}}
findings:
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
""",
)
