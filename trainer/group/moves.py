"""Moves of the facilitator and of voters: each returns an event, or raises ``Refused``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine import moves as run_moves
from trainer.engine.events import DayReached, Finished, OrderPlaced
from trainer.engine.moves import Refused
from trainer.engine.views import next_event_day
from trainer.group import events
from trainer.group.offers import (
    NO_REASON,
    WHY_NOT,
    Action,
    Phase,
    may,
    now,
    phase_of,
    reasons_given,
    why_not,
)
from trainer.group.state import GroupState
from trainer.questions import Answer

LONGEST_COUNTDOWN = 3600
MOST_HANDS = 9999
MOST_DEVICES = 2000
LONGEST_BACK = 1440
"""The most minutes that ``drop_last`` goes back: nobody stays in a room for more than a day."""


class TooLate(Refused):
    """A vote for a round that is closed, or for another question."""


def open_vote(case: Case, state: GroupState, seconds: int | None = None) -> events.VoteOpened:
    """Open the first round on the current question, or the next round on it."""
    again = now(case, state)[0] == "closed"
    question = _question_for(case, state, "vote_again" if again else "open_vote")
    if seconds is not None and not 1 <= seconds <= LONGEST_COUNTDOWN:
        raise Refused(f"A countdown takes 1 to {LONGEST_COUNTDOWN} seconds.")
    return events.VoteOpened(question.id, len(state.rounds.get(question.id, ())) + 1, seconds)


def vote_again(case: Case, state: GroupState, seconds: int | None = None) -> events.VoteOpened:
    """Open the next round on a question that has had one."""
    _question_for(case, state, "vote_again")
    return open_vote(case, state, seconds)


def close_vote(state: GroupState) -> events.VoteClosed:
    """Close the round that is open."""
    _require("close_vote", phase_of(state, state.voting))
    return events.VoteClosed(state.voting, state.latest(state.voting))


def unclose(case: Case, state: GroupState) -> events.VoteUnclosed:
    """Reopen the round that was closed last, without a countdown."""
    question = _question_for(case, state, "unclose")
    return events.VoteUnclosed(question.id, state.latest(question.id))


def withdraw(case: Case, state: GroupState) -> events.RoundWithdrawn:
    """Withdraw the last round, open or closed: it no longer counts."""
    question = _question_for(case, state, "withdraw")
    return events.RoundWithdrawn(question.id, state.latest(question.id))


def join(
    state: GroupState, participant: str, team: str = "", most: int = MOST_DEVICES
) -> events.Joined:
    """Let a device in, if fewer than ``most`` devices are in the room."""
    if participant in state.participants:
        raise Refused("This device has joined already.")
    if not state.joining:
        raise Refused("Nobody is let in now: ask in the room.")
    if participant in state.dropped:
        raise Refused("This device was removed from the room: open the page again.")
    if len(state.participants) >= most:
        raise Refused(f"The room is full: {most} devices have joined.")
    return events.Joined(participant, team)


def allow_joining(state: GroupState, allowed: bool) -> events.JoiningSet:
    """Allow devices to join from now on, or let none in."""
    _require("admission", phase_of(state, ""))
    return events.JoiningSet(allowed)


def change_code(state: GroupState, code: str, secret: str) -> events.CodeChanged:
    """Replace the code and the link's secret; the old ones let no device in any more."""
    _require("admission", phase_of(state, ""))
    return events.CodeChanged(code, secret)


def joined_lately(state: GroupState, minutes: int, now: float) -> tuple[str, ...]:
    """The devices that joined in the last ``minutes`` before ``now``."""
    return tuple(device for device, at in state.since.items() if at >= now - 60 * minutes)


def drop_last(state: GroupState, minutes: int, now: float) -> events.Dropped:
    """Remove the devices that joined in the last ``minutes`` (1 to 1440), and their votes."""
    if not 1 <= minutes <= LONGEST_BACK:
        raise Refused(f"Minutes go from 1 to {LONGEST_BACK}.")
    return drop(state, joined_lately(state, minutes, now))


def drop(state: GroupState, participants: Collection[str]) -> events.Dropped:
    """Remove those of ``participants`` that are in the room, and their votes."""
    _require("admission", phase_of(state, ""))
    return events.Dropped(tuple(p for p in state.participants if p in participants))


