"""The main lessons of a run, chosen by rule, with which a debrief opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.case.compiled import Case
from trainer.engine.state import Lock, State
from trainer.questions import Question
from trainer.scoring.limits import SURE
from trainer.scoring.marks import Mark, mark_of
from trainer.scoring.missed import Missed

MOST = 3
"""The most lessons shown: readers remember about three."""

Kind = Literal["sure", "harmful", "omitted", "not done", "late", "uncovered", "unsound", "well"]
CLASSES: tuple[tuple[Kind, ...], ...] = (
    ("sure",), ("harmful", "omitted"), ("not done", "late", "uncovered"), ("unsound",),
)  # fmt: skip
"""Kinds of fault in classes, the most important class first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that went wrong, or well; ``day`` is the day to look at."""

    kind: Kind
    id: str
    label: str
    """What was answered, left out or late."""
    why: str = ""
    """The reason, as known on the day; no hindsight."""
    question: str = ""
    """The question it is about, if any."""
    title: str = ""
    """The title of that question."""
    day: int | None = None
    days: int = 0
    """How many days late, or not watched."""
    confidence: int | None = None
    mark: Mark | None = None
    as_reported: bool = False


def lessons(case: Case, revealed: State, missed: Sequence[Missed]) -> tuple[Lesson, ...]:
    """At most ``MOST`` lessons: what went wrong, the worst first, then what went well.

    Something that went well always has a place. Among the faults are the worst, and the worst of
    another class (``CLASSES``) if there is one. ``revealed`` is the state with only the revealed
    answers; ``missed`` is what was left out, late or harmful.
    """
    wrong: list[Lesson] = []
    faults = (
        _sure(case, revealed),
        _one_harmful_each(map(_of_miss, missed)),
        _unsound(case, revealed),
    )
    for group in faults:
        named = {lesson.question for lesson in wrong if lesson.question}
        wrong += [lesson for lesson in group if lesson.question not in named]
    wrong.sort(key=_place)  # the sort is stable: lessons of one kind keep their order
    well = list(_well(case, revealed))
    chosen = _from_two_classes(wrong, MOST - 1 if well else MOST)
    return (*chosen, *well[: MOST - len(chosen)])


def _from_two_classes(wrong: Sequence[Lesson], most: int) -> list[Lesson]:
    others = [lesson for lesson in wrong if _class(lesson) != _class(wrong[0])]
    first = [*wrong[:1], *others[:1]]
    rest = [lesson for lesson in wrong if lesson not in first]
    return sorted([*first, *rest][:most], key=_place)


def _class(lesson: Lesson) -> int:
    return _place(lesson)[0]


def _place(lesson: Lesson) -> tuple[int, int]:
    """The index of its class, and of its kind in that class: harm comes before omission."""
    return next((n, k.index(lesson.kind)) for n, k in enumerate(CLASSES) if lesson.kind in k)


def _sure(case: Case, revealed: State) -> Iterator[Lesson]:
    """Sure answers that were not sound, then those that were in part; of each the surest first."""
    sure = []
    for name, lock in revealed.locks.items():
        question, answer = case.questions[name], lock.answer
        mark = mark_of(question, answer)
        if answer is not None and mark not in (None, "sound") and (answer.confidence or 0) >= SURE:
            sure.append(_of_answer("sure", question, lock, mark))
    yield from sorted(sure, key=lambda x: (x.mark == "possible", -(x.confidence or 0), x.day or 0))


def _unsound(case: Case, revealed: State) -> Iterator[Lesson]:
    """Answers without credit, sure or not, by weight, highest first; not those that harm."""
    names = sorted(revealed.locks, key=lambda name: -case.questions[name].weight)
    for name in names:
        question, lock = case.questions[name], revealed.locks[name]
        if lock.answer is not None and mark_of(question, lock.answer) == "not":
            yield _of_answer("unsound", question, lock, "not")


def _well(case: Case, revealed: State) -> Iterator[Lesson]:
    """Answers that were sound without a hint, by weight, then by confidence, highest first."""
    well = []
    for name, question in case.questions.items():
        lock = revealed.locks.get(name)
        if lock and not revealed.hints.get(name) and mark_of(question, lock.answer) == "sound":
            well.append((question.weight, _of_answer("well", question, lock, "sound")))
    well.sort(key=lambda x: (-x[0], -(x[1].confidence or 0), x[1].day or 0))
    yield from (lesson for _, lesson in well)


def _of_answer(kind: Kind, question: Question, lock: Lock, mark: Mark | None) -> Lesson:
    assert lock.answer is not None
    agrees = question.has_reported_answer and question.agreement(lock.answer).credit == 1
    words = "; ".join(question.in_words(lock.answer))
    label, why = (words, "") if kind == "well" else _fault(question, lock, words)
    return Lesson(
        kind, question.id, label, why, question.id, question.title, lock.day,
        confidence=lock.answer.confidence, mark=mark, as_reported=agrees,
    )  # fmt: skip


def _fault(question: Question, lock: Lock, words: str) -> tuple[str, str]:
    """What was wrong, and why: the worst unsound pick and its reason.

    Without one, the whole answer, and the best option it left out or what the report did.
    """
    options = sorted(question.choices, key=lambda option: option.worth)
    unsound = [o for o in options if o.id in lock.picks and not o.worth]
    unsound.sort(key=lambda option: option.judgement != "harmful")
    left_out = [o for o in reversed(options) if o.id not in lock.picks and o.worth]
    if unsound:
        return unsound[0].wording, unsound[0].why
    return words, f"{left_out[0].wording}: {left_out[0].why}" if left_out else question.answer.text


def _one_harmful_each(missed: Iterable[Lesson]) -> Iterator[Lesson]:
    """The lessons with only the first of several harmful picks in one answer."""
    named = set()
    for lesson in missed:
        if lesson.kind != "harmful" or lesson.question not in named:
            yield lesson
        if lesson.kind == "harmful" and lesson.question:
            named.add(lesson.question)


def _of_miss(miss: Missed) -> Lesson:
    question, slash, _ = miss.id.partition("/")
    return Lesson(
        miss.kind, miss.id, miss.label, miss.why, question if slash else "",
        miss.detail.partition(", ")[2] if slash else "", miss.day, miss.days,
    )  # fmt: skip
