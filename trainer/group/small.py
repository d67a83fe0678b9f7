"""Hides small counts in exports: votes of fewer than five people are shown only together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from trainer.group.summary import FEWEST_NAMED
from trainer.presentation.blocks.round import GroupSummary, QuestionRow, RoundRow, Together


def exported(summary: GroupSummary) -> GroupSummary:
    """The summary as it may leave the room, with small counts hidden."""
    return replace(summary, decisions=tuple(map(_question, summary.decisions)))


def together(counts: Mapping[str, int]) -> Together | None:
    """The options shown together; None if every option has either no vote or at least five.

    If the options below five votes have fewer than five in all, or if there is only one of them,
    the next smallest join them: otherwise their votes could be computed from the total.
    """
    chosen = sorted((o for o, n in counts.items() if n), key=lambda o: counts[o])
    if not chosen or counts[chosen[0]] >= FEWEST_NAMED:
        return None
    few = [o for o in chosen if counts[o] < FEWEST_NAMED]
    while len(few) < len(chosen) and (len(few) < 2 or sum(map(counts.get, few)) < FEWEST_NAMED):  # type: ignore[arg-type]
        few.append(chosen[len(few)])
    return Together(tuple(o for o in counts if o in few), sum(counts[o] for o in few))


def _question(row: QuestionRow) -> QuestionRow:
    keyed = {option.id for option in row.options if option.keyed}
    rounds = tuple(_round(votes, keyed) for votes in row.rounds)
    hidden = any(a.agreement != b.agreement for a, b in zip(row.rounds, rounds, strict=True))
    gain = None if hidden else row.gain
    return replace(row, rounds=rounds, changes=_changes(row.changes), gain=gain)


def _round(votes: RoundRow, keyed: set[str]) -> RoundRow:
    parts = {"": votes.counts, **votes.teams}
    few = {team: joint for team, counts in parts.items() if (joint := together(counts))}

    def shown(team: str, counts: Mapping[str, int]) -> dict[str, int]:
        joint = few.get(team)
        return {o: n for o, n in counts.items() if joint is None or o not in joint.options}

    whole = few.get("")
    # The agreement would reveal how many chose the reported option, which is hidden here.
    derived = whole is not None and bool(keyed & set(whole.options))
    return replace(
        votes,
        counts=shown("", votes.counts),
        shares=shown("", votes.shares),  # type: ignore[arg-type]
        teams={team: shown(team, counts) for team, counts in votes.teams.items()},
        together=few,
        agreement=None if derived or votes.voters < FEWEST_NAMED else votes.agreement,
        median=votes.median if votes.voters >= FEWEST_NAMED else None,
        confidence=votes.confidence if votes.sure >= FEWEST_NAMED else None,
    )


def _changes(changes: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Changes made by at least five; the others only as one of two kinds: changed, or stayed."""
    moved: Counter[tuple[str, str]] = Counter()
    for (before, after), count in changes.items():
        pair = (before, after)
        if count < FEWEST_NAMED:
            pair = ("others", "others" if before == after else "another")
        moved[pair] += count
    return dict(moved)
