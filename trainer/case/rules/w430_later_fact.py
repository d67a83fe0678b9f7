"""a reason that names a later day's fact

Whether an answer was sound is judged on what was known that day. A reason, or what is told of the report's answer, that names a result, a finding or a day still to come judges with hindsight, and tells a learner what is to come: that belongs into 'hindsight'.

  decisions:
    - id: first-look
      kind: one
      day: 1
      title: First look
      prompt: Which step comes first in looking for the cause of her cough?
      options:
-       - {id: film, text: A plain chest film, reported: "yes", judgement: recommended, why: It showed a shadow in the left lower zone., cite: made-up P1}
+       - {id: film, text: A plain chest film, reported: "yes", judgement: recommended, why: It is quick., hindsight: It showed a shadow in the left lower zone., cite: made-up P1}
        - {id: scope, text: Bronchoscopy at once, reported: "no", judgement: unnecessary, why: Nothing says where to look., cite: made-up P1}
      answer: {text: The team asked for a film., cite: made-up P1}
"""

from __future__ import annotations

import re

from trainer.case.model import Finding, ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.text_index import NEVER
from trainer.case.rules.texts import TextAt
from trainer.case.rules.words import content_of

_DAY = re.compile(r"\b[Dd]ay (\d{1,4})\b")
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-]|\.\d)")
_ENOUGH = 3
"""So many words of a later finding that no text of the day has; fewer may be chance."""
_READ = frozenset({
    "head", "name", "finding", "course", "source-note", "title", "prompt", "option", "term",
})  # fmt: skip
_ADVICE = "Say why by what was known on the day; put this into 'hindsight'."


def check(subject: Subject) -> Hits:
    s = subject.scenario
    days = {part.day for part in (*s.findings, *s.course)}
    later = _Later(subject)
    for at in subject.texts.of("why", "answer"):
        if at.day is None or at.loc[0] != "decisions":
            continue
        question = s.decisions[int(at.loc[1])]
        own = " ".join([question.prompt, *(o.wording for o in question.choices)])
        for match in _DAY.finditer(at.text):
            day = int(match[1])
            if at.day < day <= s.clock.last_day and day in days and match[0] not in own:
                yield Hit(at.loc, f"this is read on day {at.day} and names day {day}.", _ADVICE)
                break
        else:
            if finding := later.named_in(at, own):
                message = (
                    f"this is read on day {at.day} and names what '{finding.id}' tells"
                    f" on day {finding.day}."
                )
                yield Hit(at.loc, message, _ADVICE, about=(finding.id,))


class _Later:
    """What is told on later days, and on none before."""

    def __init__(self, subject: Subject) -> None:
        s = subject.scenario
        self._texts = subject.texts
        self._analytes = {a.id: a for a in s.analytes}
        told = sorted(s.findings, key=lambda f: f.day)
        self._values = [f for f in told if isinstance(f, ValueFinding) and f.value is not None]
        self._words = [(f, content_of(_text(f))) for f in told if f.day > s.clock.first_day]
        self._first: dict[str, int] = {}

    def named_in(self, at: TextAt, own: str) -> Finding | None:
        """The first later finding that the text names; ``own`` are the question's own words."""
        day = at.day or 0
        if (numbers := _NUMBER.findall(at.text)) and (value := self._value(at, own, numbers)):
            return value
        words = content_of(at.text)
        for finding, telling in self._words:
            if finding.day > day and len(both := words & telling) >= _ENOUGH:
                new = [w for w in both if self._first_day(w) > day]
                if len(new) >= _ENOUGH and len(content_of(own).intersection(new)) == 0:
                    return finding
        return None

    def _first_day(self, word: str) -> int:
        """The first day on which the word can be read as a fact or in a question."""
        if word not in self._first:
            read = (at.day for at in self._texts.having(word)
                    if at.role in _READ and at.day is not None)  # fmt: skip
            self._first[word] = next(read, NEVER)
        return self._first[word]

    def _value(self, at: TextAt, own: str, numbers: list[str]) -> Finding | None:
        day = at.day or 0
        given = set(_NUMBER.findall(own))
        before = {f.value.printed for f in self._values if f.value and f.day <= day}
        for f in self._values:
            if f.day > day and f.value and (shown := f.value.printed) in numbers:
                analyte = self._analytes.get(f.analyte)
                names = [n for n in (analyte.name, analyte.short) if n] if analyte else []
                named = any(name.casefold() in at.text.casefold() for name in names)
                unit = analyte.shown_unit if analyte else ""
                beside = bool(unit) and f"{shown} {unit}" in at.text
                if (named or beside) and shown not in before | given:
                    return f
        return None


def _text(finding: Finding) -> str:
    parts = (getattr(finding, key, None) for key in ("title", "name", "text"))
    return " ".join(part for part in parts if part)
