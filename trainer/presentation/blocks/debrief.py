"""The texts of a debrief, section by section; plain text, Markdown and the screen lay them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from trainer.case.compiled import Case
from trainer.case.model import Source
from trainer.counting import some
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.chances import ONE_CASE, chances_chart
from trainer.presentation.blocks.day import notes
from trainer.presentation.blocks.summary import KINDS, MARK_WORDS, summary
from trainer.presentation.blocks.verdict import answered, verdict_blocks
from trainer.presentation.words import cites, score_text
from trainer.scoring.debrief import Debrief, QuestionResult
from trainer.scoring.marks import WORST_FIRST, Mark
from trainer.scoring.scores import headline
from trainer.scoring.stored import SCORING, axis_title, stored_scores
from trainer.store.records import RunSummary

AXES = {
    "soundness": "sound on what was known that day",
    "as_reported": "agreement with the reported course",
    "timeliness": "done when it was due",
    "vigilance": "watching for the danger",
    "stewardship": "orders that were called for",
    "calibration": "confidence matches soundness",
}
BURDENS = {"invasive": "Invasive", "radiation": "With radiation"}


def section(debrief: Debrief, name: str) -> list[Block]:
    """The blocks of one of ``SECTIONS``."""
    return list(_SECTIONS[name](debrief))


def intro(debrief: Debrief) -> list[Block]:
    """Notices above the debrief: that the run is not finished, or that the case has changed."""
    blocks = []
    if not debrief.finished:
        unfinished = (
            f"This run is not finished. The debrief covers it up to day {debrief.day};"
            " hindsight, sources and learning points come at the end."
        )
        blocks.append(Block("text", unfinished))
    blocks += [Block("item", line) for line in debrief.changed]
    return blocks


def since_played(case: Case, state: State, run: RunSummary, lost: Sequence[str]) -> tuple[str, ...]:
    """The notices for a run whose case has changed: the version, the old scores, then ``lost``.

    ``lost`` names the answers and orders that no longer fit the case. Empty if nothing changed.
    """
    version, lines = case.scenario.version, []
    if run.scenario_version != version:
        lines.append(f"You played version {run.scenario_version}; this debrief follows {version}.")
    if run.status == "finished" and run.scores and run.scores != headline(case, state):
        scores = stored_scores(run.scores, run.scoring) or "nothing to score"
        lines.append(
            f"Your scores when you finished, on version {run.scenario_version}: {scores}."
            f" They stay; those below follow the case of today and version {SCORING} of the rules."
        )
    if lost:
        lines.append("What you did that no longer fits the case is left out.")
    return (*lines, *lost)


def calibration_text(figures: Any) -> str:
    """The Brier score in words, with a warning if there are too few answers."""
    n = figures["n"]
    if not n:
        return "no confidence was stated"
    answers = "one answer" if n == 1 else f"{n} answers"
    text = f"Brier score {figures['brier']:.3f} over {answers} (0 is best, 1 worst)"
    if not figures["enough"]:
        return f"{text}. Fewer than 10 answers: too few to mean much."
    return (
        f"{text}: reliability {figures['reliability']:.3f} - resolution"
        f" {figures['resolution']:.3f} + uncertainty {figures['uncertainty']:.3f}."
    )


def _figures(debrief: Debrief) -> Iterator[Block]:
    for name, axis in debrief.axes.items():
        if name == "calibration":
            yield Block("item", calibration_text(axis.beside), axis_title(name))
            continue
        yield Block("item", score_text(axis.score), axis_title(name), note=AXES[name])
    yield from _beside(debrief)
    yield Block("text", debrief.weights_note)
    for name, axis in debrief.axes.items():
        if axis.parts:
            yield Block("heading", f"{axis_title(name)}: parts")
        for part in axis.parts:
            points = f"{part.credit * part.weight:.2g} of {part.weight:g}"
            yield Block("item", f"{points}; {part.detail}", part.label, cites(part.cite))


def _beside(debrief: Debrief) -> Iterator[Block]:
    """Figures without a score: answers given without a hint, burdens, harmful orders."""
    sound = debrief.axes["soundness"]
    unaided = sound.beside.get("unaided", {})
    if unaided and unaided["n"] < len(sound.parts):
        text = f"{score_text(unaided['score'])} ({some(unaided['n'], 'question')})"
        yield Block("item", text, "Sound without a hint")
    beside = debrief.axes["stewardship"].beside
    for burden, label in BURDENS.items():
        if names := [b["label"] for b in beside["burden"] if b["burden"] == burden]:
            yield Block("item", ", ".join(names), label)
    if names := [h["label"] for h in beside["harmful_orders"]]:
        yield Block("item", ", ".join(names), "Harmful to this patient")


def _course(debrief: Debrief) -> Iterator[Block]:
    if not debrief.timeline:
        yield Block("text", "Nothing has happened yet.")
    for day in debrief.timeline:
        yield Block("heading", f"Day {day.day}")
        for label, lane in (("You", day.yours), ("Report", day.reported)):
            for entry in lane:
                yield Block("item", entry.text, label, cites(entry.cite))


def worst_first(debrief: Debrief) -> list[QuestionResult]:
    """Questions by mark (worst first), then confidence (highest first); unjudged last, by day."""
    order: tuple[Mark | None, ...] = (*WORST_FIRST, None)

    def place(result: QuestionResult) -> tuple[int, int]:
        confidence = (result.answer and result.answer.confidence) or 0
        return order.index(result.mark), -confidence if result.mark else 0

    return sorted(debrief.decisions, key=place)


def _questions(debrief: Debrief) -> Iterator[Block]:
    if not debrief.decisions:
        yield Block("text", "No question has been answered yet.")
    for question in worst_first(debrief):
        yield from result_blocks(question)
    yield from chances_blocks(debrief)


def chances_blocks(debrief: Debrief) -> Iterator[Block]:
    """How the learner's chances of diagnoses changed over the days, if the case asked for them."""
    if debrief.differentials:
        yield Block("heading", "How the chances moved")
        yield from chances_chart(debrief.differentials)
        yield Block("text", ONE_CASE)


