"""The rounds of a group session, and their figures in words; nothing in them names a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from trainer.presentation.words import NOT_A_STANDARD
from trainer.values.base import Citation

CAUTION = f"{NOT_A_STANDARD} One vote is one device or one raised hand, not one person."
HOW = {
    "majority": "by majority",
    "facilitator": "entered by the facilitator",
    "passed": "passed",
}
"""How the group's answer was found."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option; what is judged of it is None as long as its answer is not revealed."""

    id: str
    letter: str
    text: str
    reported: str | None
    judgement: str | None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round: votes by option, and for a number the middle of those given."""

    number: int
    voters: int
    counts: Mapping[str, int]
    shares: Mapping[str, float]
    median: float | None
    agreement: float | None
    confidence: float | None
    teams: Mapping[str, Mapping[str, int]]
    """Votes by option for each team, where there are teams."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision the room came to. ``minutes`` is the time from the one before to its reveal."""

    id: str
    title: str
    day: int
    prompt: str
    kind: str
    options: tuple[OptionRow, ...]
    rounds: tuple[RoundRow, ...]
    changes: Mapping[tuple[str, str], int]
    shift: float | None
    gain: float | None
    locked: tuple[str, ...]
    """The group's answer in words; empty if it was passed or none was locked."""
    how: str
    told: bool
    answer: str
    cite: tuple[Citation, ...]
    minutes: float | None
    planned: int | None


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A session as a whole; ``scores`` are those of the group's locked answers, 0 to 100."""

    title: str
    scenario: str
    version: str
    started: float
    day: int
    finished: bool
    devices: int
    teams: tuple[str, ...]
    minutes: float
    planned: int | None
    decisions: tuple[DecisionRow, ...]
    scores: Mapping[str, float | None]
    lost: tuple[str, ...] = ()
    """What of the session no longer fits the case as it is now."""


def date_of(told: GroupSummary) -> str:
    """The day it was held, UTC."""
    return datetime.fromtimestamp(told.started, UTC).strftime("%Y-%m-%d")


def head(told: GroupSummary) -> list[str]:
    """What the session was."""
    planned = f", {told.planned} planned" if told.planned else ""
    lines = [
        f"Held on {date_of(told)}; case {told.scenario} {told.version}.",
        f"{told.devices} devices joined; {told.minutes:.0f} minutes{planned}.",
    ]
    if told.teams:
        lines.append(f"Teams: {', '.join(told.teams)}.")
    if not told.finished:
        lines.append(f"The session is not over: it stands at day {told.day}.")
    if told.lost:
        lines += ["The case has changed since. What no longer fits is left out:", *told.lost]
    return lines


def percent(share: float | None) -> str:
    """``42 %``, or a dash."""
    return "-" if share is None else f"{100 * share:.0f} %"


def movement(row: DecisionRow) -> list[str]:
    """How far the room moved, and towards what."""
    lines = []
    if row.shift is not None:
        lines.append(
            f"Shift from the first to the last vote: {percent(row.shift)} of what was picked."
        )
    if row.gain is not None:
        lines.append(f"Normalised gain (Hake): {row.gain:.2f}.")
    return lines


def agreement(row: DecisionRow) -> str:
    """Agreement with the report, first and last."""
    found = [r.agreement for r in row.rounds]
    if not any(r.voters for r in row.rounds):
        return "Nobody voted." if row.told else ""
    if found[0] is None:
        return "The report gives no answer to agree with." if row.told else ""
    said = percent(found[0])
    if len(found) > 1:
        said += f" at first, {percent(found[-1])} at last"
    return f"Agreement with the report: {said}."


def sure(here: RoundRow) -> str:
    """The room's confidence, where it was asked."""
    return "" if here.confidence is None else f"mean confidence {here.confidence:.0f} %"


def locked(row: DecisionRow) -> str:
    """The group's answer and how it was found."""
    if not row.locked:
        return "passed" if row.how == "passed" else "none locked"
    return "; ".join(row.locked) + (f" ({HOW[row.how]})" if row.how else "")


def changed(row: DecisionRow) -> list[str]:
    """Who changed to what, in counts: ``A to C: 4``; those who stayed last."""
    letters = {o.id: o.letter for o in row.options}

    def name(picks: str) -> str:
        return "+".join(letters.get(p, p) for p in picks.split("+")) if picks else "nothing"

    moved = sorted(row.changes.items(), key=lambda item: (item[0][0] == item[0][1], -item[1]))
    return [
        f"stayed with {name(a)}: {n}" if a == b else f"{name(a)} to {name(b)}: {n}"
        for (a, b), n in moved
    ]