def vote(case: Case, state: GroupState, cast: events.VoteCast, now: float) -> events.VoteCast:
    """Accept a ballot as it was sent; it replaces the participant's earlier one in the round.

    Raises ``TooLate`` if the round is over, ``Refused`` if the ballot does not fit the question.
    """
    name, ballot = cast.decision, cast.ballot
    if cast.participant not in state.participants:
        raise Refused("This device has not joined: open the page again.")
    votes = state.open_round
    if votes is None or name != state.voting or cast.round != state.latest(name):
        raise TooLate("That vote is closed.")
    if votes.deadline is not None and now > votes.deadline:
        raise TooLate("Time is up: that vote is closed.")
    question = case.questions[name]
    if ballot.confidence is not None and not 0 <= ballot.confidence <= 100:
        raise Refused("Confidence goes from 0 to 100 %.")
    if misfit := question.misfit(ballot, strict=True):
        raise Refused(misfit)
    usual = question.usual(ballot)
    return cast if usual is ballot else replace(cast, ballot=usual)


def count_hands(
    case: Case, state: GroupState, counts: Mapping[str, int], people: int | None = None,
    team: str = "",
) -> events.HandsCounted:  # fmt: skip
    """Accept a count of hands for the last round on the current question, open or closed.

    ``people`` is how many raised a hand at least once. Without it, it is the largest count if
    several options may be picked, else the sum of the counts.
    """
    question = _question_for(case, state, "count")
    if not question.by_hand:
        raise Refused("Hands can be counted for options only; lock the group's number instead.")
    known = case.options[question.id]
    for option, count in counts.items():
        if option not in known:
            raise Refused(f"'{question.id}' has no option '{option}'; it has: {', '.join(known)}.")
        if not 0 <= count <= MOST_HANDS:
            raise Refused(f"A count of hands lies between 0 and {MOST_HANDS}.")
    hands = {o: counts[o] for o in known if counts.get(o)}
    several = question.most > 1
    least = max(hands.values(), default=0) if several else sum(hands.values())
    if people is not None and (people < least or people > MOST_HANDS):
        raise Refused(f"At least {least} people raised a hand.")
    people = least if people is None else people
    return events.HandsCounted(question.id, state.latest(question.id), hands, people, team)


def lock_majority(case: Case, state: GroupState) -> events.AnswerLocked:
    """Lock the majority's answer of the last round. Refused if nobody voted or the vote is tied."""
    question = _question_for(case, state, "lock_majority")
    answer = question.majority(state.counting(question.id)[-1].cast)
    return events.AnswerLocked(question.id, state.run.day, answer, "majority")


def lock_pick(case: Case, state: GroupState, answer: Answer | None = None) -> events.AnswerLocked:
    """Lock the facilitator's pick for the group; without one the question is passed."""
    question = _question_for(case, state, "lock_pick")
    if answer is None:
        return events.AnswerLocked(question.id, state.run.day, None, "passed")
    if misfit := question.misfit(answer, strict=True):
        raise Refused(misfit)
    return events.AnswerLocked(question.id, state.run.day, question.usual(answer), "facilitator")


def reveal(case: Case, state: GroupState) -> events.AnswerRevealed:
    """Show the reported answer, once the group's answer is locked."""
    return events.AnswerRevealed(_question_for(case, state, "reveal").id)


def show_reasons(state: GroupState, question: str, shown: bool) -> events.ReasonsShown:
    """Put the reasons given in a question's last round on the wall, or take them off it."""
    _require("reasons", phase_of(state, question))
    if shown and not reasons_given(state, question):
        raise Refused(NO_REASON)
    return events.ReasonsShown(question, shown)


def next_day(case: Case, state: GroupState) -> DayReached | Finished:
    """Go to the next day with an event, or end the session after the last day."""
    _require("next_day", now(case, state)[0])
    day = next_event_day(case, state.run)
    if day is None:
        return run_moves.finish(case, state.run)
    return run_moves.go(case, state.run, day)


def place(case: Case, state: GroupState, order: str, every: int | None = None) -> OrderPlaced:
    """Place an order that the room called out."""
    _require("order", now(case, state)[0])
    return run_moves.place(case, state.run, order, every)


def end(state: GroupState) -> Finished:
    """End the session on any day."""
    _require("end", phase_of(state, ""))
    return Finished()


def _require(action: Action, phase: Phase) -> None:
    if not may(action, phase):
        raise Refused(WHY_NOT[action][phase])


def _question_for(case: Case, state: GroupState, action: Action) -> AnyQuestion:
    """The question the room is at. Raises ``Refused`` if the action cannot be done."""
    question = now(case, state)[1]
    if why := why_not(action, state, question):
        raise Refused(why)
    assert question is not None  # these actions are refused if the room is at no question
    return question
