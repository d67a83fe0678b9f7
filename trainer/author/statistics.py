"""Count the parts of a case."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from trainer.case.model import Scenario
from trainer.case.rules.references import references_of
from trainer.case.rules.texts import texts_of

WORDS_A_MINUTE = 238
"""Adults reading English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047."""

MINUTES_A_DECISION = 1.0
"""Time to weigh and commit to an answer; our own guess, and shown as such."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


_READERS = {
    "head": "before play", "order": "names of orders", "name": "during play",
    "finding": "during play", "course": "during play", "source-note": "during play",
    "title": "during play", "prompt": "during play", "hint": "hints", "option": "during play",
    "answer": "answers", "why": "answers", "label": "debrief", "term": "glossary",
    "hindsight": "debrief", "debrief": "debrief", "facilitator": "facilitator",
}  # fmt: skip
_ONCE = ("before play", "during play", "answers", "debrief")


def statistics(s: Scenario) -> dict[str, Any]:
    """Counts of a case's parts as JSON values, and the minutes to read everything once.

    Words are counted by when or by whom they are read, parts by kind; an uncited source has 0.
    """
    words: Counter[str] = Counter()
    for text in texts_of(s):
        words[_READERS[text.role]] += len(_WORD.findall(text.text))
    reading = sum(words[k] for k in _ONCE) / WORDS_A_MINUTE
    options = [o for d in s.decisions for o in d.choices]
    event_days = {p.day for p in (*s.findings, *s.course, *s.decisions)}
    cited = Counter(name for _, key, name, _ in references_of(s) if key == "source")
    claims = keyed_claims(s)
    return {
        "scenario": s.id,
        "version": s.version,
        "days": s.clock.last_day - s.clock.first_day + 1,
        "days_with_events": sum(s.clock.first_day <= d <= s.clock.last_day for d in event_days),
        "words": dict(words),
        "minutes_planned": s.minutes,
        "minutes_estimated": round(reading + MINUTES_A_DECISION * len(s.decisions), 1),
        "findings": Counter(f.kind for f in s.findings),
        "analytes": len(s.analytes),
        "course": len(s.course),
        "source_notes": Counter(n.kind for n in s.source_notes),
        "decisions": Counter(d.kind for d in s.decisions),
        "options": len(options),
        "judgements": Counter(o.judgement for o in options),
        "without_reported_answer": sum(not d.has_reported_answer for d in s.decisions),
        "timed": len(s.timed),
        "watches": len(s.watches),
        "citations": {source.id: cited[source.id] for source in s.sources},
        "keyed_claims": {"claims": len(claims), "cited": sum(claims)},
        "reviews": Counter(r.verdict for r in s.review),
        "share_cited": sum(claims) / len(claims) if claims else None,
    }


def keyed_claims(s: Scenario) -> list[bool]:
    """Whether each claim is cited: keyed or judged options, answers, hindsight, timed actions,
    watches and learning points.

    The format requires most of these citations, but not those of answers and of hindsight.
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
    return claims
