"""Search in everything known of the patient so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.case.model import ValueFinding
from trainer.case.search import folded
from trainer.presentation import words
from trainer.presentation.blocks.order import order_text
from trainer.presentation.blocks.verdict import answered
from trainer.presentation.sight import Sight


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A text that matches, with the day it belongs to."""

    day: int
    title: str
    text: str
    cite: str = ""
    short: str = ""
    """What a value goes by among others on its day, instead of its title."""


def find(sight: Sight, query: str) -> list[SearchHit]:
    """The texts that have every word of ``query``; all of them if it is empty.

    First those where each word begins a word, so that "ct" finds a CT before a doctor; of these
    the latest first.
    """
    wanted = folded(query).split()
    begins = [re.compile(rf"\b{re.escape(word)}") for word in wanted]
    hits = []
    for hit in known(sight):
        text = folded(f"{hit.title} {hit.text}")
        if all(word in text for word in wanted):
            hits.append((not all(each.search(text) for each in begins), -hit.day, hit))
    return [hit for *_, hit in sorted(hits, key=lambda each: each[:2])]


def known(sight: Sight) -> Iterator[SearchHit]:
    """Findings, the team's actions, notes on the report, orders, answers, the learner's notes."""
    case, state = sight.case, sight.state
    for f in sight.findings:
        text = _one_line(words.finding_text(case, f))
        short = case.analytes[f.analyte].label if isinstance(f, ValueFinding) else ""
        yield SearchHit(f.day, words.title(case, f), text, words.cites(f.cite), short)
    for c in sight.course:
        yield SearchHit(c.day, "Team", f"{c.text} {c.note or ''}".rstrip(), words.cites(c.cite))
    for n in sight.notes:
        versions = " ".join(v.says for v in n.versions)
        yield SearchHit(n.day, n.title, f"{n.text} {versions}".rstrip(), words.cites(n.cite))
    for v in sight.orders:
        yield SearchHit(v.placed.day, "You ordered", order_text(v))
    for name, lock in state.locks.items():
        question = case.questions[name]
        yield SearchHit(lock.day, question.title, f"You: {answered(question, lock.answer)}")
    for day, text in state.notes:
        yield SearchHit(day, "Your note", text)


def _one_line(text: str) -> str:
    """The lines joined into one, each ended by a full stop: a figure, then its note."""
    *first, last = text.splitlines() or [""]
    return " ".join([*(line if line.endswith((".", ":")) else f"{line}." for line in first), last])
