"""A case on paper for a clinician who reviews it: a page a question, with room to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.case.compiled import Case
from trainer.case.reviewed import question_hash
from trainer.presentation.blocks.debrief import source_text
from trainer.presentation.blocks.question import question_blocks
from trainer.presentation.blocks.trust import trust
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.html import page
from trainer.presentation.words import cites, day_text
from trainer.questions import Explained, Question
from trainer.values.base import Citation

SHORT = 12
"""Characters of a hash that are printed, enough to be copied by hand."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question: what is asked, what is said of each answer, and every citation in full."""

    question: Question
    day: str
    hash: str
    said: tuple[Explained, ...]
    places: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Sources in full, each with the places cited from it and what they stand for."""


def proof_html(case: Case, whole: str) -> str:
    """All questions, each on a page; ``whole`` is the hash of the file without its reviews."""
    questions = list(case.questions.values())
    return page(
        "proof.html",
        title=case.scenario.title,
        scenario=case.scenario,
        trust=trust(case.scenario),
        hash=whole[:SHORT],
        sheets=[_sheet(case, q) for q in questions],
        blocks=question_blocks,
        reported=REPORTED,
        cites=cites,
    )


def _sheet(case: Case, question: Question) -> Sheet:
    said = question.explained(None, hindsight=True)
    day = day_text(case, question.day)
    places = tuple(_places(case, question, said))
    return Sheet(question, day, question_hash(question)[:SHORT], said, places)


def _places(
    case: Case, question: Question, said: tuple[Explained, ...]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    cited: dict[str, dict[str, None]] = {}
    for c in _cited(question, said):
        cited.setdefault(c.source, {})[c.locator] = None
    for name, locators in cited.items():
        source = case.sources.get(name)
        if source is not None:
            listed = tuple((c, source.locators.get(c, "")) for c in locators)
            yield f"{name}: {source_text(source)}", listed


def _cited(question: Question, said: tuple[Explained, ...]) -> Iterator[Citation]:
    yield from question.answer.cite
    for part in said:
        yield from part.cite
        yield from part.hindsight_cite
