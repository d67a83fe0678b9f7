"""How a learner is doing, over all runs: first answers first, and nothing said of too few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.learning.answers import CaseFacts, Given, Played, QuestionFacts, firsts
from trainer.learning.figures import Confidence, Share, curve, difference
from trainer.learning.queue import Scheduled
from trainer.learning.schedule import Why, day_of
from trainer.scoring.calibration import figures
from trainer.scoring.differential import DayOfChances, pooled
from trainer.store.records import RunSummary

OTHER = "other"
"""The skill of questions whose file names none."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some first answers: how many were sound, and how sure the learner was."""

    share: Share
    confidence: Confidence

    @classmethod
    def of(cls, answers: Iterable[Given]) -> Group:
        """Of these answers."""
        given = list(answers)
        stated = [(a.confidence, a.sound) for a in given if a.confidence is not None]
        return cls(share_of(given), Confidence(stated))


@dataclass(frozen=True, slots=True)
class FirstPlay:
    """The first finished run of a case, and its score for soundness by the rules it was scored."""

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
class Progress:
    """All of it. Only what was told counts: an exam's answers do once it is over."""

    learner: str
    days: int
    """From the first answer to the last."""
    cases: int
    """Begun."""
    everything: Group
    skills: Mapping[str, Group]
    """By topic, those with the most answers first."""
    principles: Mapping[str, Group]
    rules: Mapping[str, str]
    """What the principles say."""
    passed: int
    """Questions passed when they were first put; no answers, and not counted as such."""
    repeats: Share
    """Answers to questions that had been put before, in another run of the case."""
    reviews: Share
    unaided: Share
    with_hints: Share
    early: Share
    """The first half of the first answers."""
    late: Share
    differentials: Mapping[str, Any]
    plays: tuple[FirstPlay, ...]
    """By time."""
    back: tuple[Scheduled, ...]
    """What comes back, due or not."""
    due: int
    """How many are put today."""
    takeaways: tuple[Takeaway, ...]
    """The latest first."""
    runs: tuple[RunSummary, ...]
    """The latest first."""

    @property
    def change(self) -> tuple[float, float, float] | None:
        """Late less early, with its interval; None where a half has too few."""
        return difference(self.late, self.early) if self.early.enough else None

    @property
    def curve(self) -> list[tuple[int, int, Confidence]]:
        """Confidence against soundness, in parts of 20 per cent."""
        return curve(self.everything.confidence.stated)

    @property
    def brier(self) -> dict[str, Any]:
        """The Brier score of all confidence stated with first answers, and its parts."""
        return figures([(sure / 100, sound) for sure, sound in self.everything.confidence.stated])

    def still_open(self, why: Why) -> int:
        """How many questions were last answered so."""
        return sum(s.why == why for s in self.back)


def share_of(answers: Iterable[Given]) -> Share:
    """How many of the answers were sound."""
    given = list(answers)
    return Share(len(given), sum(a.sound for a in given))


def progress(
    learner: str,
    played: Sequence[Played],
    reviews: Sequence[Given],
    cases: Mapping[str, CaseFacts],
    back: Sequence[Scheduled],
    due: int,
) -> Progress:
    """From the runs in the order in which they were begun, all that reviews say, what comes back,
    and how much of it is put today."""
    # Once each: a run that went on on two machines is here as two, which begin alike.
    in_runs = list(dict.fromkeys(a for p in played for a in p.facts.answers))
    first_put = firsts(in_runs)
    first = [a for a in first_put if a.credit is not None and not a.passed]
    known = set(first_put)
    again = [a for a in in_runs if a not in known and a.credit is not None and not a.passed]
    half = len(first) // 2
    days = [day_of(a) for a in first]
    return Progress(
        learner,
        (max(days) - min(days)).days + 1 if days else 0,
        len({p.run.scenario for p in played}),
        Group.of(first),
        _grouped(first, cases, lambda q: ((q and q.topic) or OTHER,)),
        _grouped(first, cases, lambda q: q.principles if q else ()),
        {name: text for case in cases.values() for name, text in case.principles.items()},
        sum(a.passed for a in first_put),
        share_of(again),
        share_of(a for a in reviews if a.put and not a.passed),
        share_of(a for a in first if not a.hints),
        share_of(a for a in first if a.hints),
        share_of(first[:half]),
        share_of(first[half:]),
        pooled(_lists(played)),
        tuple(_plays(played)),
        tuple(back),
        due,
        tuple(_takeaways(played)),
        tuple(sorted((p.run for p in played), key=lambda r: (r.updated, r.run), reverse=True)),
    )


def _grouped(
    answers: Iterable[Given],
    cases: Mapping[str, CaseFacts],
    names: Callable[[QuestionFacts | None], Iterable[str]],
) -> dict[str, Group]:
    groups: dict[str, list[Given]] = {}
    for answer in answers:
        case = cases.get(answer.case)
        for name in names(case.questions.get(answer.question) if case else None):
            groups.setdefault(name, []).append(answer)
    ordered = sorted(groups, key=lambda name: (-len(groups[name]), name))
    return {name: Group.of(groups[name]) for name in ordered}


def _lists(played: Iterable[Played]) -> dict[str, list[DayOfChances]]:
    """The lists of diagnoses of the first run of each case that has any."""
    lists: dict[str, list[DayOfChances]] = {}
    for run in played:
        if run.facts.lists and run.run.scenario not in lists:
            lists[run.run.scenario] = [
                DayOfChances(d.question, d.day, d.chances, (), d.final, d.not_to_miss)
                for d in run.facts.lists
            ]
    return lists


def _plays(played: Iterable[Played]) -> list[FirstPlay]:
    """The first finished run of each case whose answers were not seen in a run begun before.

    A run that went on on two machines begins alike here: it is one play.
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
