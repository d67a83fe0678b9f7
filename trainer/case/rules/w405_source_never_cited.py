"""a source never cited

A list of sources is read as what the case rests on; one that nothing cites is left over, or its citations were forgotten. The report itself is named by 'report'.

  sources:
    - id: made-up
      kind: case-report
      citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
      licence: CC0 1.0
      locators: {P1: First paragraph, P2: Second paragraph}
-   - {id: left-over, kind: review, citation: Somebody S. Coughs. Review of Nowhere 2023;2:2., licence: CC0 1.0, locators: {T1: First table}}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    used = {name for _, key, name, _ in subject.references if key in ("source", "report")}
    for loc, source in placed(subject.scenario.sources, "sources"):
        if source.id not in used:
            advice = "Cite it where it is used, or take it out of the list."
            yield Hit((*loc, "id"), f"nothing cites '{source.id}'.", advice)
