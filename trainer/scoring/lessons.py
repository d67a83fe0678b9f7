"""The three things to learn from a run: chosen by rule, so that a debrief can open with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.case.compiled import Case
from trainer.engine.state import Lock, State
from trainer.questions import Question
from trainer.scoring.marks import Mark, mark_of
from trainer.scoring.missed import Missed

MOST = 3
"""As many as are read, and remembered."""
SURE = 70
"""Per cent: from here on somebody called themselves sure."""

Kind = Literal["sure", "harmful", "omitted", "not done", "late", "uncovered", "unsound", "well"]
CLASSES: tuple[tuple[Kind, ...], ...] = (
    ("sure",), ("harmful", "omitted"), ("not done", "late", "uncovered"), ("unsound",),
)  # fmt: skip
"""What went wrong, what matters most first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that went wrong, or well; ``day`` is where to look at it."""

    kind: Kind
    id: str
    label: str
    """What was answered, left out or late."""
    why: str = ""
    """The reason, as known on the day; no hindsight."""
    question: str = ""
    """The question it is about, if any."""
    title: str = ""
    """Of the question."""
    day: int | None = None
    days: int = 0
    """Late, or not watched."""
    confidence: int | None = None
    mark: Mark | None = None
    as_reported: bool = False


def lessons(case: Case, known: State, missed: Sequence[Missed]) -> tuple[Lesson, ...]:
    """At most ``MOST``: what went wrong, the worst first, and at least one that went well.

    Two things went wrong at most, where one went well: the first, and the first of another
    class (``CLASSES``), if there is one. ``known`` has the answers that may be told, ``missed``
    what was left out, late or harmful.
    """
    wrong: list[Lesson] = []
    for each in (_sure(case, known), _once(map(_of, missed)), _unsound(case, known)):
        named = {lesson.question for lesson in wrong if lesson.question}
        wrong += [lesson for lesson in each if lesson.question not in named]
    wrong.sort(key=_place)  # stable: of one kind by its own order
    well = list(_well(case, known))
    chosen = _of_two_classes(wrong, MOST - 1 if well else MOST)
    return (*chosen, *well[: MOST - len(chosen)])


def _of_two_classes(wrong: Sequence[Lesson], most: int) -> list[Lesson]:
    others = [lesson for lesson in wrong if _class(lesson) != _class(wrong[0])]
    first = [*wrong[:1], *others[:1]]
    rest = [lesson for lesson in wrong if lesson not in first]
    return sorted([*first, *rest][:most], key=_place)


def _class(lesson: Lesson) -> int:
    return _place(lesson)[0]


def _place(lesson: Lesson) -> tuple[int, int]:
    """Of the class, and of the kind within it: what harms before what was left out."""
    return next((n, k.index(lesson.kind)) for n, k in enumerate(CLASSES) if lesson.kind in k)


def _sure(case: Case, known: State) -> Iterator[Lesson]:
    """What was said with confidence and not sound, or only partly, the surest first of each."""
    sure = []
    for name, lock in known.locks.items():
        question, answer = case.questions[name], lock.answer
        mark = mark_of(question, answer)
        if answer is not None and mark not in (None, "sound") and (answer.confidence or 0) >= SURE:
            sure.append(_answered("sure", question, lock, mark))
    yield from sorted(sure, key=lambda x: (x.mark == "possible", -(x.confidence or 0), x.day or 0))


def _unsound(case: Case, known: State) -> Iterator[Lesson]:
    """What was not sound, however sure: what counts most first."""
    names = sorted(known.locks, key=lambda name: -case.questions[name].weight)
    for name in names:
        question, lock = case.questions[name], known.locks[name]
        if lock.answer is not None and mark_of(question, lock.answer) == "not":
            yield _answered("unsound", question, lock, "not")


def _well(case: Case, known: State) -> Iterator[Lesson]:
    """What was sound without a hint: what counts most first, then what was surest."""
    well = []
    for name, question in case.questions.items():
        lock = known.locks.get(name)
        if lock and not known.hints.get(name) and mark_of(question, lock.answer) == "sound":
            well.append((question.weight, _answered("well", question, lock, "sound")))
    well.sort(key=lambda x: (-x[0], -(x[1].confidence or 0), x[1].day or 0))
    yield from (lesson for _, lesson in well)


def _answered(kind: Kind, question: Question, lock: Lock, mark: Mark | None) -> Lesson:
    assert lock.answer is not None
    alike = question.has_reported_answer and question.agreement(lock.answer).credit == 1
    words = "; ".join(question.in_words(lock.answer))
    label, why = (words, "") if kind == "well" else _fault(question, lock, words)
    return Lesson(
        kind, question.id, label, why, question.id, question.title, lock.day,
        confidence=lock.answer.confidence, mark=mark, as_reported=alike,
    )  # fmt: skip


def _fault(question: Question, lock: Lock, words: str) -> tuple[str, str]:
    """The worst pick and why; else all of the answer, and the best option left out, or the fact."""
    options = sorted(question.choices, key=lambda option: option.worth)
    unsound = [o for o in options if o.id in lock.picks and not o.worth]
    unsound.sort(key=lambda option: option.judgement != "harmful")
    left_out = [o for o in reversed(options) if o.id not in lock.picks and o.worth]
    if unsound:
        return unsound[0].wording, unsound[0].why
    return words, f"{left_out[0].wording}: {left_out[0].why}" if left_out else question.answer.text


def _once(missed: Iterable[Lesson]) -> Iterator[Lesson]:
    """Of several harmful picks of one answer the first."""
    named = set()
    for lesson in missed:
        if lesson.kind != "harmful" or lesson.question not in named:
            yield lesson
        if lesson.kind == "harmful" and lesson.question:
            named.add(lesson.question)


def _of(miss: Missed) -> Lesson:
    question, slash, _ = miss.id.partition("/")
    return Lesson(
        miss.kind, miss.id, miss.label, miss.why, question if slash else "",
        miss.detail.partition(", ")[2] if slash else "", miss.day, miss.days,
    )  # fmt: skip
