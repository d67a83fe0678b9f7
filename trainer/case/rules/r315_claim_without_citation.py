"""claim without citation

Every fact can be traced to a place in a source: what learners are scored against above all, and no less a figure in the glossary. The format asks for citations wherever it can; an answer may go without one only where the report has none.

  glossary:
-   - {term: CRP, expansion: C-reactive protein, meaning: "In health below 0.14 mg/dL."}
+   - {term: CRP, expansion: C-reactive protein, meaning: "In health below 0.14 mg/dL.", cite: made-up P1}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject, placed

# A figure: a number with a decimal, a percent sign or a unit. "JAK 1 and 3" has none.
_FIGURE = re.compile(r"\d+[.,]\d|\d\s?%|\d\s?[a-zA-Zµμ]{1,4}/[a-zA-Z]|\d\s?(?:mg|kg|mm|cm|mmHg)\b")


def check(subject: Subject) -> Hits:
    s = subject.scenario
    for loc, question in subject.questions:
        # A number has a citation of its own: the format asks for it.
        if question.choices and question.has_reported_answer and not question.answer.cite:
            message = f"the answer to '{question.id}' says what the report did, without a citation."
            advice = f"Add 'cite: {s.report} …' with the place in the report."
            yield Hit((*loc, "answer"), message, advice, about=(question.id,))
    for loc, term in placed(s.glossary, "glossary"):
        if not term.cite and term.meaning and _FIGURE.search(term.meaning):
            message = f"the meaning of '{term.term}' gives a figure, without a citation."
            advice = "Add 'cite:' with the source of the figure, or leave the figure out."
            yield Hit((*loc, "meaning"), message, advice, about=(term.term,))
