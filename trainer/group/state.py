"""The state of a group session, and how an event changes it."""

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
    """The last count of hands of each team."""
    withdrawn: bool = False
    """Whether the facilitator has withdrawn the round."""

    @property
    def is_open(self) -> bool:
        """Whether the round takes votes; after ``deadline`` they are refused all the same."""
        return self.closed is None and not self.withdrawn

    @property
    def counts(self) -> bool:
        """Whether the round counts: not withdrawn, and either open or with at least one vote."""
        return not self.withdrawn and (self.is_open or self.counted > 0)

    @property
    def cast(self) -> Votes:
        """The votes to count, of phones and hands."""
        hands: Counter[str] = Counter()
        for counted in self.hands.values():
            hands.update(counted.counts)
        return Votes(tuple(self.votes.values()), hands, self.counted)

    @property
    def counted(self) -> int:
        """How many people have voted, by phone or by hand."""
        return len(self.votes) + sum(h.people for h in self.hands.values())


@dataclass(frozen=True, slots=True)
class GroupState:
    """A group session at one moment, determined by its events alone.

    ``run`` is the group's own run: its day, its orders, and the answers it has locked.
    """

    run: State
    rounds: Mapping[str, tuple[Round, ...]] = field(default_factory=dict)
    """Rounds of voting by question."""
    voting: str = ""
    """The question whose round is open; empty if none is."""
    reasons: str = ""
    """The question whose reasons are on the wall; empty if none are."""
    participants: Mapping[str, str] = field(default_factory=dict)
    """The team of each participant; an empty name if there are no teams."""
    since: Mapping[str, float] = field(default_factory=dict)
    """When each participant joined, in seconds since 1970."""
    dropped: frozenset[str] = frozenset()
    """Participants who were removed; their tokens are not let in again."""
    joining: bool = True
    """Whether devices may join."""
    code: str = ""
    secret: str = ""
    """The code and the link's secret if they were changed; empty while the header's still hold."""
    how: Mapping[str, str] = field(default_factory=dict)
    """How each locked answer came about: by majority, by the facilitator, or passed."""
    number: int = 0
    """The number of the last event."""
    news: int = 0
    """The number of the last event that is not a vote or a join."""
    started: float = 0.0
    last: float = 0.0

    @property
    def open_round(self) -> Round | None:
        """The open round, None if there is none."""
        return self.rounds[self.voting][self.latest(self.voting) - 1] if self.voting else None

    def latest(self, question: str) -> int:
        """The number of the last round on a question that was not withdrawn, 0 if there is none.

        A round never changes its number, because votes refer to it.
        """
        rounds = self.rounds.get(question, ())
        return next((n for n in range(len(rounds), 0, -1) if not rounds[n - 1].withdrawn), 0)

    def place(self, question: str) -> int:
        """The number shown for the latest round on a question: rounds that count, from 1."""
        rounds, latest = self.rounds.get(question, ()), self.latest(question)
        return sum(votes.counts for votes in rounds[: max(0, latest - 1)]) + (latest > 0)

    def counting(self, question: str) -> tuple[Round, ...]:
        """The rounds on a question that count, in order."""
        return tuple(votes for votes in self.rounds.get(question, ()) if votes.counts)

    def seconds_left(self, now: float) -> float | None:
        """Seconds left of the countdown at ``now``, at least 0; None if there is none."""
        votes = self.open_round
        if votes is None or votes.deadline is None:
            return None
        return max(0.0, votes.deadline - now)


def begin(case: Case) -> GroupState:
    """The state before the first event."""
    return GroupState(run_begin(case, "room"))


def after(state: GroupState, stamped: Stamped) -> GroupState:
    """The state after an event. Whether the event is allowed is checked by ``moves``, not here."""
    return replace(
        state, **{**_stamp(state, stamped), **_changes(state, stamped.event, stamped.at)}
    )


def after_votes(state: GroupState, votes: Iterable[events.VoteCast], last: Stamped) -> GroupState:
    """The state after several ballots of the open round; ``last`` is the last of them.

    It equals ``after`` for each of them, but copies the round's ballots only once.
    """
    ballots = {vote.participant: vote.ballot for vote in votes}
    rounds = _with_ballots(state, state.voting, state.latest(state.voting), ballots)
    return replace(state, **_stamp(state, last), rounds=rounds)


def stamped_state(state: GroupState, stamped: Stamped) -> GroupState:
    """The state with only the number and the times of an event applied."""
    return replace(state, **_stamp(state, stamped))


def _stamp(state: GroupState, stamped: Stamped) -> Changes:
    return {
        "number": stamped.number,
        "news": state.news if isinstance(stamped.event, events.DEVICE_EVENTS) else stamped.number,
        "started": state.started or stamped.at,
        "last": stamped.at,
        # Reasons leave the wall once a question moves on.
        "reasons": "" if isinstance(stamped.event, events.QuestionEvent) else state.reasons,
    }


def _changes(state: GroupState, event: GroupEvent, at: float) -> Changes:
    """The fields that an event changes, with their new values."""
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
            # A session that is over takes no more votes.
            closed = events.VoteClosed(state.voting, state.latest(state.voting))
            changes = _changes(state, closed, at)
    run_event = events.as_run_event(event)
    return changes if run_event is None else {**changes, "run": run_after(state.run, run_event)}


def _with_ballots(
    state: GroupState, question: str, number: int, ballots: Mapping[str, Answer]
) -> Changes:
    """All rounds, with ``ballots`` added to one of them."""
    votes = {**state.rounds[question][number - 1].votes, **ballots}
    return _rounds(state, question, number, votes=votes)


def _rounds(state: GroupState, question: str, number: int, **changes: Any) -> Changes:
    """All rounds, with ``changes`` applied to one of them."""
    rounds = list(state.rounds[question])
    rounds[number - 1] = replace(rounds[number - 1], **changes)
    return {**state.rounds, question: tuple(rounds)}


def _without(state: GroupState, participants: Iterable[str]) -> Changes:
    """The changes when participants are removed: all their votes go, too."""
    removed = frozenset(participants)

    def kept(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name not in removed}

    rounds = {
        question: tuple(replace(votes, votes=kept(votes.votes)) for votes in rounds)
        for question, rounds in state.rounds.items()
    }
    return {
        "rounds": rounds,
        "participants": kept(state.participants),
        "since": kept(state.since),
        "dropped": state.dropped | removed,
    }
