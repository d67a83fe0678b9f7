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
from trainer.questions import Question

# Both look back only once their first character is found: it takes a third of the time.
_DAY = re.compile(r"[Dd](?<!\w.)ay (\d{1,4})\b")
_NUMBER = re.compile(r"\d(?<![\w.-].)\d*(?:\.\d+)?(?![\w-]|\.\d)")
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
        for match in _DAY.finditer(at.text):
            day = int(match[1])
            known = at.day >= day or day > s.clock.last_day or day not in days
            if not known and match[0] not in _own(question):
                yield Hit(at.loc, f"this is read on day {at.day} and names day {day}.", _ADVICE)
                break
        else:
            if finding := later.named_in(at, question):
                message = (
                    f"this is read on day {at.day} and names what '{finding.id}' tells"
                    f" on day {finding.day}."
                )
                yield Hit(at.loc, message, _ADVICE, about=(finding.id,))


def _own(question: Question) -> str:
    """The question's own words."""
    return " ".join([question.prompt, *(o.wording for o in question.choices)])


class _Later:
    """What is told on later days, and on none before."""

    def __init__(self, subject: Subject) -> None:
        s = subject.scenario
        self._texts = subject.texts
        self._analytes = {a.id: a for a in s.analytes}
        told = sorted(s.findings, key=lambda f: f.day)
        self._values: dict[str, list[tuple[int, ValueFinding]]] = {}
        for place, f in enumerate(told):
            if isinstance(f, ValueFinding) and f.value is not None:
                self._values.setdefault(f.value.printed, []).append((place, f))
        # Most words of later findings are read on the first day: what is left is little.
        first = s.clock.first_day
        read = [at.text for at in subject.texts if at.day == first and at.role in _READ]
        early = frozenset(" ".join(read).lower().split())
        news = [(f, content_of(_text(f)) - early) for f in told if f.day > first]
        self._words = [(f, words) for f, words in news if len(words) >= _ENOUGH]
        self._news = frozenset().union(*(words for _, words in self._words))
        self._first: dict[str, int] = {}

    def named_in(self, at: TextAt, question: Question) -> Finding | None:
        """The first later finding that the text names, and the question does not."""
        day = at.day or 0
        if (numbers := {*_NUMBER.findall(at.text)}) and (
            value := self._value(at, question, numbers)
        ):
            return value
        words = content_of(at.text) & self._news
        for finding, telling in self._words if len(words) >= _ENOUGH else ():
            if finding.day > day and len(both := words & telling) >= _ENOUGH:
                new = [w for w in both if self._first_day(w) > day]
                if len(new) >= _ENOUGH and content_of(_own(question)).isdisjoint(new):
                    return finding
        return None

    def _first_day(self, word: str) -> int:
        """The first day on which the word can be read as a fact or in a question."""
        if word not in self._first:
            read = (at.day for at in self._texts.having(word)
                    if at.role in _READ and at.day is not None)  # fmt: skip
            self._first[word] = next(read, NEVER)
        return self._first[word]

    def _value(self, at: TextAt, question: Question, numbers: set[str]) -> Finding | None:
        """The first value that the text has, of those that nothing has up to its day."""
        later = [
            (place, f, number)
            for number in numbers & self._values.keys()
            if all(f.day > (at.day or 0) for _, f in self._values[number])
            for place, f in self._values[number]
            if self._is_named(f, number, at.text)
        ]
        given = _NUMBER.findall(_own(question)) if later else ()
        named = [(place, f) for place, f, number in later if number not in given]
        return min(named)[1] if named else None

    def _is_named(self, finding: ValueFinding, shown: str, text: str) -> bool:
        """Whether the text has the analyte's name, or its unit beside the number."""
        analyte = self._analytes.get(finding.analyte)
        if analyte is None:
            return False
        names = [name.casefold() for name in (analyte.name, analyte.short) if name]
        unit = analyte.shown_unit
        return any(name in text.casefold() for name in names) or (
            bool(unit) and f"{shown} {unit}" in text
        )


def _text(finding: Finding) -> str:
    parts = (getattr(finding, key, None) for key in ("title", "name", "text"))
    return " ".join(part for part in parts if part)
