"""A verdict: what the report did, and what is said of each thing an answer is held against."""

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
from trainer.presentation.blocks.chances import chances_chart
from trainer.presentation.words import cites
from trainer.questions import Answer, Explained, Judgement, Question, Verdict
from trainer.questions.differential import MOVES, NOT_MISSED
from trainer.scoring.differential import days_of_chances
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
"""The same beside the text of an option."""
AS_REPORTED = ("yes", "part")
"""What of it stands beside an answer at once; that the report did not do it waits."""
JUDGEMENTS = get_args(Judgement)
"""From the best to the worst."""
COSTLY = ("unnecessary", "harmful")
"""Picks of these cost credit, or void it."""
REASONS_FIRST = ("harmful", "critical", "unnecessary", "recommended", "acceptable")
"""Whose reasons are told at once where not all are."""
MOST_REASONS = 2
MOST_MOVES = 1
"""A finding that moves the chances, told before the rest is folded."""
"""More than these, told at once, would neither be read nor fit on 80x24."""

NOT_YET = "What else must not be missed waits for the day's other questions; the debrief has it."

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
    question = case.questions[name]
    for earlier, lock in state.locks.items():
        other = case.questions[earlier]
        alike = question.recalled and other.kind == question.kind and earlier != name
        if alike and lock.answer is not None:
            yield Block("text", answer_text(other.in_words(lock.answer)), f"You on day {lock.day}")


def moved(case: Case, state: State, name: str) -> Iterator[Block]:
    """How the chances moved up to a list of diagnoses, where there was one before it."""
    days = days_of_chances(case, state)
    place = next((n for n, day in enumerate(days) if day.question == name), 0)
    if place:
        yield Block("heading", "How your chances moved")
        yield from chances_chart(days[: place + 1])


def verdict_in_run(case: Case, state: State, name: str) -> list[Block]:
    """The verdict of an answer in a run: of a later list of diagnoses with how the chances moved.

    The chart tells the list itself, and below it each finding of the day. Earlier ones are folded,
    and why one had to think of what one has thought of.
    """
    question = views.judged_question(case, state, name)
    first, *blocks = verdict(question, state.locks[name].answer)
    if question != case.questions[name]:
        rest_at = next((at for at, b in enumerate(blocks) if b.kind == "rest"), len(blocks))
        blocks.insert(rest_at, Block("text", NOT_YET))
    cited = {block.text: block.cite for block in blocks}
    chart = [
        replace(block, cite=cited.get(block.text, ""))
        for block in moved(case, state, name)
        if block.kind != "heading"
    ]
    if not chart:
        return [first, *blocks]
    findings = {block.text for block in chart}
    rest = [b for b in blocks if b.text not in findings and b.label != "You" and b.kind != "rest"]
    ours = [b for b in chart if b.kind == "chart" or b.label.endswith(f"day {question.day}")]
    drawn = sum(block.kind == "chart" for block in ours)
    today = ours[: drawn + MOST_MOVES]
    folded = [replace(block, folded=True) for block in chart if block not in today]
    reasons = sum(block.kind == "why" and block.folded for block in rest)
    more = len(ours) - len(today)
    earlier = len(folded) - more, "earlier finding"
    if listed := _listed(earlier, (more, "more finding"), (reasons, "more reason")):
        rest.append(Block("rest", listed))
    return [first, *today, *rest, *folded]


def _listed(*counts: tuple[int, str]) -> str:
    return "; ".join(some(count, thing) for count, thing in counts if count)


def verdict(question: Question, answer: Answer | None) -> Iterator[Block]:
    """An answer, and what may be said once it is revealed; no hindsight before the end."""
    yield from verdict_blocks(question.verdict(answer, hindsight=False))


