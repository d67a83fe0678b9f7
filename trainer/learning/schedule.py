"""When a question comes back: the rating of each answer, and the interval that follows.

Intervals are those of FSRS (package ``fsrs``), limited to ``FLOOR`` to ``CAP`` days. The rules are
described for learners in docs/learning.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from trainer.learning.answers import Given
from trainer.scoring.limits import SURE

if TYPE_CHECKING:
    from fsrs import Scheduler

Why = Literal["sure and wrong", "wrong", "lucky", "rest"]
ORDER: tuple[Why, ...] = ("sure and wrong", "wrong", "lucky", "rest")
"""The reasons why a question comes back, in the order in which questions are asked."""

UNSURE = 50
"""The confidence, in per cent, below which a sound answer counts as lucky."""
HALF = 0.5
"""The credit from which an answer is nearly sound: an acceptable option, or most of several."""

FLOOR = 7
"""The fewest days until a question, or a clone that was seen, is asked again, so that its answer is
not merely remembered."""
CAP = 180
"""The most days until a question is asked again: half a year."""

MOST = 12
"""How many of the latest answers set when a question is due; older answers are ignored."""

Rating = Literal[1, 2, 3]
"""FSRS's Again, Hard and Good. Easy is never used: a learner who has read the verdict already
remembers part of the answer."""


def why(answer: Given) -> Why:
    """Why a question comes back if ``answer`` is the latest to it."""
    if answer.sound:
        unsure = answer.confidence is not None and answer.confidence < UNSURE
        return "lucky" if unsure else "rest"
    if (answer.credit or 0.0) >= HALF:
        return "rest"
    sure = answer.confidence is not None and answer.confidence >= SURE
    return "sure and wrong" if sure else "wrong"


def rating(answer: Given) -> Rating:
    """How well the answer was known, by its credit and confidence alone."""
    if answer.sound:
        return 2 if why(answer) == "lucky" else 3
    return 2 if (answer.credit or 0.0) >= HALF else 1


def comes_back(answers: Iterable[Given]) -> bool:
    """Whether a question comes back: if any of its answers was not sound, or lucky."""
    return any(not a.sound or why(a) == "lucky" for a in answers)


def day_of(answer: Given) -> date:
    """The day of an answer, in UTC. Raises ``ValueError`` if the answer has no valid time."""
    return date.fromisoformat(answer.at[:10])


def due(answers: Sequence[Given]) -> date:
    """The day from which a question is due, by its answers in order of time; at least one."""
    latest = answers[-MOST:]
    days = [day_of(a) for a in latest]
    gaps = ((b - a).days for a, b in pairwise(days))
    return days[-1] + timedelta(days=interval(tuple(map(rating, latest)), tuple(gaps)))


@lru_cache(maxsize=4096)
def interval(ratings: tuple[Rating, ...], gaps: tuple[int, ...]) -> int:
    """Days until a question comes back, after ``ratings`` with ``gaps`` days between them."""
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

    # No learning steps, which are minutes, and no random part, so that each due day is explainable.
    return Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=CAP, enable_fuzzing=False
    )
