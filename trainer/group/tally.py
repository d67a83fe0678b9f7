"""Votes counted: distributions, who changed to what, shift and gain."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from trainer.group.state import Round
from trainer.presentation.blocks.round import RoundRow
from trainer.questions import Question
from trainer.questions.marks import LETTERS

Advice = Literal["explain again", "discuss and vote again", "explain"]
LOW, HIGH = 0.35, 0.70
"""Peer instruction's rule of thumb for the share that is right after a first vote."""


def counted(
    question: Question, votes: Round, number: int = 1, participants: Mapping[str, str] | None = None
) -> RoundRow:
    """The figures of a round, its agreement with the report among them.

    Every option is listed; of a question with several picks each pick counts. Shares are of those
    who voted, 0 to 1; there are none where nobody did. Teams are those of ``participants``.
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
    """Why voters chose what they did: the letters of their picks or their number, and their words.

    In the order of the options, of numbers in theirs; who said which cannot be told from it. What
    several wrote alike stands there once: a room must not read the same line forty times.
    """
    letters = {o.id: letter for o, letter in zip(question.choices, LETTERS, strict=False)}
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
    """How many devices went from which answer to which, of those that voted in both rounds.

    Answers are named in short, as the kind of question has it. Hands have no memory and are not in
    it.
    """
    moved: Counter[tuple[str, str]] = Counter()
    for who, before in first.votes.items():
        after = second.votes.get(who)
        if after is not None:
            moved[question.named(before), question.named(after)] += 1
    return dict(moved)


def shift(first: RoundRow, second: RoundRow) -> float | None:
    """How far the distribution moved, 0 to 1: half the sum of absolute differences of shares.

    That is the total variation distance of the votes; of a question with several picks, of the
    picks. None where a round is empty, and for a number, which has no options.
    """
    a, b = first.counts, second.counts
    all_a, all_b = sum(a.values()), sum(b.values())
    if not all_a or not all_b:
        return None
    return sum(abs(a[o] / all_a - b[o] / all_b) for o in a) / 2


def gain(question: Question, first: RoundRow, second: RoundRow) -> float | None:
    """The normalised gain (second - first) / (1 - first) of the share that is right.

    Hake 1998, doi 10.1119/1.18809. Only for a single-best question with a reported answer; None
    else, where a round is empty, or where all were right at first.
    """
    a, b = first.agreement, second.agreement
    if not question.single_best or a is None or b is None or a == 1:
        return None
    return (b - a) / (1 - a)


def advice(votes: RoundRow) -> Advice | None:
    """What peer instruction's rule of thumb says; only for the facilitator's eyes.

    None where no answer is the right one.
    """
    share = votes.agreement
    if share is None:
        return None
    if share < LOW:
        return "explain again"
    return "discuss and vote again" if share <= HIGH else "explain"


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
