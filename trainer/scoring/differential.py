"""Scores of the chances given to diagnoses: over many cases, never for one.

The chances of all diagnoses that count as the final one add up. The rest of a list, at least 1 %,
is spread evenly over all other diagnoses of the catalogue. Both scores are proper: nobody does
better in the long run than by saying what they believe (Good, J R Stat Soc B 1952;14:107-14;
Brier, Mon Weather Rev 1950;78:1-3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from statistics import fmean
from typing import Any

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.engine.views import judged_question
from trainer.questions import DifferentialQuestion
from trainer.questions.diagnoses import diagnoses
from trainer.scoring.limits import ENOUGH

LEAST_REST = 0.01
"""The smallest chance, 0 to 1, left for diagnoses that are not on a list."""


@dataclass(frozen=True, slots=True)
class MovedBy:
    """A finding, and in words which chances it moves."""

    finding: str
    text: str
    moves: str


@dataclass(frozen=True, slots=True)
class DayOfChances:
    """A list of diagnoses given on one day, with as much of its verdict as may be shown."""

    question: str
    day: int
    chances: Mapping[str, int]
    """Per cent, by diagnosis."""
    moved_by: tuple[MovedBy, ...]
    final: tuple[str, ...] | None
    """All that count as the final diagnosis; None before the end, and if it is not proven."""
    not_to_miss: tuple[tuple[str, ...], ...]
    """Groups of diagnoses, one of each of which must be listed; empty before the end, because the
    final diagnosis may be among them."""


def days_of_chances(case: Case, state: State) -> tuple[DayOfChances, ...]:
    """The lists of diagnoses whose verdict may be shown, by day."""
    days = []
    for name in case.questions:
        question, lock = judged_question(case, state, name), state.locks.get(name)
        if lock is None or lock.answer is None or not (lock.revealed or state.finished):
            continue
        if isinstance(question, DifferentialQuestion):
            moved = question.moved(lock.answer, hindsight=state.finished)
            days.append(
                DayOfChances(
                    name,
                    question.day,
                    dict(lock.answer.chances),
                    tuple(MovedBy(m.finding, m.text, words) for m, words in moved),
                    question.final.diagnoses if question.final and state.finished else None,
                    tuple(p.diagnoses for p in question.must_not_miss if state.finished),
                )
            )
    return tuple(days)


def spread(chances: Mapping[str, int], known: Iterable[str]) -> dict[str, float]:
    """A list in per cent as the chance, 0 to 1, of each of the ``known`` diagnoses."""
    named = {d: chance / 100 for d, chance in chances.items()}
    others = [d for d in known if d not in named]
    rest = max(LEAST_REST, 1 - sum(named.values()))
    shrunk = (1 - rest) / (sum(named.values()) or 1)
    return {d: p * shrunk for d, p in named.items()} | dict.fromkeys(others, rest / len(others))


def log_score(chances: Mapping[str, float], final: Iterable[str]) -> float:
    """The negative logarithm of the chance of the final diagnosis; 0 is best."""
    return -log(sum(chances[d] for d in set(final)))


def brier_score(chances: Mapping[str, float], final: Iterable[str]) -> float:
    """The squared distance from the final diagnosis; 0 is best, 2 worst."""
    right = set(final)
    error = 1 - sum(chances[d] for d in right)
    return error * error + sum(p * p for d, p in chances.items() if d not in right)


def pooled(cases: Mapping[str, Iterable[DayOfChances]]) -> dict[str, Any]:
    """The mean scores of lists over several cases, as JSON values; None for a single case.

    ``n`` is the number of lists with a proven diagnosis, ``cases`` the number of their cases.
    ``not_to_miss`` counts all lists, proven or not.
    """
    proven = {name: [d for d in days if d.final] for name, days in cases.items()}
    counted = {name: days for name, days in proven.items() if days}
    lists = [(spread(d.chances, diagnoses()), d.final or ()) for v in counted.values() for d in v]
    listed = [any(d in day.chances for d in part)
              for days in cases.values() for day in days for part in day.not_to_miss]  # fmt: skip
    several = len(counted) > 1
    return {
        "n": len(lists),
        "cases": len(counted),
        "enough": several and len(lists) >= ENOUGH,
        "log": round(fmean(log_score(*each) for each in lists), 6) if several else None,
        "brier": round(fmean(brier_score(*each) for each in lists), 6) if several else None,
        "not_to_miss": {"named": sum(listed), "of": len(listed)},
    }
