"""A verdict: what the report did, and what is said of each thing an answer is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trainer.presentation.blocks import Block
from trainer.presentation.words import cites
from trainer.questions import Answer, Explained, Question
from trainer.values.base import Citation

REPORTED = {
    "yes": "the report did this",
    "part": "the report did part of this",
    "no": "the report did not do this",
    "silent": "the report does not say",
}


def answer_text(parts: Sequence[str], confidence: int | None = None) -> str:
    """An answer in words; of no parts it was passed."""
    sure = "" if confidence is None else f" ({confidence} % sure)"
    return ("; ".join(parts) or "passed") + sure


def answered(question: Question, answer: Answer | None) -> str:
    """What somebody answered; ``passed`` if nothing."""
    return "passed" if answer is None else answer_text(question.in_words(answer), answer.confidence)


def verdict(question: Question, answer: Answer | None) -> Iterator[Block]:
    """An answer, and what may be said once it is revealed; no hindsight before the end."""
    yield Block("text", answered(question, answer), "Your answer")
    yield from revealed(question, answer)


def revealed(question: Question, answer: Answer | None, whose: str = "Your") -> Iterator[Block]:
    """The same of ``whose`` answer, without saying it."""
    parts = question.explained(answer, hindsight=False)
    return verdict_of(question.answer.text, question.answer.cite, parts, whose)


def verdict_of(
    reported: str, cite: Iterable[Citation], parts: Iterable[Explained], whose: str = "Your"
) -> Iterator[Block]:
    """What the report did, and each part with the three judgements apart."""
    yield Block("answer", reported, "Reported", cites(cite))
    for place, part in enumerate(parts):
        yield from _judged(part, place, whose)


def _judged(part: Explained, place: int, whose: str) -> Iterator[Block]:
    if part.judgement is None:
        yield Block("item", part.text, "The report's number")
    else:
        label = f"{whose} pick" if part.picked else "Option"
        keyed = part.reported in ("yes", "part")
        yield Block("item", part.text, label, mark=place, picked=part.picked, keyed=keyed)
        yield Block("reported", REPORTED[part.reported or "silent"], "Reported")
        yield Block("judgement", part.judgement, "Sound that day")
    yield Block("why", part.why or "", "Why", cites(part.cite))
    if part.hindsight:
        yield Block("text", part.hindsight, "In hindsight", cites(part.hindsight_cite))


def headed(verdict: Iterable[Block]) -> Iterator[Block]:
    """A verdict under headings, for a page of its own."""
    for block in verdict:
        if block.kind == "answer":
            yield Block("heading", "What the report did")
            yield replace(block, label="")
            continue
        if block.mark == 0:
            yield Block("heading", "Each option, on what was known that day")
        yield block
