"""A verdict: the reported answer, and the judgement and reason of each option or element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine import views
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.words import cites
from trainer.questions import Answer, Explained, Judgement, Question, Verdict
from trainer.questions.differential import MOVES, NOT_MISSED
from trainer.values.base import Citation

REPORTED = {
    "yes": "the report did this",
    "part": "the report did part of this",
    "no": "the report did not do this",
    "silent": "the report does not say",
}

IN_SHORT = {
    "yes": "as reported",
    "part": "reported in part",
    "no": "not reported",
    "silent": "report silent",
}
"""The same in short, beside the text of an option."""
AS_REPORTED = ("yes", "part")
"""Shown beside an answer at once; that the report did not do it is folded."""
JUDGEMENTS = get_args(Judgement)
"""From the best to the worst."""
COSTLY = ("unnecessary", "harmful")
"""Picks with these judgements reduce the credit, or make it 0."""
REASONS_FIRST = ("harmful", "critical", "unnecessary", "recommended", "acceptable")
"""The order in which options get an unfolded reason."""
MOST_REASONS = 2
"""Unfolded reasons: more would not be read, nor fit on 80x24."""
MOST_MOVES = 1
"""Unfolded findings that move the chances, for the same reason."""

NOT_YET = "Other diagnoses not to miss could answer the day's open questions: see the debrief."

HEADINGS = {"Reported": "What the report did"}
OPTION = "Option"
EACH_OPTION = "Each option, on what was known that day"
EACH_ELEMENT = "What belongs in it"


def answer_text(parts: Sequence[str], confidence: int | None = None) -> str:
    """An answer in words, ``passed`` if it has no parts; ``confidence`` is in per cent."""
    sure = "" if confidence is None else f" ({confidence} % sure)"
    return ("; ".join(parts) or "passed") + sure


def answered(question: Question, answer: Answer | None) -> str:
    """An answer to ``question`` in words; ``passed`` if it is None."""
    return "passed" if answer is None else answer_text(question.in_words(answer), answer.confidence)


def recalled(case: Case, state: State, name: str) -> Iterator[Block]:
    """The learner's answers to earlier questions of the same kind, if the kind shows them."""
    question = case.questions[name]
    for earlier, lock in state.locks.items():
        other = case.questions[earlier]
        same_kind = question.recalled and other.kind == question.kind and earlier != name
        if same_kind and lock.answer is not None:
            yield Block("text", answer_text(other.in_words(lock.answer)), f"You on day {lock.day}")


def verdict_in_run(case: Case, state: State, name: str) -> list[Block]:
    """The verdict of an answer in a run; a differential after the first one gets its chart.

    The chart stands in place of the learner's list, with the day's findings below it. Findings of
    earlier days are folded, and so are the reasons for diagnoses not to miss that the learner
    named.
    """
    from trainer.presentation.blocks.chances import chances_so_far  # with it comes much of scoring

    question = views.judged_question(case, state, name)
    first, *blocks = verdict(question, state.locks[name].answer)
    if question != case.questions[name]:
        rest_at = next((at for at, b in enumerate(blocks) if b.kind == "rest"), len(blocks))
        blocks.insert(rest_at, Block("text", NOT_YET))
    cites_by_text = {block.text: block.cite for block in blocks}
    chart = [
        replace(block, cite=cites_by_text.get(block.text, ""))
        for block in chances_so_far(case, state, name)
        if block.kind != "heading"
    ]
    if not chart:
        return [first, *blocks]
    findings = {block.text for block in chart}
    rest = [b for b in blocks if b.text not in findings and b.label != "You" and b.kind != "rest"]
    today = [b for b in chart if b.kind == "chart" or b.label.endswith(f"day {question.day}")]
    charts = sum(block.kind == "chart" for block in today)
    unfolded_today = today[: charts + MOST_MOVES]
    folded = [replace(block, folded=True) for block in chart if block not in unfolded_today]
    reasons = sum(block.kind == "why" and block.folded for block in rest)
    more = len(today) - len(unfolded_today)
    earlier = len(folded) - more, "earlier finding"
    if counts := _counts_text(earlier, (more, "more finding"), (reasons, "more reason")):
        rest.append(Block("rest", counts))
    return [first, *unfolded_today, *rest, *folded]


def _counts_text(*counts: tuple[int, str]) -> str:
    return "; ".join(some(count, thing) for count, thing in counts if count)


def verdict(question: Question, answer: Answer | None) -> Iterator[Block]:
    """The verdict on an answer as shown during play: without hindsight."""
    yield from verdict_blocks(question.verdict(answer, hindsight=False))


