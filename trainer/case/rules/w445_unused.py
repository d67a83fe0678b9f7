"""listed and never used

A place that nothing cites, an analyte that nothing measures and a term that no text has are left over from an edit; or what was to use them has a slip.

  analytes:
    - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
    - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
-   - {id: sodium, name: Sodium, unit: mmol/L, orders: [electrolytes]}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject, placed

_PARTS = re.compile(r"[^\w.]+")


def check(subject: Subject) -> Hits:
    s = subject.scenario
    if not subject.whole:
        return
    cited: dict[str, set[str]] = {}
    for source, locator in {(*x[2:],) for x in subject.references if x[1] == "source"}:
        cited.setdefault(source, set()).update((locator, *_PARTS.split(locator)))
    for loc, part in placed(s.sources, "sources"):
        places = cited.get(part.id, set())
        # 'C4-C6' names C5, too; a source without any citation is W405's.
        if places and not any("-" in p or " to " in p for p in places):
            for name in part.locators.keys() - places:
                advice = "Take it out, or cite it where its facts are told."
                hit = (*loc, "locators", name)
                yield Hit(hit, f"nothing cites '{part.id} {name}'.", advice, about=(name,))
    measured = {f.analyte for _, f in subject.results}
    # A finding of an unknown analyte (R302) may be the one that is missed.
    for loc, analyte in placed(
        s.analytes if measured <= subject.analytes.keys() else (), "analytes"
    ):
        if analyte.id not in measured:
            advice = "Take it out, or give the finding that was to have it."
            yield Hit(loc, f"no finding measures '{analyte.id}'.", advice, about=(analyte.id,))
    for loc, term in placed(s.glossary, "glossary"):
        if any(at.loc[:2] != loc for at in subject.texts.having(term.term)):
            continue
        word = term.term.casefold()
        within = f"{term.term} {term.expansion} {term.meaning or ''}".casefold().count(word)
        # Sources' names and licences count, too: a reader meets them in the debrief. As it is
        # written it is sought first: small letters for a whole file take as long as all its terms.
        text = subject.text
        if text.count(term.term) <= within and text.casefold().count(word) <= within:
            advice = "Take it out, or write it as the texts do."
            yield Hit((*loc, "term"), f"no text has '{term.term}'.", advice)
