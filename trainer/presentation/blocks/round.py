"""The rounds of a group session as data, and their texts on the wall, in notes and in reports.

No person is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from trainer.counting import some
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import AXES
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.words import NOT_A_STANDARD, cites, score_text
from trainer.values.base import Citation

Votes = TypeVar("Votes")
CAUTION = f"{NOT_A_STANDARD} One vote is one device or one raised hand, not one person."
HOW = {
    "majority": "by majority",
    "facilitator": "entered by the facilitator",
    "passed": "passed",
}
"""Who chose the group's answer, in words."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option; its judgements are None until the answer is revealed."""

    id: str
    letter: str
    text: str
    reported: str | None = None
    judgement: str | None = None
    word: str | None = None
    """The judgement in words that suit the question's topic: ``possible`` for a diagnosis."""

    @property
    def keyed(self) -> bool:
        """Whether it is revealed that the report did this, wholly or in part."""
        return self.reported in ("yes", "part")


@dataclass(frozen=True, slots=True)
class Together:
    """Options whose votes are reported as one sum, because each has too few."""

    options: tuple[str, ...]
    votes: int


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round: votes by option, or, for a number, the median."""

    number: int
    voters: int
    counts: Mapping[str, int]
    shares: Mapping[str, float]
    median: float | None
    agreement: float | None
    confidence: float | None
    """Mean confidence in per cent, of the voters who gave one."""
    sure: int
    """How many voters gave a confidence."""
    teams: Mapping[str, Mapping[str, int]]
    """Votes by option for each team; empty without teams."""
    team_voters: Mapping[str, int]
    """How many of each team voted."""
    together: Mapping[str, Together] = field(default_factory=dict)
    """Options reported as one sum, by team, or under ``""`` for the whole room; ``counts``,
    ``shares`` and ``teams`` leave them out."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question the room answered.

    ``minutes`` is the time from the start of the day, or the reveal before it, to its own reveal;
    ``changes`` counts the devices by their picks in the first and the last round.
    """

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
    revealed: bool
    """Whether the answer and the judgements may be shown to everybody."""
    answer: str
    cite: tuple[Citation, ...]
    minutes: float | None
    planned: int | None
    reasons: tuple[str, ...] = ()
    """What voters of the last round wrote, if the session asks for reasons."""


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A whole session; ``scores`` are those of the group's locked answers, 0 to 100."""

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
    decisions: tuple[QuestionRow, ...]
    scores: Mapping[str, float | None]
    lost: tuple[str, ...] = ()
    """The parts of the session that no longer fit the case, in words."""


def intro(summary: GroupSummary) -> Iterator[Block]:
    """What the session was, and how to read its votes."""
    held = datetime.fromtimestamp(summary.started, UTC).strftime("%Y-%m-%d")
    planned = f", {summary.planned} planned" if summary.planned else ""
    yield Block("text", f"Held on {held}; case {summary.scenario} {summary.version}.")
    yield Block(
        "text", f"{summary.devices} devices joined; {summary.minutes:.0f} minutes{planned}."
    )
    if summary.teams:
        yield Block("text", f"Teams: {', '.join(summary.teams)}.")
    if not summary.finished:
        yield Block("text", f"The session is not over: it stands at day {summary.day}.")
    if summary.lost:
        yield Block("text", "The case has changed since. What no longer fits is left out:")
    yield from (Block("text", line) for line in summary.lost)
    yield Block("aside", CAUTION)


def scores(summary: GroupSummary) -> Iterator[Block]:
    """The score of the group's answers on each axis."""
    yield Block("heading", "The group's answers beside the report")
    for name, score in summary.scores.items():
        yield Block("item", score_text(score), f"{name} ({AXES[name]})")


def heading(row: QuestionRow) -> Block:
    """The day and the title of a question, and the minutes it took."""
    minutes = "" if row.minutes is None else f", {row.minutes:.0f} min"
    return Block("heading", f"Day {row.day}: {row.title}{minutes}")


def answers(row: QuestionRow) -> Iterator[Block]:
    """The group's answer, and the report's once it is revealed."""
    text = "; ".join(row.locked) or ("passed" if row.how == "passed" else "none locked")
    how = f" ({HOW[row.how]})" if row.how and row.locked else ""
    yield Block("text", text + how, "The group")
    if row.revealed:
        yield Block("text", row.answer, "The report", cites(row.cite))


def figures(row: QuestionRow) -> Iterator[Block]:
    """The figures of the votes: medians, agreement, shift, gain, confidence, changes."""
    if not row.rounds:
        yield Block("text", "There was no vote.")
    if not row.options:
        yield from (Block("text", f"{head(r)}, median {_number(r.median)}") for r in row.rounds)
    yield from (Block("text", text) for text in _joint_counts(row))
    lines = [agreement(row), shift(row)] if row.rounds else []
    if row.gain is not None:
        lines.append(f"Normalised gain (Hake): {row.gain:.2f}.")
    lines.append(confidence(row.rounds))
    if row.changes:
        lines.append(changes(row))
    yield from (Block("text", line) for line in lines if line)


