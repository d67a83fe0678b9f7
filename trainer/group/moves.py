"""What a facilitator or a voter may do now: each move gives the event, or refuses with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.case.compiled import Case
from trainer.case.model import Decision, EstimateDecision
from trainer.engine import moves as run_moves
from trainer.engine.events import DayReached, Finished, OrderPlaced
from trainer.engine.moves import Refused
from trainer.engine.views import next_decision, next_event_day
from trainer.group import tally
from trainer.group.events import (
    AnswerLocked,
    AnswerRevealed,
    Ballot,
    HandsCounted,
    Joined,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from trainer.group.state import GroupState, Round

ROUNDS = 5
"""More rounds than this on one question are a slip of the finger."""
LONGEST_COUNTDOWN = 3600
MOST_HANDS = 9999


class TooLate(Refused):
    """A vote for a round that is closed, or for another question."""


def current(case: Case, state: GroupState) -> Decision | None:
    """The decision the room is at: locked and not yet revealed, else the next to be answered."""
    for name, lock in state.run.locks.items():
        if not lock.revealed:
            return case.decisions[name]
    return next_decision(case, state.run)


def open_vote(case: Case, state: GroupState, seconds: int | None = None) -> VoteOpened:
    """Open the first round on the current decision, or the next round on it."""
    _playing(state)
    if state.voting:
        raise Refused("A vote is open: close it first.")
    asked = current(case, state)
    if asked is None:
        raise Refused("Nothing is asked now: go on to the next day.")
    if asked.id in state.run.locks:
        raise Refused("The group's answer is locked: reveal what was reported.")
    number = len(state.rounds.get(asked.id, ())) + 1
    if number > ROUNDS:
        raise Refused(f"There have been {ROUNDS} rounds on this question: lock an answer.")
    if seconds is not None and not 1 <= seconds <= LONGEST_COUNTDOWN:
        raise Refused(f"A countdown takes 1 to {LONGEST_COUNTDOWN} seconds.")
    return VoteOpened(asked.id, number, seconds)


def close_vote(state: GroupState) -> VoteClosed:
    """Close the round that is open."""
    if not state.voting:
        raise Refused("No vote is open.")
    return VoteClosed(state.voting, len(state.rounds[state.voting]))


def join(state: GroupState, participant: str, team: str = "", most: int = 2000) -> Joined:
    """Let a device in. ``most`` is how many may be in the room."""
    if participant in state.participants:
        raise Refused("This device is in already.")
    if len(state.participants) >= most:
        raise Refused(f"The room is full: {most} devices have joined.")
    return Joined(participant, team)


def vote(
    case: Case, state: GroupState, participant: str, decision: str, number: int, ballot: Ballot,
    now: float,
) -> VoteCast:  # fmt: skip
    """Take a ballot; one that is repeated replaces the former while the round is open.

    Raises ``TooLate`` for a round that is over, ``Refused`` for a ballot that does not fit.
    """
    if participant not in state.participants:
        raise Refused("This device has not joined: open the page again.")
    here = state.open_round
    if here is None or decision != state.voting or number != len(state.rounds[decision]):
        raise TooLate("That vote is closed.")
    if here.deadline is not None and now > here.deadline:
        raise TooLate("Time is up: that vote is closed.")
    fits(case, case.decisions[decision], ballot)
    # In the order of the options: A and B is the same answer as B and A.
    picks = tuple(o for o in case.options[decision] if o in ballot.picks)
    return VoteCast(participant, decision, number, Ballot(picks, ballot.value, ballot.confidence))


def count_hands(
    case: Case, state: GroupState, counts: Mapping[str, int], people: int | None = None,
    team: str = "",
) -> HandsCounted:  # fmt: skip
    """Take a count of hands for the last round on the current decision, open or closed.

    ``people`` is how many raised a hand at all; where several may be picked and it is not given,
    it is taken to be the largest count.
    """
    _playing(state)
    asked = current(case, state)
    if asked is None or asked.id in state.run.locks or not state.rounds.get(asked.id):
        raise Refused("Open the vote first; then count hands.")
    if isinstance(asked, EstimateDecision):
        raise Refused("Hands can be counted for options only; lock the group's number instead.")
    known = case.options[asked.id]
    for option, count in counts.items():
        if option not in known:
            raise Refused(f"'{asked.id}' has no option '{option}'; it has: {', '.join(known)}.")
        if not 0 <= count <= MOST_HANDS:
            raise Refused(f"A count of hands lies between 0 and {MOST_HANDS}.")
    given = {o: counts[o] for o in known if counts.get(o)}
    several = asked.most > 1
    least = max(given.values(), default=0) if several else sum(given.values())
    if people is not None and (people < least or people > MOST_HANDS):
        raise Refused(f"At least {least} people raised a hand.")
    number = len(state.rounds[asked.id])
    return HandsCounted(asked.id, number, given, least if people is None else people, team)


def lock_majority(case: Case, state: GroupState) -> AnswerLocked:
    """Lock what most chose in the last round; refused where the room is divided evenly."""
    asked, here = _to_lock(case, state)
    if here is None or not here.counted:
        raise Refused("Nobody has voted: open a vote, or lock the facilitator's pick.")
    if isinstance(asked, EstimateDecision):
        middle = tally.median(here)
        return AnswerLocked(asked.id, state.run.day, (), middle, "majority")
    counts = tally.counts(asked, here)
    ranked = sorted(counts, key=lambda o: -counts[o])
    most = asked.most
    if most > 1:
        # As many as may be picked, of those that more than half of the room wants.
        picks = [o for o in ranked[:most] if 2 * counts[o] > here.counted] or ranked[:1]
        at_edge = [o for o in ranked if counts[o] == counts[picks[-1]]]
        if len(picks) == most and any(o not in picks for o in at_edge):
            raise Refused("The room is divided evenly: vote again, or lock your own pick.")
    else:
        picks = ranked[:1]
    if len(picks) == 1 and len(ranked) > 1 and counts[ranked[1]] == counts[ranked[0]]:
        raise Refused("The room is divided evenly: vote again, or lock your own pick.")
    ordered = tuple(o for o in case.options[asked.id] if o in picks)
    return AnswerLocked(asked.id, state.run.day, ordered, None, "majority")


def lock_pick(
    case: Case, state: GroupState, picks: Sequence[str] = (), value: float | None = None
) -> AnswerLocked:
    """Lock the facilitator's pick for the group; without one the question is passed."""
    asked, _ = _to_lock(case, state)
    if not picks and value is None:
        return AnswerLocked(asked.id, state.run.day, (), None, "passed")
    if len(set(picks)) > getattr(asked, "most", 1):
        raise Refused(f"At most {getattr(asked, 'most', 1)} may be picked.")
    done = run_moves.commit(case, state.run, asked.id, picks, value)
    return AnswerLocked(asked.id, state.run.day, done.picks, done.value, "facilitator")


