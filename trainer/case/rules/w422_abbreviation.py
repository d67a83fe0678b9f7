"""An abbreviation that nothing has expanded by the day it is read."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.texts import TextAt
from trainer.files.lists import words_in

# Two capitals, or several letters and a digit; not in a unit, nor 'B12' or 'L4', nor 'McBurney'. The
# first capital stands before the look back, because a look back at every letter takes far longer.
_SHORT = re.compile(
    r"[A-Z](?<![\w/].)(?![a-z]?[A-Z][a-z]{3}|[A-Z][a-z]{1,2}[A-Z][a-z]{3})"
    r"(?:[A-Za-z]+[0-9]|[A-Za-z]*[A-Z])[A-Za-z0-9]*(?![\w/])"
)
# 'magnetic resonance imaging (MRI)' and 'MRI (magnetic resonance imaging)'.
_TOLD = re.compile(r"\(([A-Z][\w/-]+)[,;)]|\b([A-Z]{2,}\w*) \(")
_ROMAN = re.compile(r"[IVX]+$")
_TO_LEARNERS = frozenset(
    ("head", "finding", "course", "source-note", "title", "prompt", "hint", "option", "answer",
     "why", "hindsight", "debrief")
)  # fmt: skip


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    end = s.clock.last_day + 1
    known = dict.fromkeys(words_in(__file__, "lists/abbreviations.txt"), s.clock.first_day)
    for term in s.glossary:
        day = s.clock.first_day if term.from_day is None else term.from_day
        for part in _names(term.term):
            known[part] = min(day, known.get(part, end))
    read = [at for at in subject.texts if at.role in _TO_LEARNERS]
    # Found in all texts at once, as most are in the glossary from the first day on.
    everything = "\n".join([at.text for at in read])
    used: dict[str, list[int]] = {}
    for found in _SHORT.finditer(everything):
        used.setdefault(_singular(found[0]), []).append(found.start())
    doubtful = [n for n in used if known.get(n, end) > s.clock.first_day and not _ROMAN.match(n)]
    if not doubtful:
        return
    ends = list(accumulate(len(at.text) + 1 for at in read))
    for name in doubtful:
        texts = [read[bisect(ends, start)] for start in used[name]]
        days = [known[name]] if name in known else []
        days += [_day(at, end) for at in texts if name in _told(at.text)]
        first = min(texts, key=lambda at: _day(at, end))
        if not days or min(days) > _day(first, end):
            late = f" before day {min(days)}." if days and min(days) < end else "."
            yield Hit(
                first.loc, f"'{name}' is not expanded{late}",
                "Write it out, add it to the glossary, or let the glossary have it earlier.",
            )  # fmt: skip


def _day(at: TextAt, end: int) -> int:
    return end if at.day is None else at.day


def _told(text: str) -> list[str]:
    """The abbreviations that a text expands."""
    return [name for told in _TOLD.findall(text) for name in _names(told[0] or told[1])]


def _names(text: str) -> list[str]:
    """The abbreviations in a text."""
    return [_singular(name) for name in _SHORT.findall(text)]


def _singular(name: str) -> str:
    return name.removesuffix("s") if name[:-1].isupper() else name


RULE = Rule(
    "W422",
    "warning",
    "an abbreviation before its expansion",
    _check,
    reason="What cannot be read cannot be answered (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). An abbreviation is expanded by the glossary from its day on, or in brackets beside it. Names in the table of results and units do not count, nor names of orders; each abbreviation is told once, where it is read first.",
    bad="""
findings:
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow as in COPD., orders: [chest-radiograph], cite: made-up P2}
""",
    good="""
findings:
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow as in COPD (chronic obstructive pulmonary disease)., orders: [chest-radiograph], cite: made-up P2}
""",
)