def verdict_blocks(verdict: Verdict, *, whole: bool = False) -> Iterator[Block]:
    """The verdict, one's own answer, what would have been sound, the report; folded, the rest.

    Where the ``whole`` is told, for a page or a file, no reason waits that has its place above.
    """
    yield _first_line(verdict)
    options = {part.id: part for part in verdict.parts if part.judgement}
    own = [part for part in options.values() if part.picked]
    best = [options[name] for name in verdict.best]
    rest = [part for part in options.values() if part not in own and part not in best]
    places = {name: place for place, name in enumerate(options)}
    silent = all(part.reported == "silent" for part in options.values())

    weighed = sorted((*own, *best), key=_weight)
    brief = [] if whole else [part.id for part in weighed[MOST_REASONS:]]

    def judged(parts: Iterable[Explained], label: str = "") -> Iterator[Block]:
        for part in parts:
            for block in _option(part, label, places[part.id], silent):
                waits = not label or (part.id in brief and block.kind != "item")
                yield replace(block, folded=block.folded or waits)

    yield from judged(own, "You")
    if verdict.answer is not None:
        if not own:
            yield Block("answer", "; ".join(verdict.in_words), "You")
        if verdict.answer.reason:
            yield Block("own words", verdict.answer.reason, "You wrote")
    yield from judged(best, "Best")
    yield Block("answer", verdict.reported.text, verdict.label, cites(verdict.reported.cite))
    labels: set[str] = set()
    more = [] if whole else [p for p in verdict.parts if p.label == MOVES][MOST_MOVES:]
    for place, part in enumerate(verdict.parts):
        if not part.judgement:
            for block in _judged(part, place, "Your"):
                # Why it had to be thought of is told at once of the first that was not.
                is_news = part.label != NOT_MISSED and part.label not in labels
                known = not whole and block.kind == "why" and not is_news
                brief += [part.id] if known else []
                labels |= {part.label} if block.kind == "why" else set()
                yield replace(block, folded=known or part in more)
    if counted := _counted(rest, len(brief), len(more)):
        yield Block("rest", counted)
    yield from judged(rest)


def _weight(part: Explained) -> tuple[bool, int]:
    """Least where its reason matters most: what costs, or was left out, before what was right."""
    right = part.picked and part.judgement not in COSTLY
    return right, REASONS_FIRST.index(part.judgement or "acceptable")


def _first_line(verdict: Verdict) -> Block:
    credit, sure = verdict.credit, verdict.answer.confidence if verdict.answer else None
    beside = [] if credit is None else [f"{credit:.2g} of 1"]
    beside += [] if sure is None else [f"you were {sure} % sure"]
    return Block("verdict", verdict.sentence, beside=tuple(beside), share=credit)


def _counted(rest: Sequence[Explained], reasons: int, findings: int) -> str:
    """``4 other answers: 1 possible, 3 unlikely; 2 more reasons``; the better ones first."""
    ranked = sorted(rest, key=lambda part: JUDGEMENTS.index(part.judgement or ""))
    counts = Counter(part.word for part in ranked)
    words = ", ".join(f"{count} {word}" for word, count in counts.items())
    others = f"{some(len(rest), 'other answer')}: {words}" if rest else ""
    more = _listed((findings, "more finding"), (reasons, "more reason"))
    return "; ".join(filter(None, (others, more)))


def _option(part: Explained, label: str, place: int, silent: bool) -> Iterator[Block]:
    """An option with what was sound, what was reported, why, and what hindsight adds."""
    reported = part.reported or "silent"
    silent_mark = reported in AS_REPORTED or not (label or silent)
    words = (
        part.word if part.word != label.lower() else "",
        IN_SHORT[reported] if silent_mark else "",
    )
    note = ", ".join(filter(None, words))
    yield Block("item", part.text, label, mark=place, picked=part.picked, note=note)
    if not silent_mark and not silent:
        yield Block("reported", REPORTED[reported], "Reported", folded=True)
    yield from _reasons(part)


def _reasons(part: Explained) -> Iterator[Block]:
    if part.why:
        yield Block("why", part.why, "Why", cites(part.cite))
    if part.hindsight:
        yield Block("text", part.hindsight, "In hindsight", cites(part.hindsight_cite))


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """What was folded of a verdict, each reason below what it is of."""
    above: Block | None = None
    for block in blocks:
        if block.folded and above is not None and block.kind != "item":
            yield above
        if block.folded or block.kind == "item":
            above = None if block.folded else block
        if block.folded:
            yield replace(block, folded=False)


def revealed(question: Question, answer: Answer | None, whose: str = "Your") -> Iterator[Block]:
    """All that is held against ``whose`` answer, in the order of the question: for a room."""
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
        yield Block("judgement", part.word or part.judgement, "Sound that day")
    yield from _reasons(part)


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
