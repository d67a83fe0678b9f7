"""What a run tells of its learner, small enough to be kept of a thousand runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from trainer.clock import stamp

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.questions import Question
    from trainer.store.records import RunRecord, RunSummary

LONG_AGO = "1970-01-01T00:00:00.000Z"
"""When what nobody dated was answered."""

Key = tuple[str, str]
"""A case and one of its questions, by id."""


class Given(NamedTuple):
    """One answer to a question that is judged, or that it was passed.

    A tuple: a learner has 14,000 of them, and their making is most of what reading a cache costs.
    """

    case: str
    question: str
    at: str
    """When it was locked, in UTC; where nobody noted it, when its run was begun."""
    credit: float | None
    """For soundness, 0 to 1; None as long as its verdict may not be told."""
    sound: bool
    """Whether it was right to be sure of it."""
    confidence: int | None = None
    """Per cent."""
    hints: int = 0
    passed: bool = False
    words: str = ""
    """Of a review: the hash of the question's words then. Empty: it was given in a run."""
    put: bool = True
    """False where another question was put for it."""

    @property
    def key(self) -> Key:
        """The question."""
        return self.case, self.question


class ChancesGiven(NamedTuple):
    """A list of diagnoses whose verdict is told."""

    question: str
    day: int
    chances: dict[str, int]
    final: tuple[str, ...] | None
    not_to_miss: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What one run adds: its answers, its lists of diagnoses, its learner's take-aways."""

    answers: tuple[Given, ...] = ()
    lists: tuple[ChancesGiven, ...] = ()
    takeaway: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """A run with what it adds."""

    run: RunSummary
    facts: RunFacts


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What is known of a question that is judged."""

    title: str
    topic: str | None
    principles: tuple[str, ...]
    words: str
    """See ``words_of``."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as its file is today."""

    id: str
    title: str
    version: str
    questions: Mapping[str, QuestionFacts] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    """What the principles say that its questions train, by id."""


def words_of(question: Question) -> str:
    """A hash of what is put and of what is judged sound: the same words are the same question.

    The order of the options, hints, reasons and citations may change without it.
    """
    shape = dict(question.shape())
    shape["options"] = sorted([o.id, o.wording, o.judgement] for o in question.choices)
    key = sorted(question.key_in_words())
    words = [question.kind, question.prompt, question.answer.text, key, shape]
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def case_facts(case: Case) -> CaseFacts:
    """The facts of a case: of the questions that are judged, so that an answer can come back."""
    from trainer.case.principles import principles_of

    scenario = case.scenario
    questions = {
        name: QuestionFacts(q.title, q.topic, tuple(q.principles), words_of(q))
        for name, q in case.questions.items()
        if q.soundness(None) is not None
    }
    principles = principles_of(scenario)
    trained = dict.fromkeys(p for q in questions.values() for p in q.principles)
    return CaseFacts(
        scenario.id,
        scenario.title,
        scenario.version,
        questions,
        {name: principles[name] for name in trained if name in principles},
    )


def run_facts(case: Case, record: RunRecord) -> RunFacts:
    """What ``record`` adds, as far as it fits the case as it is now.

    Raises ``ValueError`` for a stored event that is none.
    """
    from trainer.engine.fitting import fitted_record
    from trainer.scoring.differential import days_of_chances

    state = fitted_record(case, record.events, record.mode).state
    times = {e["decision"]: e.get("at") for e in record.events if e["kind"] in ("commit", "pass")}
    answers = []
    for name, lock in state.locks.items():
        question = case.questions[name]
        if (credit := question.soundness(lock.answer)) is None:
            continue
        judged, answer = state.finished or lock.revealed, lock.answer
        answers.append(
            Given(
                record.scenario,
                name,
                _in_utc(times.get(name), record.created),
                round(credit.credit, 4) if judged else None,
                judged and answer is not None and question.is_sound(answer),
                None if answer is None else answer.confidence,
                state.hints.get(name, 0),
                answer is None,
            )
        )
    lists = tuple(
        ChancesGiven(d.question, d.day, dict(d.chances), d.final, d.not_to_miss)
        for d in days_of_chances(case, state)
    )
    return RunFacts(tuple(answers), lists, state.takeaway)


def _in_utc(*times: str | None) -> str:
    """The first that is a time, as times are kept; a file may have been edited by hand."""
    for time in times:
        with suppress(ValueError, TypeError, OverflowError):
            if time:
                return stamp(datetime.fromisoformat(time))
    return LONG_AGO


def firsts(answers: Iterable[Given]) -> list[Given]:
    """The first answer to each question in a run, by time; neither repeats nor reviews."""
    first: dict[Key, Given] = {}
    for answer in sorted([a for a in answers if not a.words], key=attrgetter("at")):
        first.setdefault(answer[:2], answer)
    return list(first.values())


# As it is kept: rows, because names in each of 14,000 answers would double the file. What is
# read from a cache is what was written: see trainer.store.caches.


def answer_row(a: Given) -> tuple[Any, ...]:
    """An answer given in a run as JSON values, after those of its case."""
    return a.question, a.at, a.credit, a.sound, a.confidence, a.hints, a.passed


def run_row(facts: RunFacts) -> dict[str, Any]:
    """A run's facts as JSON values; the case is said by the run."""
    answers = [answer_row(a) for a in facts.answers]
    return {"answers": answers, "lists": facts.lists, "takeaway": facts.takeaway}


def run_of_row(case: str, row: Mapping[str, Any]) -> RunFacts:
    """The opposite."""
    answers = tuple([Given(case, *answer) for answer in row["answers"]])
    return RunFacts(answers, tuple(map(chances_of_row, row["lists"])), row["takeaway"])


def chances_of_row(row: Sequence[Any]) -> ChancesGiven:
    """A list of diagnoses of the JSON values that its tuple is."""
    question, day, chances, final, not_to_miss = row
    known = None if final is None else tuple(final)
    return ChancesGiven(question, day, chances, known, tuple(map(tuple, not_to_miss)))


def case_row(facts: CaseFacts) -> dict[str, Any]:
    """A case's facts as JSON values."""
    questions = {
        name: [q.title, q.topic, q.principles, q.words] for name, q in facts.questions.items()
    }
    return {
        "id": facts.id,
        "title": facts.title,
        "version": facts.version,
        "questions": questions,
        "principles": dict(facts.principles),
    }


def case_of_row(row: Mapping[str, Any]) -> CaseFacts:
    """The opposite."""
    questions = {
        name: QuestionFacts(title, topic, tuple(principles), words)
        for name, (title, topic, principles, words) in row["questions"].items()
    }
    return CaseFacts(row["id"], row["title"], row["version"], questions, row["principles"])