def reasons(row: QuestionRow) -> Iterator[Block]:
    """What voters wrote, word for word."""
    if row.reasons:
        yield Block("text", "In the voters' own words:")
    yield from (Block("item", reason) for reason in row.reasons)


def table(row: QuestionRow) -> list[list[str]]:
    """Rows of cells, a heading first: votes by option, and the judgements once revealed."""
    heads = ["reported", "sound that day"] if row.revealed else []
    rows = [["", "option", *map(head, row.rounds), *heads]]
    for option in row.options:
        votes = [_cell(r, option.id) for r in row.rounds]
        judgements = [REPORTED[option.reported or "silent"], option.word or ""] if heads else []
        rows.append([option.letter, option.text, *votes, *judgements])
    return rows


def _cell(row: RoundRow, option: str) -> str:
    if option not in row.counts:
        return "*"
    return f"{row.counts[option]} ({percent(row.shares.get(option))})"


def _joint_counts(row: QuestionRow) -> Iterator[str]:
    """For each round, the sum of the options with a star in the table."""
    for votes in row.rounds:
        if joint := votes.together.get(""):
            letters = ", ".join(o.letter for o in row.options if o.id in joint.options)
            # If a vote may have several picks, the sum counts picks, not votes.
            thing = "vote" if joint.votes + sum(votes.counts.values()) == votes.voters else "pick"
            yield f"* Round {votes.number}: {some(joint.votes, thing)} for {letters} together."


def first_and_last(rounds: Sequence[Votes]) -> list[Votes]:
    """The first and the last round, to show side by side; a single round only once."""
    return [*rounds[:1], *rounds[1:][-1:]]


def head(row: RoundRow) -> str:
    """``Round 2: 12 votes``."""
    return f"Round {row.number}: {some(row.voters, 'vote')}"


def percent(share: float | None) -> str:
    """``42 %``, or a dash."""
    return "-" if share is None else f"{100 * share:.0f} %"


def shift(row: QuestionRow) -> str:
    """How far the distribution of votes moved from the first to the last round."""
    return "" if row.shift is None else f"The distribution moved by {percent(row.shift)}."


def agreement(row: QuestionRow) -> str:
    """Agreement with the report in the first and the last round; empty before the reveal."""
    if not row.revealed:
        return ""
    if not any(r.voters for r in row.rounds):
        return "Nobody voted."
    if all(r.agreement is None for r in row.rounds):
        hidden = any(r.together for r in row.rounds)
        return "" if hidden else "The report gives no answer to agree with."
    text = " at first, ".join(percent(r.agreement) for r in first_and_last(row.rounds))
    return f"Agreement with the report: {text}{' at last' if len(row.rounds) > 1 else ''}."


def by_team(row: QuestionRow) -> Iterator[str]:
    """The last round of each team, a line per team: ``Red, 8 votes: C 63 %, A 38 %``.

    Shares are of the team's voters, as the room's shares are of all voters. A question for a number
    has none.
    """
    if not row.rounds or not row.options:
        return
    last = row.rounds[-1]
    for team, counts in last.teams.items():
        voters = last.team_voters[team]
        letters = ((option.letter, counts[option.id]) for option in row.options)
        shares = (f"{letter} {percent(n / voters)}" for letter, n in letters if n)
        yield f"{team}, {some(voters, 'vote')}: {', '.join(shares) or 'none'}"


def confidence(rounds: Iterable[RoundRow]) -> str:
    """The mean confidence of each round; empty if no voter gave one."""
    means = [f"{r.confidence:.0f} % ({r.sure} said)" for r in rounds if r.confidence is not None]
    return f"Confidence: {'  then  '.join(means)}" if means else ""


def changes(row: QuestionRow, most: int | None = None) -> str:
    """How many devices changed their vote and how: ``3 of 9 devices changed.  B→C:2  D→C:1``.

    At most ``most`` of the changes are listed.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for (before, after), count in row.changes.items():
        # The same options ticked in another order are the same answer.
        counts[_letters(row, before), _letters(row, after)] += count
    changed = {pair: count for pair, count in counts.items() if pair[0] != pair[1]}
    # With several picks a vote nearly every change is unique: only shared ones are listed.
    least = 2 if any("+" in picks for pair in row.changes for picks in pair) else 1
    common = [(-count, f"{a}→{b}") for (a, b), count in changed.items() if count >= least]
    listed = [f"{letters}:{-count}" for count, letters in sorted(common)]
    rest = ["..."] if listed[:most] != listed else []
    text = f"{sum(changed.values())} of {sum(counts.values())} devices changed."
    return "  ".join([text, *listed[:most], *rest])


def _letters(row: QuestionRow, picks: str) -> str:
    """The letters of the picks (``AC``), a number unchanged, or a dash for no pick."""
    chosen = picks.split("+")
    return "".join(o.letter for o in row.options if o.id in chosen) or picks or "-"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"
