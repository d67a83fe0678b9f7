"""Search in everything known of the patient so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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


def find(sight: Sight, query: str) -> list[SearchHit]:
    """The texts that have every word of ``query``, the latest first; all if it is empty."""
    wanted = folded(query).split()
    hits = [h for h in known(sight) if all(w in folded(f"{h.title} {h.text}") for w in wanted)]
    return sorted(hits, key=lambda h: -h.day)


def known(sight: Sight) -> Iterator[SearchHit]:
    """Findings, the team's actions, notes on the report, orders, answers, the learner's notes."""
    case, state = sight.case, sight.state
    for f in sight.findings:
        text = _one_line(words.finding_text(case, f))
        yield SearchHit(f.day, words.title(case, f), text, words.cites(f.cite))
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
