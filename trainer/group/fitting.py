"""Replays a stored session on its case, which may have changed: see ``trainer.engine.fitting``.

Days, orders and locked answers follow the rules of a run. A round counts only on the day of its
question, a vote only if its question would still accept it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine.events import Finished
from trainer.engine.fitting import Fitter
from trainer.group import events
from trainer.group.events import Stamped
from trainer.group.state import after, begin, stamped_state


def fitted(case: Case, stored: Iterable[Stamped]) -> GroupFitter:
    """A fitter that has taken all ``stored`` events: the state they lead to, and what was lost."""
    fitter = GroupFitter(case)
    for event in stored:
        fitter.take(event)
    return fitter


class GroupFitter:
    """Takes the events of a session one at a time.

    The number and times of its state include events that do not fit.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.state = begin(case)
        self._run = Fitter(case, "room")
        self.votes: Counter[str] = Counter()
        """How many votes were left out, by question."""

    @property
    def lost(self) -> tuple[str, ...]:
        """A sentence for each thing that no longer fits."""
        votes = (f"'{name}': {some(count, 'vote')} left out." for name, count in self.votes.items())
        return (*self._run.lost, *votes)

    def take(self, stamped: Stamped) -> None:
        """Apply the event if it fits."""
        event = stamped.event
        if isinstance(event, Finished) or (
            isinstance(event, events.VoteEvent) and self._fits(event)
        ):  # a session may end on any day, even while a vote is open
            self.state = after(self.state, stamped)
            self._run.state = self.state.run
            return
        self.state = stamped_state(self.state, stamped)
        run_event = events.as_run_event(event)
        if isinstance(event, events.VoteCast | events.HandsCounted):
            self.votes[event.decision] += 1
        elif run_event is not None:
            self._run.take(run_event)
        how = self.state.how
        if isinstance(event, events.AnswerLocked) and event.decision in self._run.state.locks:
            how = {**how, event.decision: event.how}
        self.state = replace(self.state, run=self._run.state, how=how)

    def _fits(self, event: events.VoteEvent) -> bool:
        if isinstance(event, events.Joined | events.AdmissionEvent):
            return True
        question = self.case.questions.get(event.decision)
        rounds = self.state.rounds.get(event.decision, ())
        latest = self.state.latest(event.decision)
        if question is None:
            return False
        match event:
            case events.VoteOpened():
                today = question.day == self.state.run.day and not self.state.voting
                return today and event.round == len(rounds) + 1
            case events.VoteClosed():
                return event.decision == self.state.voting and event.round == latest
            case events.VoteUnclosed():
                closed = not self.state.voting and question.id not in self.state.run.locks
                return closed and event.round == latest
            case events.RoundWithdrawn():
                return question.id not in self.state.run.locks and event.round == latest > 0
            case events.ReasonsShown():
                return latest > 0 and event.decision != self.state.voting
            case events.VoteCast(_, _, number, ballot):
                return not question.misfit(ballot, strict=True) and 1 <= number <= len(rounds)
            case events.HandsCounted(_, number, counts):
                known = self.case.options[event.decision]
                options = question.by_hand and all(o in known for o in counts)
                return options and 1 <= number <= len(rounds)
