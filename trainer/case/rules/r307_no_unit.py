"""value without a unit

A number means nothing without its unit: 12 mg/L and 12 mg/dL of C-reactive protein are ten times apart. FHIR asks of a Quantity that its unit be coded (https://hl7.org/fhir/datatypes.html#Quantity).

  analytes:
-   - {id: ferritin, name: Ferritin, orders: [ferritin]}
+   - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed

_ADVICE = "Add 'unit:' in UCUM; for a number without one a note in braces: '{index}', '{ratio}'."


def check(subject: Subject) -> Hits:
    analytes = placed(subject.scenario.analytes, "analytes")
    bare = {a.id: (loc, a.name) for loc, a in analytes if a.unit is None}
    for _, finding, value in subject.values:
        if finding.analyte in bare:
            loc, name = bare.pop(finding.analyte)
            message = f"'{name}' has the value {value} in '{finding.id}', and no unit."
            yield Hit(loc, message, _ADVICE, about=(finding.analyte, finding.id))
