"""What all runs of a learner add up to: it grows with their questions, not with repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.learning.answers import (
    ChancesGiven,
    Given,
    Played,
    answer_row,
    chances_of_row,
    firsts,
)
from trainer.learning.figures import Share
from trainer.learning.queue import telling


@dataclass(frozen=True, slots=True)
class FirstPlay:
    """The first finished run of a case, and its soundness by the rules that scored it then."""

    case: str
    title: str
    at: str
    soundness: float | None
    scoring: int | None


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What the learner wrote at the end of a run."""

    run: str
    title: str
    at: str
    text: str


@dataclass(frozen=True)
class Total:
    """Everything that is needed from a learner's runs, except their list."""

    first: tuple[Given, ...]
    """The first answer to each question, by time."""
    telling: tuple[Given, ...]
    """The answers that decide what comes back: see ``queue.telling``."""
    repeats: Share
    """Answers to questions that had been asked before, in another run of the case."""
    lists: Mapping[str, Sequence[ChancesGiven]]
    """The lists of diagnoses of the first run of each case that has any."""
    plays: tuple[FirstPlay, ...]
    """By time."""
    takeaways: tuple[Takeaway, ...]
    """The latest first."""
    uncounted: frozenset[str]
    """The names of runs that cannot be read, or whose case is missing."""


def share_of(answers: Iterable[Given]) -> Share:
    """How many of the answers were sound."""
    answer_list = list(answers)
    return Share(len(answer_list), sum(a.sound for a in answer_list))


def total(played: Sequence[Played], uncounted: Iterable[str] = ()) -> Total:
    """The total of runs, which come in the order in which they were begun."""
    # Each answer once: a run continued on two machines is stored as two with the same beginning.
    in_runs = list(dict.fromkeys(a for p in played for a in p.facts.answers))
    first = firsts(in_runs)
    first_set = set(first)
    return Total(
        tuple(first),
        tuple(telling(in_runs)),
        share_of(a for a in in_runs if not (a in first_set or a.credit is None or a.passed)),
        _lists(played),
        tuple(_plays(played)),
        tuple(_takeaways(played)),
        frozenset(uncounted),
    )


def _lists(played: Iterable[Played]) -> dict[str, Sequence[ChancesGiven]]:
    lists: dict[str, Sequence[ChancesGiven]] = {}
    for run in played:
        if run.facts.lists:
            lists.setdefault(run.run.scenario, run.facts.lists)
    return lists


def _plays(played: Iterable[Played]) -> list[FirstPlay]:
    """The first play of each case, if it was finished.

    A run with answers of an earlier run is the same play, continued on two machines; any other
    later run is a repeat.
    """
    first: dict[str, FirstPlay] = {}
    seen: dict[str, set[Given]] = {}
    for each in played:
        run, own = each.run, set(each.facts.answers)
        before = seen.setdefault(run.scenario, set())
        new = run.scenario not in first and (not before or before & own)
        if run.status == "finished" and new:
            score = run.scores.get("soundness")
            first[run.scenario] = FirstPlay(
                run.scenario, run.title, run.updated, score, run.scoring
            )
        before |= own
    return sorted(first.values(), key=lambda p: p.at)


def _takeaways(played: Iterable[Played]) -> list[Takeaway]:
    written = [
        Takeaway(p.run.run, p.run.title, p.run.updated, p.facts.takeaway)
        for p in played
        if p.facts.takeaway
    ]
    return sorted(written, key=lambda t: t.at, reverse=True)


def total_row(total: Total) -> dict[str, Any]:
    """A total as JSON values."""
    return {
        "first": [(a.case, *answer_row(a)) for a in total.first],
        "telling": [(a.case, *answer_row(a)) for a in total.telling],
        "repeats": (total.repeats.n, total.repeats.sound),
        "lists": total.lists,
        "plays": [(p.case, p.title, p.at, p.soundness, p.scoring) for p in total.plays],
        "takeaways": [(t.run, t.title, t.at, t.text) for t in total.takeaways],
        "uncounted": sorted(total.uncounted),
    }


def total_of_row(row: Mapping[str, Any]) -> Total:
    """The inverse of ``total_row``."""
    return Total(
        tuple(Given(*each) for each in row["first"]),
        tuple(Given(*each) for each in row["telling"]),
        Share(*row["repeats"]),
        {case: tuple(map(chances_of_row, lists)) for case, lists in row["lists"].items()},
        tuple(FirstPlay(*each) for each in row["plays"]),
        tuple(Takeaway(*each) for each in row["takeaways"]),
        frozenset(row["uncounted"]),
    )
