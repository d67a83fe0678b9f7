"""What a run adds to the learner's history, small enough to be cached for a thousand runs."""

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
"""The time of an answer whose time is unknown."""

Key = tuple[str, str]
"""A case and one of its questions, by id."""


class Given(NamedTuple):
    """One answer to a question that is scored, or the fact that it was passed.

    A tuple, because a learner may have 14,000 of them, and making them is most of the cost of
    reading a cache.
    """

    case: str
    question: str
    at: str
    """When it was locked, in UTC; if that is unknown, when its run was begun."""
    credit: float | None
    """Credit for soundness, 0 to 1; None until its verdict may be shown."""
    sound: bool
    """Whether it was sound, so that the learner was right to be sure of it."""
    confidence: int | None = None
    """Per cent."""
    hints: int = 0
    passed: bool = False
    words: str = ""
    """For a review, the hash of the question's words at that time; empty if given in a run."""
    put: bool = True
    """False if the answer was to another question, asked in place of this one."""

    @property
    def key(self) -> Key:
        """The question, by the ids of its case and of itself."""
        return self.case, self.question


class ChancesGiven(NamedTuple):
    """A list of diagnoses whose verdict may be shown: see ``DayOfChances``."""

    question: str
    day: int
    chances: dict[str, int]
    final: tuple[str, ...] | None
    not_to_miss: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What one run adds: its answers, its lists of diagnoses, the learner's take-aways."""

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
    """The facts of a question that is scored."""

    title: str
    topic: str | None
    principles: tuple[str, ...]
    words: str
    """The hash that ``words_of`` makes."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The facts of a case, by its present file."""

    id: str
    title: str
    version: str
    questions: Mapping[str, QuestionFacts] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    """The texts of the principles that its questions train, by id."""


def words_of(question: Question) -> str:
    """A hash of a question's prompt, options, judgements and answer, to tell whether it changed.

    Hints, reasons, citations and the order of the options do not affect it.
    """
    shape = dict(question.shape())
    shape["options"] = sorted([o.id, o.wording, o.judgement] for o in question.choices)
    key = sorted(question.key_in_words())
    words = [question.kind, question.prompt, question.answer.text, key, shape]
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def case_facts(case: Case) -> CaseFacts:
    """The facts of a case and of its scored questions, as only those can come back."""
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

    Raises ``ValueError`` if a stored event is not valid.
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
    """The first valid time, in the form that is stored; a file may have been edited by hand."""
    for time in times:
        with suppress(ValueError, TypeError, OverflowError):
            if time:
                return stamp(datetime.fromisoformat(time))
    return LONG_AGO


def firsts(answers: Iterable[Given]) -> list[Given]:
    """The first answer given in a run to each question, by time."""
    first: dict[Key, Given] = {}
    for answer in sorted([a for a in answers if not a.words], key=attrgetter("at")):
        first.setdefault(answer[:2], answer)
    return list(first.values())


# A cache holds rows, because field names in each of 14,000 answers would double the file. Rows are
# not checked when read: a cache is exactly what was written (see trainer.store.caches).


def answer_row(a: Given) -> tuple[Any, ...]:
    """An answer given in a run as JSON values, without its case."""
    return a.question, a.at, a.credit, a.sound, a.confidence, a.hints, a.passed


def run_row(facts: RunFacts) -> dict[str, Any]:
    """A run's facts as JSON values, without the case, which the run names."""
    answers = [answer_row(a) for a in facts.answers]
    return {"answers": answers, "lists": facts.lists, "takeaway": facts.takeaway}


def run_of_row(case: str, row: Mapping[str, Any]) -> RunFacts:
    """The inverse of ``run_row``."""
    answers = tuple([Given(case, *answer) for answer in row["answers"]])
    return RunFacts(answers, tuple(map(chances_of_row, row["lists"])), row["takeaway"])


def chances_of_row(row: Sequence[Any]) -> ChancesGiven:
    """A list of diagnoses from its JSON values."""
    question, day, chances, final, not_to_miss = row
    final_ids = None if final is None else tuple(final)
    return ChancesGiven(question, day, chances, final_ids, tuple(map(tuple, not_to_miss)))


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
    """The inverse of ``case_row``."""
    questions = {
        name: QuestionFacts(title, topic, tuple(principles), words)
        for name, (title, topic, principles, words) in row["questions"].items()
    }
    return CaseFacts(row["id"], row["title"], row["version"], questions, row["principles"])
