"""Texts that give something away too early."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.model import Finding, ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item
from trainer.case.rules.paths import values_at
from trainer.case.rules.text_index import NEVER
from trainer.case.rules.texts import TextAt
from trainer.case.rules.words import content_of
from trainer.questions import Question


def w428_verdict_answers(subject: Subject) -> Hits:
    """verdict that answers an open question

    In study a verdict follows its answer at once, while later questions of the day are still open. If it has the words by which the right option of such a question differs from the others, it answers that question. Course entries and source notes that wait only for the earlier question ('after') are read just as early.

      decisions:
        - id: first-look
          kind: one
          day: 1
          title: A question
          prompt: Which step comes first?
          options:
            - {id: a, text: A plain chest film, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
            - {id: b, text: A blood test, reported: "no", judgement: acceptable, why: It is vague., cite: made-up P1}
    -     answer: {text: A film showed a shadow in the lower lobe., cite: made-up P1}
    +     answer: {text: A film., cite: made-up P1}
        - id: where
          kind: one
          day: 1
          title: Another question
          prompt: Where do you look for the cause?
          options:
            - {id: a, text: In the lower lobe, reported: "yes", judgement: recommended, why: It is there., cite: made-up P1}
            - {id: b, text: In the pleura, reported: "no", judgement: acceptable, why: It is not., cite: made-up P1}
          answer: {text: In the lobe., cite: made-up P1}
    """
    early = _early(subject)
    for item in subject.keyed:
        question = item.question
        # Only what is read on the day of the question, and before it in the file.
        read = [at for place, at in early.get(question.day, ()) if place < int(item.loc[1])]
        own = list(_own_words(item)) if read else []
        for at in read:
            for text, verdict in own:
                if verdict <= content_of(at.text):
                    named = ", ".join(f"'{word}'" for word in sorted(verdict))
                    message = (
                        f"{named} can be read while '{question.id}' is open: of its options"
                        f" only '{text}' has this, which is right."
                    )
                    advice = "Say it in other words, or leave it to the verdict of that question."
                    yield Hit(at.loc, message, advice, about=(question.id,))
                    break


def _early(subject: Subject) -> dict[int, list[tuple[int, TextAt]]]:
    """The texts that are read once a question is answered, by its day, each with its index."""
    s = subject.scenario
    places = {d.id: i for i, d in enumerate(s.decisions)}
    waits = {
        loc: places[part.after]
        for loc, part in values_at(s, "course,source_notes")
        if part.after in places
    }
    read = [(int(at.loc[1]), at) for at in subject.texts.in_roles("why", "answer")]
    if waits:
        others = subject.texts.in_roles("course", "source-note")
        read += [(waits[at.loc[:2]], at) for at in others
                 if at.loc[:2] in waits and at.loc[-1] != "title"]  # fmt: skip
    early: dict[int, list[tuple[int, TextAt]]] = {}
    for place, at in read:
        early.setdefault(s.decisions[place].day, []).append((place, at))
    return early


def _own_words(item: Item) -> Iterator[tuple[str, frozenset[str]]]:
    """Each right option, with the words that no other option has."""
    for place in sorted(item.key):
        own = item.own_words[place]
        # One word of several, such as 'skin' of 'a biopsy of the skin', says little by itself.
        if own and (len(own) > 1 or own == item.words[place]):
            yield item.texts[place], own


_NAME_THE_KIND = (
    "Name the kind of thing, not the thing; or accept the word under 'allow', with the reason."
)


def w429_option_gives_away(subject: Subject) -> Hits:
    """option gives away what is to come

    Options are read before the answer. A word that the file lists under 'spoilers' and that is read first in an option suggests what the learner has not thought of yet. If that cannot be avoided, as in a list of all drugs of a kind, 'allow' says why.

      decisions:
        - id: first-look
          kind: one
          day: 1
          title: A question
          prompt: Which step comes first?
          options:
            - {id: a, text: A plain chest film, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
    -       - {id: b, text: A search for lymphoma, reported: "no", judgement: acceptable, why: It is vague., cite: made-up P1}
    +       - {id: b, text: A blood test, reported: "no", judgement: acceptable, why: It is vague., cite: made-up P1}
          answer: {text: A film., cite: made-up P1}
      spoilers:
        - {words: [lymphoma], day: 5}
    """
    for word, day, texts in subject.early_spoilers:
        for at in texts:
            if at.role == "option":
                message = f"an option has '{word}', which belongs to day {day}, as 'spoilers' says."
                yield Hit(at.loc, message, _NAME_THE_KIND, about=(word,))


# Both look back only after their first character, which takes a third of the time.
_DAY = re.compile(r"[Dd](?<!\w.)ay (\d{1,4})\b")
_NUMBER = re.compile(r"\d(?<![\w.-].)\d*(?:\.\d+)?(?![\w-]|\.\d)")
_TELLING = 3
"""The fewest words of a later finding, in no earlier text, that name it; fewer may be chance."""
_READ = frozenset({
    "head", "name", "finding", "course", "source-note", "title", "prompt", "option", "term",
})  # fmt: skip
_HINDSIGHT = "Say why by what was known on the day; put this into 'hindsight'."


def w430_later_fact(subject: Subject) -> Hits:
    """a reason that names a later day's fact

    Soundness is judged on what was known that day. A reason, or the text of the report's answer, that names a later result, finding or day judges with hindsight and gives away what is to come: that belongs in 'hindsight'.

      decisions: first-look
    -       - {id: film, text: A plain chest film, reported: "yes", judgement: recommended, why: It showed a shadow in the left lower zone., cite: made-up P1}
    +       - {id: film, text: A plain chest film, reported: "yes", judgement: recommended, why: It is quick., hindsight: It showed a shadow in the left lower zone., cite: made-up P1}
            - {id: scope, text: Bronchoscopy at once, reported: "no", judgement: unnecessary, why: Nothing says where to look., cite: made-up P1}
          answer: {text: The team asked for a film., cite: made-up P1}
    """
    s = subject.scenario
    days = {part.day for part in (*s.findings, *s.course)}
    later = _LaterFacts(subject)
    for at in subject.texts.in_roles("why", "answer"):
        if at.day is None or at.loc[0] != "decisions":
            continue
        question = s.decisions[int(at.loc[1])]
        for match in _DAY.finditer(at.text):
            day = int(match[1])
            known = at.day >= day or day > s.clock.last_day or day not in days
            if not known and match[0] not in _question_words(question):
                yield Hit(at.loc, f"this is read on day {at.day} and names day {day}.", _HINDSIGHT)
                break
        else:
            if finding := later.named_in(at, question):
                message = (
                    f"this is read on day {at.day} and names what '{finding.id}' shows"
                    f" on day {finding.day}."
                )
                yield Hit(at.loc, message, _HINDSIGHT, about=(finding.id,))


def _question_words(question: Question) -> str:
    """The prompt and the options of a question."""
    return " ".join([question.prompt, *(o.wording for o in question.choices)])


class _LaterFacts:
    """The facts that can be read on later days and not before."""

    def __init__(self, subject: Subject) -> None:
        s = subject.scenario
        self._texts = subject.texts
        self._analytes = {a.id: a for a in s.analytes}
        by_day = sorted(s.findings, key=lambda f: f.day)
        self._values: dict[str, list[tuple[int, ValueFinding]]] = {}
        for place, f in enumerate(by_day):
            if isinstance(f, ValueFinding) and f.value is not None:
                self._values.setdefault(f.value.printed, []).append((place, f))
        # Most words of later findings can be read on the first day, so that few are left to look up.
        first = s.clock.first_day
        read = [at.text for at in subject.texts if at.day == first and at.role in _READ]
        early = frozenset(" ".join(read).lower().split())
        in_words = [f for f in by_day if f.day > first and not isinstance(f, ValueFinding)]
        news = [(f, content_of(_text(f)) - early) for f in in_words]
        self._words = [(f, words) for f, words in news if len(words) >= _TELLING]
        self._news = frozenset().union(*(words for _, words in self._words))
        self._first: dict[str, int] = {}

    def named_in(self, at: TextAt, question: Question) -> Finding | None:
        """The first later finding that the text names and the question does not."""
        day = at.day or 0
        if (numbers := {*_NUMBER.findall(at.text)}) and (
            value := self._value(at, question, numbers)
        ):
            return value
        words = content_of(at.text) & self._news
        for finding, telling in self._words if len(words) >= _TELLING else ():
            if finding.day > day and len(shared := words & telling) >= _TELLING:
                new = [w for w in shared if self._first_day(w) > day]
                if len(new) >= _TELLING and content_of(_question_words(question)).isdisjoint(new):
                    return finding
        return None

    def _first_day(self, word: str) -> int:
        """The first day on which the word can be read as a fact or in a question."""
        if word not in self._first:
            read = (at.day for at in self._texts.having(word)
                    if at.role in _READ and at.day is not None)  # fmt: skip
            self._first[word] = min(read, default=NEVER)
        return self._first[word]

    def _value(self, at: TextAt, question: Question, numbers: set[str]) -> Finding | None:
        """The first value in the text that no finding up to its day has."""
        later = [
            (place, f, number)
            for number in numbers & self._values.keys()
            if self._values[number][0][1].day > (at.day or 0)  # the first with it
            for place, f in self._values[number]
            if self._is_named(f, number, at.text)
        ]
        own_numbers = _NUMBER.findall(_question_words(question)) if later else ()
        named = [(place, f) for place, f, number in later if number not in own_numbers]
        return min(named)[1] if named else None

    def _is_named(self, finding: ValueFinding, figure: str, text: str) -> bool:
        """Whether the text has the analyte's name, or its unit beside the number."""
        analyte = self._analytes.get(finding.analyte)
        if analyte is None:
            return False
        names = [name.casefold() for name in (analyte.name, analyte.short) if name]
        unit = analyte.shown_unit
        return any(name in text.casefold() for name in names) or (
            bool(unit) and f"{figure} {unit}" in text
        )


def _text(finding: Finding) -> str:
    value_of = vars(finding).get  # looking up a missing field on a model is slow
    return " ".join(filter(None, map(value_of, ("title", "name", "text"))))
