"""A question in a review: what was known on its day, and the verdict on the new answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.case.model import Finding, ValueFinding
from trainer.engine import views
from trainer.engine.state import State
from trainer.presentation import words
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.day import course, findings, patient
from trainer.presentation.blocks.verdict import verdict
from trainer.questions import Answer, Question

MOST_NAMED = 6
"""Findings named for an earlier day; those out of range come first."""

WHY = {
    "sure and wrong": "you were sure of it, and it was not sound",
    "wrong": "it was not sound, or passed",
    "lucky": "it was sound, but you were hardly sure of it",
    "rest": "to check that you remember it",
}
"""Why a question comes back, shown after the answer."""


def vignette(case: Case, state: State, whole: bool = False) -> Iterator[Block]:
    """The patient and what was known, by day; earlier days in brief, or in full if ``whole``.

    It has no citations: the learner finds them in the case, which is finished.
    """
    for block in _known(case, state, whole):
        yield replace(block, cite="")


def _known(case: Case, state: State, whole: bool) -> Iterator[Block]:
    yield from patient(case)
    known_findings, team = views.findings(case, state), views.course(case, state)
    days = sorted({part.day for part in (*known_findings, *team)})
    latest = {
        max((f.day for f in known_findings), default=0),
        max((c.day for c in team), default=0),
    }
    for day in days:
        new, done = [f for f in known_findings if f.day == day], [c for c in team if c.day == day]
        named = words.day_text(case, day)
        if whole or day in latest:
            yield Block("heading", named)
            yield from findings(case, new)
            yield from (course(entry, "The team") for entry in done)
        elif new:
            yield Block("aside", f"{named}: {_in_brief(case, new)}")


def _in_brief(case: Case, findings: Iterable[Finding]) -> str:
    ranked = sorted(
        findings, key=lambda f: not (isinstance(f, ValueFinding) and words.flag(case, f))
    )
    brief = list(dict.fromkeys(_name(case, f) for f in ranked))
    more = len(brief) - MOST_NAMED
    return "; ".join(brief[:MOST_NAMED]) + (f"; {more} more" if more > 0 else "")


def _name(case: Case, finding: Finding) -> str:
    """A value with its figure, as the question may depend on it; any other finding by its title."""
    if not isinstance(finding, ValueFinding):
        return words.title(case, finding)
    return f"{case.analytes[finding.analyte].label} {words.value_text(case, finding)}"


def after_answer(
    question: Question, answer: Answer | None, why: str, rule: str, missed: str
) -> Iterator[Block]:
    """The verdict with its reasons, then the principle, and why the question was asked.

    ``missed`` is the title of the question that this one replaces, empty if it replaces none.
    """
    yield from verdict(question, answer)
    if rule:
        yield Block("answer", rule, "The rule")
    reason = f"in place of: {missed}; {WHY[why]}" if missed else WHY[why]
    yield Block("aside", f"{reason[:1].upper()}{reason[1:]}.")
