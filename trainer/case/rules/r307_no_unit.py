"""A number without a unit."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    bare = {a.id: i for i, a in enumerate(s.analytes) if a.unit is None}
    if not bare:
        return
    for finding in s.findings:
        if isinstance(finding, ValueFinding) and finding.value and finding.analyte in bare:
            name = s.analytes[bare[finding.analyte]].name
            yield Hit(
                ("analytes", bare.pop(finding.analyte)),
                f"'{name}' has the value {finding.value} in '{finding.id}', and no unit.",
                "Add 'unit:' in UCUM; for a number without one a note in braces: '{index}', '{ratio}'.",
                about=(finding.analyte, finding.id),
            )


RULE = Rule(
    "R307",
    "error",
    "value without a unit",
    _check,
    reason="A number means nothing without its unit: 12 mg/L and 12 mg/dL of C-reactive protein are ten times apart. FHIR asks of a Quantity that its unit be coded (https://hl7.org/fhir/datatypes.html#Quantity).",
    bad="""
analytes:
  - {id: ferritin, name: Ferritin, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
""",
    good="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
""",
)
