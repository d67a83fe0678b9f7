"""flag that contradicts its value

The learner would see one thing in the flag and another in the figures. A value with a range is flagged by it, so there a flag of the author's can only repeat it or be wrong (compare Observation.interpretation and .referenceRange in FHIR).

  analytes:
    - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {high: 5, cite: made-up P1}}
  findings:
-   - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, abnormal: false, cite: made-up P1}
+   - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
"""

from __future__ import annotations

from decimal import Decimal

from trainer.case.model import Quantity, ReferenceRange
from trainer.case.rules.base import Hit, Hits, Subject

_ENDLESS = Decimal("Infinity")


def check(subject: Subject) -> Hits:
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
            message = (
                f"{value} lies {place} the range ({_words(limits)}), yet the flag says {flag}."
            )
            advice = "Correct the value or the range, and remove 'abnormal': values are flagged by their range."
        yield Hit((*loc, "abnormal"), message, advice, about=(finding.analyte,))


def _outside(value: Quantity, limits: ReferenceRange) -> bool | None:
    """Whether the value lies outside; None where a ``<`` or ``~`` leaves it open."""
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


def _words(limits: ReferenceRange) -> str:
    if limits.low is None:
        return f"up to {limits.high}"
    return f"from {limits.low}" if limits.high is None else f"{limits.low} to {limits.high}"
