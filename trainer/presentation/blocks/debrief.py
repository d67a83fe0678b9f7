"""A debrief in words, section by section; text, Markdown and the screen only lay it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from trainer.case.model import Source
from trainer.counting import some
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.day import notes
from trainer.presentation.blocks.verdict import answer_text, verdict_of
from trainer.presentation.words import COURSE_GOES_ON, NOT_A_STANDARD, cites, score_text
from trainer.scoring.debrief import Debrief, DecisionTold
from trainer.scoring.stored import axis_title

AXES = {
    "soundness": "sound on what was known that day",
    "as_reported": "agreement with the reported course",
    "timeliness": "done when it was due",
    "vigilance": "the danger watched for",
    "stewardship": "what was asked for was called for",
    "calibration": "confidence matches soundness",
}
KINDS = {
    "harmful": "Harmful",
    "omitted": "Critical, left out",
    "not done": "Not done",
    "late": "Late",
    "uncovered": "Not watched",
}
BURDENS = {"invasive": "Invasive", "radiation": "With radiation"}
SECTIONS = ("Scores", "Time line", "Decisions", "Missed", "Source", "Learn")


def section(told: Debrief, name: str) -> list[Block]:
    """The blocks of one of ``SECTIONS``."""
    made = {
        "Scores": _scores(told),
        "Time line": _timeline(told),
        "Decisions": (b for d in told.decisions for b in decision_blocks(d)),
        "Missed": _missed(told),
        "Source": _source(told),
        "Learn": _learn(told),
    }
    return list(made[name])


def intro(told: Debrief) -> list[Block]:
    """What must be known before reading on."""
    blocks = []
    if not told.finished:
        unfinished = (
            f"This run is not finished. The debrief goes as far as day {told.day} and tells"
            " nothing of later days: hindsight, sources and learning points come at the end."
        )
        blocks.append(Block("text", unfinished))
    blocks += [Block("item", line) for line in told.changed]
    return [*blocks, Block("text", f"{NOT_A_STANDARD} {COURSE_GOES_ON}")]


def calibration_text(figures: Any) -> str:
    """The Brier score in words, with its caveat."""
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


def _scores(told: Debrief) -> Iterator[Block]:
    for name, axis in told.axes.items():
        said = f"{score_text(axis.score)} ({AXES[name]})"
        if name == "calibration":
            said = calibration_text(axis.beside)
        yield Block("item", said, axis_title(name))
    yield from _beside(told)
    yield Block("text", told.weights_note)
    for name, axis in told.axes.items():
        if axis.parts:
            yield Block("heading", f"{axis_title(name)}: parts")
        for part in axis.parts:
            points = f"{part.credit * part.weight:.2g} of {part.weight:g}"
            yield Block("item", f"{points}; {part.detail}", part.label, cites(part.cite))


def _beside(told: Debrief) -> Iterator[Block]:
    """What stands beside the scores: answers without a hint, burdens, what was harmful."""
    sound = told.axes["soundness"]
    unaided = sound.beside.get("unaided", {})
    if unaided and unaided["n"] < len(sound.parts):
        said = f"{score_text(unaided['score'])} ({some(unaided['n'], 'question')})"
        yield Block("item", said, "Sound without a hint")
    beside = told.axes["stewardship"].beside
    for burden, label in BURDENS.items():
        if names := [b["label"] for b in beside["burden"] if b["burden"] == burden]:
            yield Block("item", ", ".join(names), label)
    if names := [h["label"] for h in beside["harmful_orders"]]:
        yield Block("item", ", ".join(names), "Harmful to this patient")


def _timeline(told: Debrief) -> Iterator[Block]:
    for day in told.timeline:
        yield Block("heading", f"Day {day.day}")
        for label, lane in (("You", day.yours), ("Report", day.reported)):
            for entry in lane:
                yield Block("item", entry.text, label, cites(entry.cite))


def decision_blocks(asked: DecisionTold) -> Iterator[Block]:
    """One decision: the question, what was answered, and the verdict once it may be told."""
    yield Block("heading", f"Day {asked.day}: {asked.title}")
    yield Block("text", asked.prompt)
    yield Block("text", answer_text(asked.chosen, asked.confidence), "Your answer")
    if asked.reason:
        yield Block("text", asked.reason, "Your reason")
    if asked.hints:
        yield Block("text", str(asked.hints), "Hints used")
    if asked.told:
        text, label = asked.answer or "", asked.answer_label
        yield from verdict_of(text, asked.answer_cite, asked.explained, label=label)
    else:
        yield Block("text", "not revealed yet", asked.answer_label)


def _missed(told: Debrief) -> Iterator[Block]:
    if not told.missed:
        yield Block("text", "Nothing to list.")
    for miss in told.missed:
        yield Block("item", f"{miss.label} ({miss.detail})", KINDS[miss.kind], cites(miss.cite))
        yield Block("text", miss.why, "Why")
        if miss.hindsight:
            yield Block("text", miss.hindsight, "In hindsight", cites(miss.hindsight_cite))


def _source(told: Debrief) -> Iterator[Block]:
    for block in notes(told.source_notes):
        yield replace(block, kind="heading") if block.kind == "note" else block
    if told.sources:
        yield Block("heading", "Sources and their licences")
        for source in told.sources:
            yield Block("item", _source_text(source), source.id)
    if told.finished:
        yield Block("heading", "Who has reviewed this case")
        if not told.review:
            yield Block("text", "The file names nobody.")
        for review in told.review:
            text = f"{review.scope} Verdict: {review.verdict.replace('-', ' ')}."
            yield Block("item", text, f"{review.by}, {review.date}")
    if not told.source_notes and not told.sources:
        yield Block("text", "Nothing to tell yet.")


def _source_text(source: Source) -> str:
    ids = [
        f"doi {source.doi}" if source.doi else "",
        f"PMID {source.pmid}" if source.pmid else "",
        source.pmcid or "",
        f"Licence: {source.licence}",
        source.licence_note or "",
    ]
    return " ".join([source.citation, *(f"{i.rstrip('.')}." for i in ids if i)])


def _learn(told: Debrief) -> Iterator[Block]:
    if told.follow_up:
        yield Block("heading", "What came after")
        for later in told.follow_up:
            yield Block("item", later.text, later.when, cites(later.cite))
        yield Block("heading", "To take away")
    if not told.finished:
        yield Block("text", "The learning points come when the case is over.")
    for point in told.learning_points:
        yield Block("item", point.text, "", cites(point.cite))
    if told.takeaway:
        yield Block("heading", "Your take-aways")
        yield Block("text", told.takeaway)