def result_blocks(result: QuestionResult) -> Iterator[Block]:
    """One question: its prompt, the answer, and the verdict once it may be shown."""
    question, answer = result.question, result.answer
    mark = f" ({MARK_WORDS[result.mark]})" if result.mark else ""
    yield Block("heading", f"Day {question.day}: {question.title}{mark}")
    yield Block("text", question.prompt)
    if result.hints:
        yield Block("text", str(result.hints), "Hints used")
    if result.verdict is not None:
        yield from verdict_blocks(result.verdict, whole=True)
        return
    yield Block("text", answered(question, answer), "You")
    if answer and answer.reason:
        yield Block("text", answer.reason, "You wrote")
    yield Block("text", "not revealed yet", question.answer_label)


def _orders(debrief: Debrief) -> Iterator[Block]:
    yield Block("heading", "Left out, late or harmful")
    if not debrief.missed:
        yield Block("text", "Nothing to list.")
    for miss in debrief.missed:
        yield Block("item", f"{miss.label} ({miss.detail})", KINDS[miss.kind], cites(miss.cite))
        yield Block("text", miss.why, "Why")
        if miss.hindsight:
            yield Block("text", miss.hindsight, "In hindsight", cites(miss.hindsight_cite))
    if parts := debrief.axes["stewardship"].parts:
        yield Block("heading", "Tests and procedures you asked for")
        for part in sorted(parts, key=lambda part: part.credit):
            yield Block("item", part.detail, part.label, cites(part.cite))


def _source(debrief: Debrief) -> Iterator[Block]:
    for block in notes(debrief.source_notes):
        yield replace(block, kind="heading") if block.kind == "note" else block
    if debrief.sources:
        yield Block("heading", "Sources and their licences")
        for source in debrief.sources:
            yield Block("item", source_text(source), source.id)
    if debrief.finished:
        yield Block("heading", "Who has reviewed this case")
        if not debrief.review:
            yield Block("text", "The file names nobody.")
        for review in debrief.review:
            text = f"{review.scope} Verdict: {review.verdict.replace('-', ' ')}."
            yield Block("item", text, f"{review.by}, {review.date}")
    if not debrief.source_notes and not debrief.sources:
        yield Block("text", "Nothing to show yet.")


def source_text(source: Source) -> str:
    """A source in full, with its numbers and licence."""
    ids = [
        f"doi {source.doi}" if source.doi else "",
        f"PMID {source.pmid}" if source.pmid else "",
        source.pmcid or "",
        f"Licence: {source.licence}",
        source.licence_note or "",
    ]
    return " ".join([source.citation, *(f"{i.rstrip('.')}." for i in ids if i)])


def _learn(debrief: Debrief) -> Iterator[Block]:
    if debrief.follow_up:
        yield Block("heading", "What came after")
        for later in debrief.follow_up:
            yield Block("item", later.text, later.when, cites(later.cite))
        yield Block("heading", "To take away")
    if not debrief.finished:
        yield Block("text", "The learning points come when the case is over.")
    for point in debrief.learning_points:
        yield Block("item", point.text, "", cites(point.cite))
    if debrief.takeaway:
        yield Block("heading", "Your take-aways")
        yield Block("text", debrief.takeaway)


_SECTIONS = {
    "Summary": summary,
    "Questions": _questions,
    "Orders": _orders,
    "Course": _course,
    "Learn": _learn,
    "Source": _source,
    "Figures": _figures,
}
SECTIONS = tuple(_SECTIONS)