def verdict_blocks(verdict: Verdict, *, whole: bool = False) -> Iterator[Block]:
    """The verdict, the learner's answer, sound options left out, the report; folded, the rest.

    With ``whole``, for pages and files, only the other options are folded, no reasons above them.
    """
    yield _first_line(verdict)
    options = {part.id: part for part in verdict.parts if part.judgement}
    own = [part for part in options.values() if part.picked]
    best = [options[name] for name in verdict.best]
    others = [part for part in options.values() if part not in own and part not in best]
    places = {name: place for place, name in enumerate(options)}
    silent = all(part.reported == "silent" for part in options.values())

    ranked = sorted((*own, *best), key=_reason_rank)
    folded_reasons = [] if whole else [part.id for part in ranked[MOST_REASONS:]]

    def judged(parts: Iterable[Explained], label: str = "") -> Iterator[Block]:
        for part in parts:
            for block in _option(part, label, places[part.id], silent):
                folded = not label or (part.id in folded_reasons and block.kind != "item")
                yield replace(block, folded=block.folded or folded)

    yield from judged(own, "You")
    if verdict.answer is not None:
        if not own:
            yield Block("answer", "; ".join(verdict.in_words), "You")
        if verdict.answer.reason:
            yield Block("own words", verdict.answer.reason, "You wrote")
    yield from judged(best, "Best")
    yield Block("answer", verdict.reported.text, verdict.label, cites(verdict.reported.cite))
    explained_labels: set[str] = set()
    folded_moves = [] if whole else [p for p in verdict.parts if p.label == MOVES][MOST_MOVES:]
    for place, part in enumerate(verdict.parts):
        if not part.judgement:
            for block in _judged(part, place, "Your"):
                # One reason under each label is enough at first, and none for a diagnosis that
                # the learner named.
                is_news = part.label != NOT_MISSED and part.label not in explained_labels
                folds_reason = not whole and block.kind == "why" and not is_news
                folded_reasons += [part.id] if folds_reason else []
                explained_labels |= {part.label} if block.kind == "why" else set()
                yield replace(block, folded=folds_reason or part in folded_moves)
    if counts := _rest_text(others, len(folded_reasons), len(folded_moves)):
        yield Block("rest", counts)
    yield from judged(others)


def _reason_rank(part: Explained) -> tuple[bool, int]:
    """A sort key, lowest where the reason matters most: mistakes and omissions first."""
    right = part.picked and part.judgement not in COSTLY
    return right, REASONS_FIRST.index(part.judgement or "acceptable")


def _first_line(verdict: Verdict) -> Block:
    credit, sure = verdict.credit, verdict.answer.confidence if verdict.answer else None
    beside = [] if credit is None else [f"{credit:.2g} of 1"]
    beside += [] if sure is None else [f"you were {sure} % sure"]
    return Block("verdict", verdict.sentence, beside=tuple(beside), share=credit)


def _rest_text(others: Sequence[Explained], reasons: int, findings: int) -> str:
    """``4 other answers: 1 possible, 3 unlikely; 2 more reasons``; the better answers first."""
    ranked = sorted(others, key=lambda part: JUDGEMENTS.index(part.judgement or ""))
    counts = Counter(part.word for part in ranked)
    words = ", ".join(f"{count} {word}" for word, count in counts.items())
    answers = f"{some(len(others), 'other answer')}: {words}" if others else ""
    more = _counts_text((findings, "more finding"), (reasons, "more reason"))
    return "; ".join(filter(None, (answers, more)))


def _option(part: Explained, label: str, place: int, silent: bool) -> Iterator[Block]:
    """An option with its judgement, whether it was reported, the reason and the hindsight.

    ``silent`` says that the report is silent on every option of the question.
    """
    reported = part.reported or "silent"
    shows_reported = reported in AS_REPORTED or not (label or silent)
    words = (
        part.word if part.word != label.lower() else "",
        IN_SHORT[reported] if shows_reported else "",
    )
    note = ", ".join(filter(None, words))
    yield Block("item", part.text, label, mark=place, picked=part.picked, note=note)
    if not shows_reported and not silent:
        yield Block("reported", REPORTED[reported], "Reported", folded=True)
    yield from _reasons(part)


def _reasons(part: Explained) -> Iterator[Block]:
    if part.why:
        yield Block("why", part.why, "Why", cites(part.cite))
    if part.hindsight:
        yield Block("text", part.hindsight, "In hindsight", cites(part.hindsight_cite))


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The folded blocks of a verdict; a reason comes below its item, which is repeated."""
    item: Block | None = None
    for block in blocks:
        if block.folded and item is not None and block.kind != "item":
            yield item
        if block.folded or block.kind == "item":
            item = None if block.folded else block
        if block.folded:
            yield replace(block, folded=False)


def revealed(question: Question, answer: Answer | None, whose: str = "Your") -> Iterator[Block]:
    """The reported answer, then each part in the question's order, for a room.

    ``whose`` names the answer's owner in labels: ``Your`` or ``The group's``.
    """
    parts, label = question.explained(answer, hindsight=False), question.answer_label
    return verdict_of(question.answer.text, question.answer.cite, parts, whose, label)


def verdict_of(
    reported: str,
    cite: Iterable[Citation],
    parts: Iterable[Explained],
    whose: str = "Your",
    label: str = "Reported",
) -> Iterator[Block]:
    """The reported answer, then each part with the three judgements kept apart."""
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
        yield Block("judgement", part.word or part.judgement, "Sound that day")
    yield from _reasons(part)


def headed(verdict: Iterable[Block]) -> Iterator[Block]:
    """A verdict with headings, for a page of its own."""
    for block in verdict:
        if block.kind == "answer":
            yield Block("heading", HEADINGS.get(block.label, block.label))
            yield replace(block, label="")
            continue
        if block.mark == 0:
            options = block.label.endswith(("pick", OPTION))
            yield Block("heading", EACH_OPTION if options else EACH_ELEMENT)
        yield block
