"""Where a group stands, and how an event changes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from trainer.case.compiled import Case
from trainer.engine.events import Finished
from trainer.engine.state import State
from trainer.engine.state import after as run_after
from trainer.engine.state import begin as run_begin
from trainer.group import events
from trainer.group.events import GroupEvent, Stamped
from trainer.questions import Answer, Votes

Changes = dict[str, Any]
"""New values of some fields of a state, by name."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of voting on a question. Times are seconds since 1970."""

    opened: float
    deadline: float | None = None
    closed: float | None = None
    votes: Mapping[str, Answer] = field(default_factory=dict)
    """Ballots by participant."""
    hands: Mapping[str, events.HandsCounted] = field(default_factory=dict)
    """The last count of hands by team."""
    withdrawn: bool = False
    """Whether the facilitator has taken it back."""

    @property
    def is_open(self) -> bool:
        """Whether votes are taken, as long as the countdown runs."""
        return self.closed is None and not self.withdrawn

    @property
    def counts(self) -> bool:
        """Whether it is a round to anybody: one that is open, or in which somebody voted."""
        return not self.withdrawn and (self.is_open or self.counted > 0)

    @property
    def cast(self) -> Votes:
        """What there is to count."""
        hands: Counter[str] = Counter()
        for counted in self.hands.values():
            hands.update(counted.counts)
        return Votes(tuple(self.votes.values()), hands, self.counted)

    @property
    def counted(self) -> int:
        """How many have voted, by phone or by hand."""
        return len(self.votes) + sum(h.people for h in self.hands.values())


@dataclass(frozen=True, slots=True)
class GroupState:
    """A group session at one moment; follows from its events alone.

    ``run`` is the group's own run: its day, its orders, and the answers it locked.
    """

    run: State
    rounds: Mapping[str, tuple[Round, ...]] = field(default_factory=dict)
    """Rounds of voting by question."""
    voting: str = ""
    """The question whose round is open, or nothing."""
    reasons: str = ""
    """The question whose reasons are on the wall, or nothing."""
    participants: Mapping[str, str] = field(default_factory=dict)
    """The team of each device that joined, by participant; nothing where there are no teams."""
    since: Mapping[str, float] = field(default_factory=dict)
    """When each of them joined, in seconds since 1970."""
    dropped: frozenset[str] = frozenset()
    """Devices that were put out: they are not let in again as who they were."""
    joining: bool = True
    """Whether devices are let in."""
    code: str = ""
    secret: str = ""
    """What lets them in, where it was changed since the session began; else see its header."""
    how: Mapping[str, str] = field(default_factory=dict)
    """How each locked answer came about: by majority, by the facilitator, or passed."""
    number: int = 0
    """The number of the last event: it grows with everything that happens."""
    news: int = 0
    """The number of the last event that is news to the whole room: votes and joins are not."""
    started: float = 0.0
    last: float = 0.0

    @property
    def open_round(self) -> Round | None:
        """The round that takes votes."""
        return self.rounds[self.voting][self.latest(self.voting) - 1] if self.voting else None

    def latest(self, question: str) -> int:
        """The number of the last round on a question that was not withdrawn, or 0.

        Each round keeps its number for good: votes name it.
        """
        rounds = self.rounds.get(question, ())
        return next((n for n in range(len(rounds), 0, -1) if not rounds[n - 1].withdrawn), 0)

    def place(self, question: str) -> int:
        """What a room calls its latest round on a question: the first of those that count is 1."""
        rounds, latest = self.rounds.get(question, ()), self.latest(question)
        return sum(votes.counts for votes in rounds[: max(0, latest - 1)]) + (latest > 0)

    def counting(self, question: str) -> tuple[Round, ...]:
        """The rounds on a question that count, in their order: the same for all who ask."""
        return tuple(votes for votes in self.rounds.get(question, ()) if votes.counts)

    def seconds_left(self, now: float) -> float | None:
        """Of the countdown at ``now``, not below 0; None where there is none."""
        votes = self.open_round
        if votes is None or votes.deadline is None:
            return None
        return max(0.0, votes.deadline - now)


def begin(case: Case) -> GroupState:
    """The state before anything has happened."""
    return GroupState(run_begin(case, "room"))


