"""What is due today, in its order, and by which question of which case each is put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from trainer.learning.answers import CaseFacts, Given, Key
from trainer.learning.schedule import FLOOR, MOST, ORDER, Why, comes_back, day_of, due, why

Histories = Mapping[Key, Sequence[Given]]
"""The answers to each question, by time."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A question that comes back."""

    key: Key
    due: date
    why: Why


@dataclass(frozen=True, slots=True)
class Due:
    """A question to put today, and the one it is put for: mostly another, of a finished case."""

    question: str
    case: str
    principle: str | None
    """What both train; of one that is put itself its first principle, if it has any."""
    due: date
    why: Why
    missed: Key

    @property
    def key(self) -> Key:
        """The question to put."""
        return self.case, self.question

    def to_dict(self) -> dict[str, str | None]:
        """As JSON values."""
        return {
            "question": self.question,
            "case": self.case,
            "principle": self.principle,
            "due": self.due.isoformat(),
            "why": self.why,
            "missed_case": self.missed[0],
            "missed_question": self.missed[1],
        }


def histories(answers: Iterable[Given], finished: Mapping[str, CaseFacts]) -> Histories:
    """All that was answered to each question of the finished cases, by time.

    A review counts only on the words the question still has, so that a new version of a case keeps
    what it did not change; the answer of a run counts as long as it fits.
    """
    words = {
        (name, question): facts.words
        for name, case in finished.items()
        for question, facts in case.questions.items()
    }
    by_key: dict[Key, list[Given]] = {key: [] for key in words}
    for answer in sorted(answers, key=attrgetter("at")):
        key = answer[:2]
        if key in by_key and answer.credit is not None and answer.words in ("", words[key]):
            by_key[key].append(answer)
    return {key: dated for key, dated in by_key.items() if dated}


def telling(answers: Iterable[Given]) -> list[Given]:
    """Those that decide on what comes back: of each question the latest that count, and before
    them the last for which it does.

    With them alone, and any others besides, a question comes back on the same day and as the same.
    """
    by_key: dict[Key, list[Given]] = {}
    for answer in sorted(answers, key=attrgetter("at")):
        if answer.credit is not None:
            by_key.setdefault(answer[:2], []).append(answer)
    parts = ((given[:-MOST], given[-MOST:]) for given in by_key.values())
    return [a for old, new in parts for a in (*[o for o in old if comes_back([o])][-1:], *new)]


def scheduled(by_key: Histories) -> list[Scheduled]:
    """The questions that come back: sure and wrong first, the longest due before others."""
    back = [
        Scheduled(key, due(answers), why(answers[-1]))
        for key, answers in by_key.items()
        if comes_back(answers)
    ]
    return sorted(back, key=lambda s: (ORDER.index(s.why), s.due, s.key))


def due_on(today: date, by_key: Histories, finished: Mapping[str, CaseFacts]) -> list[Due]:
    """What to put today. ``finished`` are the cases that hold no surprise any more.

    For each question that is due: another of one of its principles, from another case, which was
    not seen for ``FLOOR`` days, the one not seen for longest; else the question itself. Of a case
    only one question comes a day: its siblings, and what was reviewed of it today, wait.
    """
    seen = {key: day_of(answers[-1]) for key, answers in by_key.items()}
    reviews = (a for answers in by_key.values() for a in answers if a.words)
    busy = {a.case for a in reviews if a.put and day_of(a) == today}
    trained: dict[str, list[Key]] = {}
    for key in seen:
        for principle in finished[key[0]].questions[key[1]].principles:
            trained.setdefault(principle, []).append(key)
    for keys in trained.values():
        keys.sort(key=lambda key: (seen[key], key))
    put: dict[Key, Due] = {}
    for item in scheduled(by_key):
        if item.due > today or item.key in put:  # an answer counts for what is put, too
            continue
        case, question = item.key
        principles = finished[case].questions[question].principles
        clones = (
            (key, principle)
            for principle in principles
            for key in trained[principle]
            if key[0] != case and key[0] not in busy and (today - seen[key]).days >= FLOOR
        )
        itself = None if case in busy else (item.key, next(iter(principles), None))
        if (chosen := next(clones, itself)) is not None:
            (other, name), trains = chosen
            busy.add(other)
            put[other, name] = Due(name, other, trains, item.due, item.why, item.key)
    return list(put.values())
