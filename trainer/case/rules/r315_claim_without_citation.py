"""A claim about the report, or a figure, that says nowhere where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject

# A figure: a number with a decimal, a percent sign or a unit. "JAK 1 and 3" has none.
_FIGURE = re.compile(r"\d+[.,]\d|\d\s?%|\d\s?[a-zA-Zµμ]{1,4}/[a-zA-Z]|\d\s?(?:mg|kg|mm|cm|mmHg)\b")


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    for i, asked in enumerate(s.decisions):
        # A number has a citation of its own: the format asks for it.
        if asked.choices and asked.has_reported_answer and not asked.answer.cite:
            yield Hit(
                ("decisions", i, "answer"),
                f"the answer to '{asked.id}' says what the report did, without a citation.",
                f"Add 'cite: {s.report} …' with the place in the report.",
                about=(asked.id,),
            )
    for i, term in enumerate(s.glossary):
        if not term.cite and term.meaning and _FIGURE.search(term.meaning):
            yield Hit(
                ("glossary", i, "meaning"),
                f"the meaning of '{term.term}' gives a figure, without a citation.",
                "Add 'cite:' with the source of the figure, or leave the figure out.",
                about=(term.term,),
            )


RULE = Rule(
    "R315",
    "error",
    "claim without citation",
    _check,
    reason="Every fact can be traced to a place in a source: what learners are scored against above all, and no less a figure in the glossary. The format asks for citations wherever it can; an answer may go without one only where the report has none.",
    bad="""
glossary:
  - {term: CRP, expansion: C-reactive protein, meaning: "In health below 0.14 mg/dL."}
""",
    good="""
glossary:
  - {term: CRP, expansion: C-reactive protein, meaning: "In health below 0.14 mg/dL.", cite: made-up P1}
""",
)
