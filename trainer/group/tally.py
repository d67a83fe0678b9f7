"""Votes counted: distributions, who changed to what, shift and gain."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.group.state import Round
from trainer.questions import Question

Advice = Literal["explain again", "discuss and vote again", "explain"]
LOW, HIGH = 0.35, 0.70
"""Peer instruction's rule of thumb for the share that is right after a first vote."""


def counts(asked: Question, votes: Round) -> dict[str, int]:
    """Votes by option, every option listed; of a question with several picks each pick counts."""
    return asked.counts(votes.cast)


def shares(asked: Question, votes: Round) -> dict[str, float]:
    """Each option's share of those who voted, 0 to 1; nothing where nobody did."""
    if not votes.counted:
        return {}
    return {o: n / votes.counted for o, n in counts(asked, votes).items()}


def changes(asked: Question, first: Round, second: Round) -> dict[tuple[str, str], int]:
    """How many devices went from which answer to which, of those that voted in both rounds.

    Answers are named in short, as the kind of question has it. Hands have no memory and are not in
    it.
    """
    moved: Counter[tuple[str, str]] = Counter()
    for who, before in first.votes.items():
        after = second.votes.get(who)
        if after is not None:
            moved[asked.named(before), asked.named(after)] += 1
    return dict(moved)


def shift(asked: Question, first: Round, second: Round) -> float | None:
    """How far the distribution moved, 0 to 1: half the sum of absolute differences of shares.

    That is the total variation distance of the votes; of a question with several picks, of the
    picks. None where a round is empty, and for a number, which has no options.
    """
    a, b = counts(asked, first), counts(asked, second)
    all_a, all_b = sum(a.values()), sum(b.values())
    if not all_a or not all_b:
        return None
    return sum(abs(a[o] / all_a - b[o] / all_b) for o in a) / 2


def agreement(asked: Question, votes: Round) -> float | None:
    """The share of votes for what the report did, 0 to 1; None where it is silent or nobody voted.

    For an estimate: the share within its full-credit range. For several picks: the mean share of
    the key that was picked.
    """
    return asked.share_right(votes.cast)


def gain(asked: Question, first: Round, second: Round) -> float | None:
    """The normalised gain (second - first) / (1 - first) of the share that is right.

    Hake 1998, doi 10.1119/1.18809. Only for a single-best question with a reported answer; None
    else, where a round is empty, or where all were right at first.
    """
    if not asked.single_best:
        return None
    a, b = agreement(asked, first), agreement(asked, second)
    if a is None or b is None or a == 1:
        return None
    return (b - a) / (1 - a)


def advice(asked: Question, votes: Round) -> Advice | None:
    """What peer instruction's rule of thumb says; only for the facilitator's eyes.

    None where no answer is the right one.
    """
    share = agreement(asked, votes)
    if share is None:
        return None
    if share < LOW:
        return "explain again"
    return "discuss and vote again" if share <= HIGH else "explain"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure those were who gave a confidence: how many, and the mean in per cent."""

    given: int
    mean: float | None


def confidence(votes: Round) -> Confidence:
    """The room's confidence in a round."""
    said = [b.confidence for b in votes.votes.values() if b.confidence is not None]
    return Confidence(len(said), statistics.fmean(said) if said else None)


def by_team(participants: Mapping[str, str], votes: Round) -> dict[str, Round]:
    """A round cut up by team; one team without a name where there are none."""
    teams = sorted({*participants.values(), *votes.hands})
    return {
        team: Round(
            votes.opened,
            votes.deadline,
            votes.closed,
            {p: b for p, b in votes.votes.items() if participants.get(p, "") == team},
            {t: h for t, h in votes.hands.items() if t == team},
        )
        for team in teams
    }
