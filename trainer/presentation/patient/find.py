"""Search over all that is known of a patient so far."""

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
    """Something known, with the day under which it stands."""

    day: int
    title: str
    text: str
    cite: str = ""
    short: str = ""
    """What a value goes by among others on its day, instead of its title."""


def find(sight: Sight, query: str) -> list[SearchHit]:
    """What has every word of the query in it; everything for an empty one.

    First where each begins a word, so that "ct" finds a CT before a doctor; the latest first.
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
    """Findings, what the team did, notes of the source and one's own, orders, answers."""
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
    for on, text in state.notes:
        yield SearchHit(on, "Your note", text)


def _one_line(text: str) -> str:
    """Lines one after another, each with its end: a figure and the note below it."""
    *first, last = text.splitlines() or [""]
    return " ".join([*(line if line.endswith((".", ":")) else f"{line}." for line in first), last])
