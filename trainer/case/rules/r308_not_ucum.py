"""unit that is not UCUM

UCUM (https://ucum.org) is the one code of units a program can read without doubt, and the one FHIR names; the form the report prints goes into 'printed'. By its letter pH is picohenry and K/uL kelvin per microlitre: such a slip is told, too.

  analytes:
    - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
-   - {id: crp, name: C-reactive protein, unit: mcg/mL, printed: mcg/mL, orders: [c-reactive-protein]}
+   - {id: crp, name: C-reactive protein, unit: ug/mL, printed: mcg/mL, orders: [c-reactive-protein]}
"""

from __future__ import annotations

import json

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.units.printed import misread, near
from trainer.case.units.ucum import fault


def check(subject: Subject) -> Hits:
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
            # What is shown is 'printed', so that the learner sees the same as before.
            fix = quoted
        else:
            kept = f", and 'printed: {unit}' to show it as it is printed" if unit != meant else ""
            advice += f" Write 'unit: {quoted}'{kept}."
        yield Hit((*loc, "unit"), message, advice, fix)
