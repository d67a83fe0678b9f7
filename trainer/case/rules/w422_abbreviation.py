"""an abbreviation before its expansion

What cannot be read cannot be answered (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). An abbreviation is expanded by the glossary from its day on, or in brackets beside it. Names in the table of results and units do not count, nor names of orders; each abbreviation is told once, where it is read first.

  findings:
    - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
-   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow as in COPD., orders: [chest-radiograph], cite: made-up P2}
+   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow as in COPD (chronic obstructive pulmonary disease)., orders: [chest-radiograph], cite: made-up P2}
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.texts import TextAt
from trainer.files.lists import words_in

# Two capitals, or several letters and a digit; not in a unit, nor 'B12' or 'L4', nor 'McBurney'. The
# first capital stands before the look back, because a look back at every letter takes far longer.
_SHORT = re.compile(
    r"[A-Z](?<![\w/].)(?![a-z]?[A-Z][a-z]{3}|[A-Z][a-z]{1,2}[A-Z][a-z]{3})"
    r"(?:[A-Za-z]+[0-9]|[A-Za-z]*[A-Z])[A-Za-z0-9]*(?![\w/])"
)
# 'magnetic resonance imaging (MRI)' and 'MRI (magnetic resonance imaging)'.
_EXPANDED = re.compile(r"\(([A-Z][\w/-]+)[,;)]|\b([A-Z]{2,}\w*) \(")
_ROMAN = re.compile(r"[IVX]+$")


def check(subject: Subject) -> Hits:
    s = subject.scenario
    end = s.clock.last_day + 1
    known = dict.fromkeys(words_in(__file__, "lists/abbreviations.txt"), s.clock.first_day)
    for at in subject.texts.of("name"):
        # The table of results has the short name beside the long one, once it is measured.
        if at.loc[-1] == "short" and at.day is not None:
            known.setdefault(_singular(at.text), at.day)
    for term in s.glossary:
        day = s.clock.first_day if term.from_day is None else term.from_day
        for part in _names(term.term):
            known[part] = min(day, known.get(part, end))
    read = subject.texts.of(
        "head", "finding", "course", "source-note", "title", "prompt", "hint", "option", "answer",
        "why", "hindsight", "debrief",
    )  # fmt: skip
    # Sought in all texts at once, as most are in the glossary from the first day on.
    everything = "\n".join([at.text for at in read])
    used: dict[str, list[int]] = {}
    for match in _SHORT.finditer(everything):
        used.setdefault(_singular(match[0]), []).append(match.start())
    ends = list(accumulate(len(at.text) + 1 for at in read))
    for name, starts in used.items():
        if known.get(name, end) <= s.clock.first_day or _ROMAN.match(name):
            continue
        texts = [read[bisect(ends, start)] for start in starts]
        days = [known[name]] if name in known else []
        days += [_day(at, end) for at in texts if name in _expanded(at.text)]
        first = min(texts, key=lambda at: _day(at, end))
        if not days or min(days) > _day(first, end):
            late = f" before day {min(days)}." if days and min(days) < end else "."
            advice = "Write it out, add it to the glossary, or let the glossary have it earlier."
            yield Hit(first.loc, f"'{name}' is not expanded{late}", advice)


def _day(at: TextAt, end: int) -> int:
    return end if at.day is None else at.day


def _expanded(text: str) -> list[str]:
    """The abbreviations that a text expands."""
    return [name for pair in _EXPANDED.findall(text) for name in _names(pair[0] or pair[1])]


def _names(text: str) -> list[str]:
    """The abbreviations in a text."""
    return [_singular(name) for name in _SHORT.findall(text)]


def _singular(name: str) -> str:
    return name.removesuffix("s") if name[:-1].isupper() else name
