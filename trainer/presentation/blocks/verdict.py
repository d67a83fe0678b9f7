"""A verdict: what the report did, and what is said of each thing an answer is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.chances import chances_chart
from trainer.presentation.words import cites
from trainer.questions import Answer, Explained, Question
from trainer.scoring.differential import days_of_chances
from trainer.values.base import Citation

REPORTED = {
    "yes": "the report did this",
    "part": "the report did part of this",
    "no": "the report did not do this",
    "silent": "the report does not say",
}

HEADINGS = {"Reported": "What the report did"}
OPTION = "Option"
EACH_OPTION = "Each option, on what was known that day"
EACH_ELEMENT = "What belongs into it"


def answer_text(parts: Sequence[str], confidence: int | None = None) -> str:
    """An answer in words; of no parts it was passed."""
    sure = "" if confidence is None else f" ({confidence} % sure)"
    return ("; ".join(parts) or "passed") + sure


def answered(question: Question, answer: Answer | None) -> str:
    """What somebody answered; ``passed`` if nothing."""
    return "passed" if answer is None else answer_text(question.in_words(answer), answer.confidence)


def recalled(case: Case, state: State, name: str) -> Iterator[Block]:
    """What the learner answered before to questions like this one, where that belongs beside it."""
    question = case.decisions[name]
    for earlier, lock in state.locks.items():
        other = case.decisions[earlier]
        alike = question.recalled and other.kind == question.kind and earlier != name
        if alike and lock.answer is not None:
            yield Block("text", answer_text(other.in_words(lock.answer)), f"You on day {lock.day}")


def moved(case: Case, state: State, name: str) -> Iterator[Block]:
    """How the chances moved up to a list of diagnoses, where there was one before it."""
    days = days_of_chances(case, state)
    here = next((place for place, day in enumerate(days) if day.question == name), 0)
    if here:
        yield Block("heading", "How your chances moved")
        yield from chances_chart(days[: here + 1])


def verdict(question: Question, answer: Answer | None) -> Iterator[Block]:
    """An answer, and what may be said once it is revealed; no hindsight before the end."""
    yield Block("text", answered(question, answer), "Your answer")
    yield from revealed(question, answer)


def revealed(question: Question, answer: Answer | None, whose: str = "Your") -> Iterator[Block]:
    """The same of ``whose`` answer, without saying it."""
    parts, label = question.explained(answer, hindsight=False), question.answer_label
    return verdict_of(question.answer.text, question.answer.cite, parts, whose, label)


def verdict_of(
    reported: str,
    cite: Iterable[Citation],
    parts: Iterable[Explained],
    whose: str = "Your",
    label: str = "Reported",
) -> Iterator[Block]:
    """What the report did, and each part with the three judgements apart."""
    yield Block("answer", reported, label, cites(cite))
    for place, part in enumerate(parts):
        yield from _judged(part, place, whose)


def _judged(part: Explained, place: int, whose: str) -> Iterator[Block]:
    if part.judgement is None:
        label = f"{part.label}, in {whose.lower()}s" if part.picked else part.label
        cite = "" if part.why else cites(part.cite)
        mark = place if part.id else None
        yield Block("item", part.text, label, cite, mark=mark, picked=part.picked)
    else:
        label = f"{whose} pick" if part.picked else OPTION
        keyed = part.reported in ("yes", "part")
        yield Block("item", part.text, label, mark=place, picked=part.picked, keyed=keyed)
        yield Block("reported", REPORTED[part.reported or "silent"], "Reported")
        yield Block("judgement", part.judgement, "Sound that day")
    if part.why:
        yield Block("why", part.why, "Why", cites(part.cite))
    if part.hindsight:
        yield Block("text", part.hindsight, "In hindsight", cites(part.hindsight_cite))


def headed(verdict: Iterable[Block]) -> Iterator[Block]:
    """A verdict under headings, for a page of its own."""
    for block in verdict:
        if block.kind == "answer":
            yield Block("heading", HEADINGS.get(block.label, block.label))
            yield replace(block, label="")
            continue
        if block.mark == 0:
            options = block.label.endswith(("pick", OPTION))
            yield Block("heading", EACH_OPTION if options else EACH_ELEMENT)
        yield block