def reveal(case: Case, state: GroupState) -> AnswerRevealed:
    """Show what was reported, once the group's answer is locked."""
    for name, lock in state.run.locks.items():
        if not lock.revealed:
            return AnswerRevealed(name)
    asked = current(case, state)
    if asked is None:
        raise Refused("Everything that was asked has been revealed.")
    raise Refused("Lock the group's answer first: after the reveal it could no longer be given.")


def next_day(case: Case, state: GroupState) -> DayReached | Finished:
    """The next day with an event, or the end after the last."""
    _playing(state)
    if state.voting:
        raise Refused("A vote is open: close it first.")
    hidden = [n for n, lock in state.run.locks.items() if not lock.revealed]
    if hidden:
        raise Refused("Reveal what was reported first.")
    day = next_event_day(case, state.run)
    if day is None:
        return run_moves.finish(case, state.run)
    return run_moves.go(case, state.run, day)


def place(case: Case, state: GroupState, order: str, every: int | None = None) -> OrderPlaced:
    """Enter an order the room called out."""
    _playing(state)
    return run_moves.place(case, state.run, order, every)


def end(state: GroupState) -> Finished:
    """End the session at any day."""
    _playing(state)
    return Finished()


def _to_lock(case: Case, state: GroupState) -> tuple[Decision, Round | None]:
    _playing(state)
    if state.voting:
        raise Refused("A vote is open: close it first.")
    asked = current(case, state)
    if asked is None:
        raise Refused("Nothing is asked now: go on to the next day.")
    if asked.id in state.run.locks:
        raise Refused("The group's answer is locked already.")
    rounds = state.rounds.get(asked.id, ())
    return asked, rounds[-1] if rounds else None


def _playing(state: GroupState) -> None:
    if state.run.finished:
        raise Refused("The session is over.")


def fits(case: Case, asked: Decision, ballot: Ballot) -> None:
    """Raise ``Refused`` for a ballot that the question does not take."""
    if ballot.confidence is not None and not 0 <= ballot.confidence <= 100:
        raise Refused("Confidence goes from 0 to 100 %.")
    if isinstance(asked, EstimateDecision):
        if ballot.picks or ballot.value is None or not asked.low <= ballot.value <= asked.high:
            raise Refused(f"A number between {asked.low:g} and {asked.high:g} is asked for.")
        return
    if ballot.value is not None:
        raise Refused("Options are asked for, not a number.")
    if not ballot.picks:
        raise Refused("Pick an option first.")
    if len(set(ballot.picks)) != len(ballot.picks):
        raise Refused("An option is picked twice.")
    if len(ballot.picks) > asked.most:
        raise Refused(f"At most {asked.most} may be picked.")
    if any(pick not in case.options[asked.id] for pick in ballot.picks):
        raise Refused("There is no such option.")
