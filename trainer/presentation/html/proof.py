"""A case on paper for a reviewing clinician: one page per question, with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from trainer.case.compiled import Case
from trainer.case.model import Finding
from trainer.case.reviewed import question_hash
from trainer.presentation.blocks.day import findings
from trainer.presentation.blocks.question import question_blocks
from trainer.presentation.blocks.trust import trust
from trainer.presentation.blocks.verdict import JUDGEMENTS, REPORTED
from trainer.presentation.html import page
from trainer.presentation.words import cites, day_text
from trainer.questions import Explained, Question
from trainer.questions.option import cited

_IF_ORDERED = "if ordered"
SHORT = 12
"""Characters of a hash that are printed, few enough to copy by hand."""


def proof_html(case: Case, whole: str) -> str:
    """All questions, one per page; ``whole`` is the hash of the file without its reviews."""
    questions = list(case.questions.values())
    known = [_known(case, questions[:i], q) for i, q in enumerate(questions)]
    new = [[f for f in now if f not in before] for before, now in pairwise([[], *known])]
    return page(
        "proof.html",
        title=case.scenario.title,
        scenario=case.scenario,
        trust=trust(case.scenario),
        hash=whole[:SHORT],
        sheets=[_sheet(case, q, parts) for q, parts in zip(questions, new, strict=True)],
        blocks=question_blocks,
        reported=REPORTED,
        judgements=JUDGEMENTS,
        cites=cites,
    )


def _known(case: Case, before: Sequence[Question], question: Question) -> list[Finding]:
    """The findings that a learner who orders everything can see when ``question`` is asked."""
    answered = {q.id for q in case.questions.values() if q.day < question.day or q in before}
    return [f for f in case.findings
            if f.day <= question.day and (f.after is None or f.after in answered)]  # fmt: skip


def _sheet(case: Case, question: Question, new: Sequence[Finding]) -> dict[str, Any]:
    """The question, the judgement of each option, and every citation in full.

    ``new`` are the findings that were not yet known at the question before.
    """
    explanations = question.explained(None, hindsight=True)
    ordered = [f for f in new if f.shown == "ordered" and f.day == question.day]
    known = (
        *findings(case, [f for f in new if f not in ordered], dated=True),
        *(replace(b, note=_IF_ORDERED) for b in findings(case, ordered, dated=True)),
    )
    return {
        "question": question,
        "day": day_text(case, question.day),
        "hash": question_hash(question)[:SHORT],
        "known": known,
        "explanations": explanations,
        "places": list(_places(case, question, explanations)),
    }


def _places(
    case: Case, question: Question, explanations: tuple[Explained, ...]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The sources in full, each with the places cited from it and their meaning."""
    locators_of: dict[str, list[str]] = {}
    reasons = (group for part in explanations for group in (part.cite, part.hindsight_cite))
    for c in cited([question.answer.cite, *reasons]):
        locators_of.setdefault(c.source, []).append(c.locator)
    for name, locators in locators_of.items():
        source = case.sources.get(name)
        if source is not None:
            places = tuple((c, source.locators.get(c, "")) for c in locators)
            doi = f" doi {source.doi}" if source.doi else ""
            yield f"{name}: {source.citation}{doi}", places
