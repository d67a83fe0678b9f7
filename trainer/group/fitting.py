"""A stored session against its case as it is now: see ``trainer.engine.fitting``.

Days, orders and locked answers follow the rules of a run. A round counts only on the day its
question is put, a vote only if its question would still take it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine.events import Committed, Event, Finished, Passed, Revealed
from trainer.engine.fitting import Fitter
from trainer.engine.state import after as run_after
from trainer.group.events import (
    AnswerLocked,
    AnswerRevealed,
    GroupEvent,
    HandsCounted,
    Joined,
    Stamped,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from trainer.group.state import GroupState, after, begin, stamped_state


@dataclass(frozen=True, slots=True)
class FittedGroup:
    """Where the events of a session lead in a case, and sentences on what no longer fits."""

    state: GroupState
    lost: tuple[str, ...]


def fitted(case: Case, events: Iterable[Stamped]) -> FittedGroup:
    """The session that ``events`` tell of, as far as it fits ``case``."""
    fitter = GroupFitter(case)
    for event in events:
        fitter.take(event)
    return FittedGroup(fitter.state, fitter.lost)


class GroupFitter:
    """Takes the events of a session one at a time; numbers and times are of all of them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.state = begin(case)
        self._run = Fitter(case, "room")
        self._votes: dict[str, int] = {}
        """Votes left out, by question."""

    @property
    def lost(self) -> tuple[str, ...]:
        """What no longer fits."""
        votes = (
            f"'{name}': {some(count, 'vote')} left out." for name, count in self._votes.items()
        )
        return (*self._run.lost.values(), *votes)

    def take(self, stamped: Stamped) -> None:
        """Let the event happen if it fits."""
        event = stamped.event
        if isinstance(event, Joined | VoteOpened | VoteCast | HandsCounted | VoteClosed):
            if self._fits(event):
                self.state = after(self.state, stamped)
            else:
                self.state = stamped_state(self.state, stamped)
                if isinstance(event, VoteCast | HandsCounted):
                    self._votes[event.decision] = self._votes.get(event.decision, 0) + 1
            return
        self.state = stamped_state(self.state, stamped)
        if isinstance(event, Finished):  # a room may end on any day
            self._run.state = run_after(self._run.state, event)
        else:
            self._run.take(_of_run(event))
        how = self.state.how
        if isinstance(event, AnswerLocked) and event.decision in self._run.state.locks:
            how = {**how, event.decision: event.how}
        self.state = replace(self.state, run=self._run.state, how=how)

    def _fits(self, event: Joined | VoteOpened | VoteCast | HandsCounted | VoteClosed) -> bool:
        if isinstance(event, Joined):
            return True
        asked = self.case.decisions.get(event.decision)
        rounds = self.state.rounds.get(event.decision, ())
        if asked is None:
            return False
        match event:
            case VoteOpened():
                today = asked.day == self.state.run.day and not self.state.voting
                return today and event.round == len(rounds) + 1
            case VoteClosed():
                return event.decision == self.state.voting and event.round == len(rounds)
            case VoteCast(_, _, number, ballot):
                return not asked.misfit(ballot, strict=True) and 1 <= number <= len(rounds)
            case HandsCounted(_, number, counts):
                known = self.case.options[event.decision]
                options = asked.by_hand and all(o in known for o in counts)
                return options and 1 <= number <= len(rounds)


def _of_run(event: GroupEvent) -> Event:
    match event:
        case AnswerLocked(decision, day, answer):
            return Passed(decision, day) if answer is None else Committed(decision, day, answer)
        case AnswerRevealed(decision):
            return Revealed(decision)
        case Joined() | VoteOpened() | VoteCast() | HandsCounted() | VoteClosed():
            raise TypeError(f"{event.kind} is no event of a run")
        case _:
            return event
