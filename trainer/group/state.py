"""Where a group stands, and how an event changes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Round:
    """One round of voting on a decision. Times are seconds since 1970."""

    opened: float
    deadline: float | None = None
    closed: float | None = None
    votes: Mapping[str, Answer] = field(default_factory=dict)
    """Ballots by participant."""
    hands: Mapping[str, events.HandsCounted] = field(default_factory=dict)
    """The last count of hands by team."""

    @property
    def is_open(self) -> bool:
        """Whether votes are taken, as long as the countdown runs."""
        return self.closed is None

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
    """Rounds of voting by decision."""
    voting: str = ""
    """The decision whose round is open, or nothing."""
    participants: Mapping[str, str] = field(default_factory=dict)
    """The team of each device that joined, by participant; nothing where there are no teams."""
    how: Mapping[str, str] = field(default_factory=dict)
    """How each locked answer came about: by majority, by the facilitator, or passed."""
    number: int = 0
    """The number of the last event: it grows with everything that happens."""
    started: float = 0.0
    last: float = 0.0

    @property
    def open_round(self) -> Round | None:
        """The round that takes votes."""
        return self.rounds[self.voting][-1] if self.voting else None

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
    return _after(stamped_state(state, stamped), stamped.event, stamped.at)


def stamped_state(state: GroupState, stamped: Stamped) -> GroupState:
    """The state with the number and the time of an event."""
    return replace(
        state, number=stamped.number, started=state.started or stamped.at, last=stamped.at
    )


def _after(state: GroupState, event: GroupEvent, at: float) -> GroupState:
    match event:
        case events.Joined(participant, team):
            return replace(state, participants={**state.participants, participant: team})
        case events.VoteOpened(decision, _, seconds):
            deadline = None if seconds is None else at + seconds
            rounds = (*state.rounds.get(decision, ()), Round(at, deadline))
            return replace(state, rounds={**state.rounds, decision: rounds}, voting=decision)
        case events.VoteCast(participant, decision, number, ballot):
            votes = {**state.rounds[decision][number - 1].votes, participant: ballot}
            return _with_round(state, decision, number, votes=votes)
        case events.HandsCounted(decision, number):
            hands = {**state.rounds[decision][number - 1].hands, event.team: event}
            return _with_round(state, decision, number, hands=hands)
        case events.VoteClosed(decision, number):
            return replace(_with_round(state, decision, number, closed=at), voting="")
        case events.AnswerLocked(decision):
            state = replace(state, how={**state.how, decision: event.how})
        case Finished() if state.voting:
            # What is over takes no more votes.
            number = len(state.rounds[state.voting])
            state = _after(state, events.VoteClosed(state.voting, number), at)
    happened = events.of_run(event)
    return state if happened is None else replace(state, run=run_after(state.run, happened))


def _with_round(state: GroupState, question: str, number: int, **changes: Any) -> GroupState:
    rounds = list(state.rounds[question])
    rounds[number - 1] = replace(rounds[number - 1], **changes)
    return replace(state, rounds={**state.rounds, question: tuple(rounds)})
