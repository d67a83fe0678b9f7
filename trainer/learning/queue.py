"""The questions due today, in order, and which question of which case is asked for each."""

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
    """A question to ask today, and the missed one it is asked for: mostly another one."""

    question: str
    case: str
    principle: str | None
    """The principle that both train; if they are the same question, its first principle, if any."""
    due: date
    why: Why
    missed: Key

    @property
    def key(self) -> Key:
        """The question to ask."""
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
    """The answers to each question of the finished cases, by time.

    A review counts only if the question still has the same words, so that a new version of a case
    keeps the answers to unchanged questions; an answer in a run counts as long as it fits the case.
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
    """The answers that decide what comes back: the latest ``MOST`` to each question, and the last
    of the older ones for which it does.

    With these alone, or with others added, a question comes back on the same day and for the same
    reason.
    """
    by_key: dict[Key, list[Given]] = {}
    for answer in sorted(answers, key=attrgetter("at")):
        if answer.credit is not None:
            by_key.setdefault(answer[:2], []).append(answer)
    parts = ((given[:-MOST], given[-MOST:]) for given in by_key.values())
    return [a for old, new in parts for a in (*[o for o in old if comes_back([o])][-1:], *new)]


def scheduled(by_key: Histories) -> list[Scheduled]:
    """The questions that come back, by reason (``ORDER``), then by due day, the earliest first."""
    back = [
        Scheduled(key, due(answers), why(answers[-1]))
        for key, answers in by_key.items()
        if comes_back(answers)
    ]
    return sorted(back, key=lambda s: (ORDER.index(s.why), s.due, s.key))


def due_on(today: date, by_key: Histories, finished: Mapping[str, CaseFacts]) -> list[Due]:
    """The questions to ask today. ``finished`` are the cases whose end the learner has seen.

    For each question that is due: a clone, which is a question of one of its principles from
    another case, not seen for ``FLOOR`` days, the one not seen for longest; else the question
    itself. Only one question of a case is asked a day, reviews earlier that day included.
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
        # An answer to a clone counts for the clone as well, which need not be asked for itself.
        if item.due > today or item.key in put:
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
