"""the question is shorter than its options

The idea belongs into the question and the options are short: else they are read as statements, each true or false by itself (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7; Pham 2018, PMC10711986).

- What now?
-   A film of the chest, taken tomorrow
-   *A scope, once the film has been seen
-   A blood test for inflammation
+ She coughs and has a small shadow. What would you do now?
+   A film tomorrow
+   *A scope today
+   A blood test
"""

from __future__ import annotations

from statistics import fmean

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    for item in subject.items:
        own, options = len(item.decision.prompt), fmean(item.lengths)
        if own < options:
            message = f"the question has {own} characters, its options {options:.0f} on average."
            advice = "Move what the options share, and what the patient is like, into the question."
            yield Hit((*item.loc, "prompt"), message, advice)
