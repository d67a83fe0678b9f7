"""How a learner is doing over all runs, above all in first answers; too few give no result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.learning.answers import CaseFacts, Given, QuestionFacts
from trainer.learning.figures import Confidence, Share, curve, difference
from trainer.learning.queue import Scheduled
from trainer.learning.schedule import Why, day_of
from trainer.learning.total import FirstPlay, Takeaway, Total, share_of
from trainer.scoring.calibration import figures
from trainer.scoring.differential import DayOfChances, pooled
from trainer.store.records import RunSummary

OTHER = "other"
"""The skill of questions whose file gives no topic."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some first answers: how many were sound, and how sure the learner was."""

    share: Share
    confidence: Confidence

    @classmethod
    def of(cls, answers: Iterable[Given]) -> Group:
        """The group of these answers."""
        answer_list = list(answers)
        stated = [(a.confidence, a.sound) for a in answer_list if a.confidence is not None]
        return cls(share_of(answer_list), Confidence(stated))


@dataclass(frozen=True)
class Progress:
    """The progress of a learner, from answers whose verdict may be shown: an exam's at its end."""

    learner: str
    days: int
    """Days from the first answer to the last, both included."""
    cases: int
    """How many cases were begun."""
    everything: Group
    skills: Mapping[str, Group]
    """By topic, those with the most answers first."""
    principles: Mapping[str, Group]
    rules: Mapping[str, str]
    """The texts of the principles, by id."""
    passed: int
    """Questions passed when they were first asked; they do not count as answers."""
    repeats: Share
    """Answers to questions that had been asked before, in another run of the case."""
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
    """The questions that come back, due or not."""
    due: int
    """How many questions are asked today."""
    takeaways: tuple[Takeaway, ...]
    """The latest first."""
    runs: tuple[RunSummary, ...]
    """The latest first."""

    @property
    def change(self) -> tuple[float, float, float] | None:
        """``late`` minus ``early``, with its interval; None if a half has too few answers."""
        return difference(self.late, self.early) if self.early.enough else None

    @property
    def curve(self) -> list[tuple[int, int, Confidence]]:
        """Confidence against soundness, in parts of 20 per cent."""
        return curve(self.everything.confidence.stated)

    @property
    def brier(self) -> dict[str, Any]:
        """The Brier score of all confidences stated with first answers, and its parts."""
        stated = self.everything.confidence.stated
        return figures([(confidence / 100, sound) for confidence, sound in stated])

    def still_open(self, why: Why) -> int:
        """How many questions come back for that reason."""
        return sum(s.why == why for s in self.back)


def progress(
    learner: str,
    total: Total,
    runs: Sequence[RunSummary],
    reviews: Sequence[Given],
    cases: Mapping[str, CaseFacts],
    back: Sequence[Scheduled],
    due: int,
) -> Progress:
    """The progress of ``learner``.

    ``total`` is what the runs add up to, ``reviews`` are all answers in reviews, ``back`` the
    questions that come back, and ``due`` is how many of these are asked today.
    """
    first = [a for a in total.first if a.credit is not None and not a.passed]
    half = len(first) // 2
    days = [day_of(a) for a in first]
    return Progress(
        learner,
        (max(days) - min(days)).days + 1 if days else 0,
        len({run.scenario for run in runs}),
        Group.of(first),
        _grouped(first, cases, lambda q: ((q and q.topic) or OTHER,)),
        _grouped(first, cases, lambda q: q.principles if q else ()),
        {name: text for case in cases.values() for name, text in case.principles.items()},
        sum(a.passed for a in total.first),
        total.repeats,
        share_of(a for a in reviews if a.put and not a.passed),
        share_of(a for a in first if not a.hints),
        share_of(a for a in first if a.hints),
        share_of(first[:half]),
        share_of(first[half:]),
        pooled(_lists(total)),
        total.plays,
        tuple(back),
        due,
        total.takeaways,
        tuple(sorted(runs, key=lambda r: (r.updated, r.run), reverse=True)),
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


def _lists(total: Total) -> dict[str, list[DayOfChances]]:
    return {
        case: [DayOfChances(d.question, d.day, d.chances, (), d.final, d.not_to_miss) for d in days]
        for case, days in total.lists.items()
    }