def after(state: GroupState, stamped: Stamped) -> GroupState:
    """The state once an event has happened. Does not judge whether it may: see ``moves``."""
    return replace(
        state, **{**_stamp(state, stamped), **_changes(state, stamped.event, stamped.at)}
    )


def after_votes(state: GroupState, votes: Iterable[events.VoteCast], last: Stamped) -> GroupState:
    """The state once ballots of the open round have been cast together; ``last`` is the last.

    The same as ``after`` each of them, which copies all ballots of the round every time.
    """
    ballots = {vote.participant: vote.ballot for vote in votes}
    rounds = _with_ballots(state, state.voting, state.latest(state.voting), ballots)
    return replace(state, **_stamp(state, last), rounds=rounds)


def stamped_state(state: GroupState, stamped: Stamped) -> GroupState:
    """The state with the number and the time of an event."""
    return replace(state, **_stamp(state, stamped))


def _stamp(state: GroupState, stamped: Stamped) -> Changes:
    return {
        "number": stamped.number,
        "news": state.news if isinstance(stamped.event, events.DEVICE_EVENTS) else stamped.number,
        "started": state.started or stamped.at,
        "last": stamped.at,
        # What moves a question on takes them off the wall.
        "reasons": "" if isinstance(stamped.event, events.QuestionEvent) else state.reasons,
    }


def _changes(state: GroupState, event: GroupEvent, at: float) -> Changes:
    """Which fields an event changes, and to what."""
    changes: Changes = {}
    match event:
        case events.VoteCast(participant, question, number, ballot):
            return {"rounds": _with_ballots(state, question, number, {participant: ballot})}
        case events.Joined(participant, team):
            return {
                "participants": {**state.participants, participant: team},
                "since": {**state.since, participant: at},
            }
        case events.VoteOpened(question, _, seconds):
            deadline = None if seconds is None else at + seconds
            rounds = (*state.rounds.get(question, ()), Round(at, deadline))
            return {"rounds": {**state.rounds, question: rounds}, "voting": question}
        case events.HandsCounted(question, number):
            hands = {**state.rounds[question][number - 1].hands, event.team: event}
            return {"rounds": _rounds(state, question, number, hands=hands)}
        case events.VoteClosed(question, number):
            return {"rounds": _rounds(state, question, number, closed=at), "voting": ""}
        case events.VoteUnclosed(question, number):
            again = _rounds(state, question, number, closed=None, deadline=None)
            return {"rounds": again, "voting": question}
        case events.RoundWithdrawn(question, number):
            return {"rounds": _rounds(state, question, number, withdrawn=True), "voting": ""}
        case events.ReasonsShown(question, shown):
            return {"reasons": question if shown else ""}
        case events.JoiningSet(allowed):
            return {"joining": allowed}
        case events.CodeChanged(code, secret):
            return {"code": code, "secret": secret}
        case events.Dropped(participants):
            return _without(state, participants)
        case events.AnswerLocked(question):
            changes = {"how": {**state.how, question: event.how}}
        case Finished() if state.voting:
            # What is over takes no more votes.
            closed = events.VoteClosed(state.voting, state.latest(state.voting))
            changes = _changes(state, closed, at)
    happened = events.of_run(event)
    return changes if happened is None else {**changes, "run": run_after(state.run, happened)}


def _with_ballots(
    state: GroupState, question: str, number: int, ballots: Mapping[str, Answer]
) -> Changes:
    """All rounds, more ballots in one of them."""
    votes = {**state.rounds[question][number - 1].votes, **ballots}
    return _rounds(state, question, number, votes=votes)


def _rounds(state: GroupState, question: str, number: int, **changes: Any) -> Changes:
    """All rounds, one of them changed."""
    rounds = list(state.rounds[question])
    rounds[number - 1] = replace(rounds[number - 1], **changes)
    return {**state.rounds, question: tuple(rounds)}


def _without(state: GroupState, participants: Iterable[str]) -> Changes:
    """What changes where some devices are put out: of none of their votes anything is left."""
    out = frozenset(participants)

    def kept(of: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in of.items() if name not in out}

    rounds = {
        question: tuple(replace(votes, votes=kept(votes.votes)) for votes in rounds)
        for question, rounds in state.rounds.items()
    }
    return {
        "rounds": rounds,
        "participants": kept(state.participants),
        "since": kept(state.since),
        "dropped": state.dropped | out,
    }
