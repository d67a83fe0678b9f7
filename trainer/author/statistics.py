"""What a case is made of, counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel

from trainer.case.model import Citation, Scenario
from trainer.case.rules.texts import texts_of

WORDS_A_MINUTE = 238
"""Adults reading English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047."""

MINUTES_A_DECISION = 1.0
"""Time to weigh and commit; a guess of ours, and shown as such."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims that need a source, and how many of them have one."""

    claims: int
    cited: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nothing to cite."""
        return self.cited / self.claims if self.claims else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of one scenario. Minutes are for one person who reads everything once."""

    scenario: str
    version: str
    days: int
    days_with_events: int
    words: dict[str, int]
    """Words by who reads them: before, during and after the answers, and the facilitator."""
    minutes_planned: int | None
    minutes_estimated: float
    findings: dict[str, int]
    """Findings by kind."""
    analytes: int
    course: int
    source_notes: dict[str, int]
    decisions: dict[str, int]
    """Decisions by kind."""
    options: int
    judgements: dict[str, int]
    without_reported_answer: int
    timed: int
    watches: int
    citations: dict[str, int]
    """Citations by source; 0 for one that is listed and never cited."""
    keyed_claims: Claims
    reviews: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {**asdict(self), "share_cited": self.keyed_claims.share}


_READERS = {
    "head": "before play", "order": "names of orders", "name": "during play",
    "finding": "during play", "course": "during play", "source-note": "during play",
    "title": "during play", "prompt": "during play", "hint": "hints", "option": "during play",
    "answer": "answers", "why": "answers", "label": "debrief", "term": "glossary",
    "hindsight": "debrief", "debrief": "debrief", "facilitator": "facilitator",
}  # fmt: skip
_ONCE = ("before play", "during play", "answers", "debrief")


def statistics(scenario: Scenario) -> Statistics:
    """Count ``scenario``."""
    s = scenario
    words: Counter[str] = Counter()
    for text in texts_of(s):
        words[_READERS[text.role]] += len(_WORD.findall(text.text))
    reading = sum(words[k] for k in _ONCE) / WORDS_A_MINUTE
    options = [o for d in s.decisions for o in d.choices]
    event_days = {p.day for p in (*s.findings, *s.course, *s.decisions)}
    cited = Counter(c.source for c in _citations(s))
    return Statistics(
        s.id,
        s.version,
        s.clock.last_day - s.clock.first_day + 1,
        len({d for d in event_days if s.clock.first_day <= d <= s.clock.last_day}),
        dict(words),
        s.minutes,
        round(reading + MINUTES_A_DECISION * len(s.decisions), 1),
        dict(Counter(f.kind for f in s.findings)),
        len(s.analytes),
        len(s.course),
        dict(Counter(n.kind for n in s.source_notes)),
        dict(Counter(d.kind for d in s.decisions)),
        len(options),
        dict(Counter(o.judgement for o in options)),
        sum(not d.has_reported_answer for d in s.decisions),
        len(s.timed),
        len(s.watches),
        {source.id: cited[source.id] for source in s.sources},
        keyed_claims(s),
        dict(Counter(r.verdict for r in s.review)),
    )


def keyed_claims(s: Scenario) -> Claims:
    """What is scored or told as true of the report: keyed and judged options, answers, scored days.

    Most cannot be written without a citation; an answer's text and what hindsight adds can.
    """
    claims: list[bool] = []
    for question in s.decisions:
        if question.has_reported_answer:
            claims.append(bool(question.answer.cite))
        parts = question.explained(None, hindsight=True)
        claims.extend(bool(p.cite) for p in parts)
        claims.extend(bool(p.hindsight_cite or p.cite) for p in parts if p.hindsight)
    for scored in (s.timed, s.watches, s.learning_points):
        claims.extend(bool(part.cite) for part in scored)
    return Claims(len(claims), sum(claims))


def _citations(part: Any) -> Iterator[Citation]:
    if isinstance(part, Citation):
        yield part
    elif isinstance(part, BaseModel):
        for _, value in part:
            yield from _citations(value)
    elif isinstance(part, tuple):
        for item in part:
            yield from _citations(item)
