"""Counting votes: distributions, changes between answers, shift and gain."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from trainer.group.state import Round
from trainer.presentation.blocks.round import RoundRow
from trainer.questions import Question

Advice = Literal["explain again", "discuss and vote again", "explain"]
LOW, HIGH = 0.35, 0.70
"""Peer instruction's rule of thumb: bounds on the share that is right after a first vote."""


def counted(
    question: Question, votes: Round, number: int = 1, participants: Mapping[str, str] | None = None
) -> RoundRow:
    """The figures of a round, including its agreement with the report.

    Every option is listed; if several may be picked, each pick counts. Shares are of the voters,
    0 to 1; there are none if nobody voted. Teams are those of ``participants``.
    """
    cast = votes.cast
    counts = question.counts(cast)
    sure = [b.confidence for b in votes.votes.values() if b.confidence is not None]
    parts = by_team(participants, votes) if participants is not None else {}
    teams = {team: part for team, part in parts.items() if team}
    return RoundRow(
        number=number,
        voters=votes.counted,
        counts=counts,
        shares={o: n / votes.counted for o, n in counts.items()} if votes.counted else {},
        median=question.median(cast),
        agreement=question.share_right(cast),
        confidence=statistics.fmean(sure) if sure else None,
        sure=len(sure),
        teams={team: question.counts(part.cast) for team, part in teams.items()},
        team_voters={team: part.counted for team, part in teams.items()},
    )


def reasons(question: Question, votes: Round) -> list[tuple[str, str]]:
    """The voters' reasons, each with the letters of the picks, or the number, that it explains.

    Sorted by option or number, so the order does not reveal the voters. Equal reasons are listed
    once, with their count: a room must not read the same line forty times.
    """
    letters = {option.id: letter for letter, option in question.lettered}
    alike: dict[tuple[float, str, str], list[str]] = {}
    for ballot in votes.votes.values():
        if ballot.reason:
            choice = "".join(letters[p] for p in ballot.picks) or f"{ballot.value:g}"
            key = (ballot.value or 0.0, choice, ballot.reason.casefold())
            alike.setdefault(key, []).append(ballot.reason)
    return [
        (choice, min(same) + (f"  ({len(same)} times)" if len(same) > 1 else ""))
        for (_, choice, _), same in sorted(alike.items())
    ]


def changes(question: Question, first: Round, second: Round) -> dict[tuple[str, str], int]:
    """The number of devices by (first answer, second answer), of those that voted in both rounds.

    Answers have the short names of their kind of question. Hands are left out: a count of hands
    does not say whose they were.
    """
    moved: Counter[tuple[str, str]] = Counter()
    for participant, before in first.votes.items():
        after = second.votes.get(participant)
        if after is not None:
            moved[question.named(before), question.named(after)] += 1
    return dict(moved)


def shift(first: RoundRow, second: RoundRow) -> float | None:
    """How far the distribution moved, 0 to 1: half the sum of absolute differences of shares.

    This is the total variation distance of the votes, or of the picks if several may be picked.
    None if a round is empty, or if the question asks for a number and has no options.
    """
    a, b = first.counts, second.counts
    all_a, all_b = sum(a.values()), sum(b.values())
    if not all_a or not all_b:
        return None
    return sum(abs(a[o] / all_a - b[o] / all_b) for o in a) / 2


def gain(question: Question, first: RoundRow, second: RoundRow) -> float | None:
    """The normalised gain (second - first) / (1 - first) of the share that is right.

    Source: Hake 1998, doi 10.1119/1.18809. None unless the question is single-best and has a
    reported answer; also None if a round is empty or all were right in the first.
    """
    a, b = first.agreement, second.agreement
    if not question.single_best or a is None or b is None or a == 1:
        return None
    return (b - a) / (1 - a)


def advice(votes: RoundRow) -> Advice | None:
    """The advice of peer instruction's rule of thumb, shown only to the facilitator.

    None if the report is silent on the question or nobody voted.
    """
    share = votes.agreement
    if share is None:
        return None
    if share < LOW:
        return "explain again"
    return "discuss and vote again" if share <= HIGH else "explain"


def by_team(participants: Mapping[str, str], votes: Round) -> dict[str, Round]:
    """A round split by team; participants without a team are under an empty name."""
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
