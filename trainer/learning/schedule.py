"""When a question comes back: what an answer to it was worth, and the days that follow from it.

The days are those of FSRS (package ``fsrs``), held between ``FLOOR`` and ``CAP``. What is said here
is written down in docs/learning.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from trainer.learning.answers import Given

if TYPE_CHECKING:
    from fsrs import Scheduler

Why = Literal["sure and wrong", "wrong", "lucky", "rest"]
ORDER: tuple[Why, ...] = ("sure and wrong", "wrong", "lucky", "rest")
"""Why a question comes back, in the order in which it does."""

SURE = 70
"""Per cent from which an answer was a sure one."""
UNSURE = 50
"""Per cent below which a sound answer was luck."""
HALF = 0.5
"""Credit from which an answer that is not sound was near it: an acceptable one, or most of it."""

FLOOR = 7
"""Days before which no question is put again, nor any other that was seen: so that no answer is
merely remembered."""
CAP = 180
"""The most days between two times: half a year."""

MOST = 12
"""Answers to a question that count, the latest; what was before them has no more say."""

Rating = Literal[1, 2, 3]
"""FSRS's Again, Hard and Good. Easy is never given: who has read a verdict knows part of it."""


def why(answer: Given) -> Why:
    """Why a question with that answer as its latest comes back."""
    if answer.sound:
        unsure = answer.confidence is not None and answer.confidence < UNSURE
        return "lucky" if unsure else "rest"
    if (answer.credit or 0.0) >= HALF:
        return "rest"
    sure = answer.confidence is not None and answer.confidence >= SURE
    return "sure and wrong" if sure else "wrong"


def rating(answer: Given) -> Rating:
    """How well it was known: from verdict and confidence alone."""
    if answer.sound:
        return 2 if why(answer) == "lucky" else 3
    return 2 if (answer.credit or 0.0) >= HALF else 1


def comes_back(answers: Iterable[Given]) -> bool:
    """Whether a question with these answers comes back: one was not sound, or sound by luck."""
    return any(not a.sound or why(a) == "lucky" for a in answers)


def day_of(answer: Given) -> date:
    """The day of an answer; times are kept in UTC. Raises ValueError where its time is none."""
    return date.fromisoformat(answer.at[:10])


def due(answers: Sequence[Given]) -> date:
    """The day from which a question is due, by its answers in order of time (at least one)."""
    latest = answers[-MOST:]
    days = [day_of(a) for a in latest]
    gaps = ((b - a).days for a, b in pairwise(days))
    return days[-1] + timedelta(days=interval(tuple(map(rating, latest)), tuple(gaps)))


@lru_cache(maxsize=4096)
def interval(ratings: tuple[Rating, ...], gaps: tuple[int, ...]) -> int:
    """Days until it comes back, after ``ratings`` with ``gaps`` days between them."""
    from fsrs import Card, Rating

    scheduler = _scheduler()
    time = datetime(2000, 1, 1, tzinfo=UTC)
    card = Card(card_id=0, due=time)
    for gap, rating in zip((0, *gaps), ratings, strict=True):
        time += timedelta(days=max(0, gap))
        card, _ = scheduler.review_card(card, Rating(rating), time)
    return min(CAP, max(FLOOR, (card.due - time).days))


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    # Without learning steps, which are minutes, and without chance: what is due can be explained.
    return Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=CAP, enable_fuzzing=False
    )
