"""A reference range whose low limit lies above its high one."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    for i, analyte in enumerate(subject.scenario.analytes):
        limits = analyte.reference
        if limits is None or limits.low is None or limits.high is None:
            continue
        if limits.low.number > limits.high.number:
            yield Hit(
                ("analytes", i, "reference"),
                f"the range of '{analyte.name}' goes from {limits.low} down to {limits.high}.",
                "Exchange 'low' and 'high', or correct the figure that is wrong.",
                about=(analyte.id,),
            )


RULE = Rule(
    "R309",
    "error",
    "range from high to low",
    _check,
    reason="No value lies in such a range, so every one would be flagged. FHIR asks of a Range that low be no higher than high (https://hl7.org/fhir/datatypes.html#Range, rng-2).",
    bad="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {low: 5, high: 0, cite: made-up P1}}
""",
    good="""
analytes:
  - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
  - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {low: 0, high: 5, cite: made-up P1}}
""",
)
