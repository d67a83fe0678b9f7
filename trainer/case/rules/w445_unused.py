"""listed and never used

A place that nothing cites, an analyte that nothing measures and a term that no text has are left over from an edit; or what was to use them has a slip.

  analytes:
    - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
-   - {id: sodium, name: Sodium, unit: mmol/L, orders: [electrolytes]}
"""

from __future__ import annotations

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    s = subject.scenario
    if not subject.whole:
        return
    measured = {f.analyte for f in s.findings if isinstance(f, ValueFinding)}
    # A finding of an unknown analyte (R302) may be the one that is missed.
    known = {a.id for a in s.analytes}
    for loc, analyte in placed(s.analytes if measured <= known else (), "analytes"):
        if analyte.id not in measured:
            advice = "Take it out, or give the finding that was to have it."
            yield Hit(loc, f"no finding measures '{analyte.id}'.", advice, about=(analyte.id,))
    # Sources' names and licences count, too: a reader meets them in the debrief.
    text = subject.text.casefold()
    for loc, term in placed(s.glossary, "glossary"):
        word = term.term.casefold()
        within = f"{term.term} {term.expansion} {term.meaning or ''}".casefold().count(word)
        if text.count(word) <= within:
            advice = "Take it out, or write it as the texts do."
            yield Hit((*loc, "term"), f"no text has '{term.term}'.", advice)
