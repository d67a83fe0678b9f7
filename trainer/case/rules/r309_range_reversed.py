"""range from high to low

No value lies in such a range, so every one would be flagged. FHIR asks of a Range that low be no higher than high (https://hl7.org/fhir/datatypes.html#Range, rng-2).

  analytes:
    - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
-   - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {low: 5, high: 0, cite: made-up P1}}
+   - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein], reference: {low: 0, high: 5, cite: made-up P1}}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    for loc, analyte in placed(subject.scenario.analytes, "analytes"):
        limits = analyte.reference
        if limits and limits.low and limits.high and limits.low.number > limits.high.number:
            message = f"the range of '{analyte.name}' goes from {limits.low} down to {limits.high}."
            advice = "Exchange 'low' and 'high', or correct the figure that is wrong."
            yield Hit((*loc, "reference"), message, advice, about=(analyte.id,))
