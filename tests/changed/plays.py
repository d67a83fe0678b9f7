"""Random runs and random sessions of a room, cut short anywhere."""

from __future__ import annotations

import random
from contextlib import suppress

from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion, EstimateQuestion
from trainer.engine import moves, views
from trainer.engine.events import Event
from trainer.engine.moves import Refused
from trainer.engine.state import Mode, State, after, begin
from trainer.group import moves as group_moves
from trainer.group import offers as group_offers
from trainer.group import state as group_state
from trainer.group.events import GroupEvent, Stamped, VoteCast
from trainer.group.state import GroupState
from trainer.questions import Answer


def random_run(case: Case, dice: random.Random, mode: Mode = "study") -> list[Event]:
    """A run by policy, or by free moves: hints, notes, undone answers, orders stopped."""
    if dice.random() < 0.3:
        events = events_of(case, by_policy(case, "random", dice.randrange(10**6)), mode)
        return events[: dice.randrange(len(events) + 1)] if dice.random() < 0.5 else events
    return play_on(case, begin(case, mode), dice, dice.randrange(1, 80))[0]


def play_on(case: Case, state: State, dice: random.Random, steps: int) -> tuple[list[Event], State]:
    """Random allowed moves from ``state`` on."""
    events: list[Event] = []
    for _ in range(steps):
        with suppress(Refused):
            event = _step(case, state, dice)
            events.append(event)
            state = after(state, event)
    return events, state


def _step(case: Case, state: State, dice: random.Random) -> Event:
    asked = views.next_question(case, state)
    locked = [name for name, lock in state.locks.items() if not lock.revealed]
    orders = [o.id for o in case.scenario.orders] + ["full-blood-count", "c-reactive-protein"]
    index = dice.randrange(max(1, len(state.orders)))
    kind = dice.choice(
        ("answer", "answer", "answer", "pass", "hint", "hint", "reveal", "reveal", "undo", "go",
         "go", "go", "go", "place", "place", "stop", "undo-order", "note", "takeaway", "finish",
         "finish", "show")
    )  # fmt: skip
    match kind:
        case "answer" if asked is not None:
            picks, value = _answer(asked, dice)
            sure = dice.choice((None, 0, 50, 100))
            return moves.commit(case, state, asked.id, Answer(tuple(picks), value, sure, "why"))
        case "pass" if asked is not None:
            return moves.pass_by(case, state, asked.id)
        case "show" if asked is not None and moves.show(state, asked.id):
            return moves.show(state, asked.id)[0]
        case "hint" if asked is not None:
            return moves.hint(case, state, asked.id)
        case "reveal" if locked:
            return moves.reveal(state, dice.choice(locked))
        case "undo" if locked:
            return moves.undo(case, state, dice.choice(locked))
        case "place":
            return moves.place(case, state, dice.choice(orders), dice.choice((None, None, 1, 3)))
        case "stop":
            return moves.stop(state, index)
        case "undo-order":
            return moves.undo_order(case, state, index)
        case "note":
            return moves.note(state, "a note")
        case "takeaway":
            return moves.takeaway("mine")
        case "finish":
            return moves.finish(case, state)
        case _:
            return moves.go(case, state, state.day + dice.randrange(1, 4))


def _answer(asked: AnyQuestion, dice: random.Random) -> tuple[list[str], float | None]:
    if isinstance(asked, EstimateQuestion):
        return [], dice.uniform(asked.low, asked.high)
    ids = [o.id for o in asked.options]
    return dice.sample(ids, dice.randint(1, min(asked.most, len(ids)))), None


def random_session(case: Case, dice: random.Random) -> list[Stamped]:
    """A room that votes, counts hands, locks and reveals at random."""
    state, events = room_on(case, group_state.begin(case), dice, dice.randrange(1, 120))
    del state
    return events


def room_on(
    case: Case, state: GroupState, dice: random.Random, steps: int
) -> tuple[GroupState, list[Stamped]]:
    """Random allowed moves of a room from ``state`` on."""
    events = []
    for _ in range(steps):
        with suppress(Refused):
            event = _room(case, state, dice)
            stamped = Stamped(state.number + 1, state.last + 1.0, event)
            state = group_state.after(state, stamped)
            events.append(stamped)
    return state, events


def _room(case: Case, state: GroupState, dice: random.Random) -> GroupEvent:
    asked = group_offers.current(case, state)
    here = state.open_round
    match dice.randrange(10):
        case 9:
            return _taken_back(case, state, dice)
        case 0:
            return group_moves.join(state, f"p{dice.randrange(6)}")
        case 1:
            return group_moves.open_vote(case, state)
        case 2 | 3 if here is not None and state.participants:
            picks, value = _answer(case.questions[state.voting], dice)
            voter, number = dice.choice(list(state.participants)), state.latest(state.voting)
            vote = VoteCast(voter, state.voting, number, Answer(tuple(picks), value, 50))
            return group_moves.vote(case, state, vote, state.last)
        case 4 if asked is not None and getattr(asked, "options", ()):
            option = dice.choice(list(case.options[asked.id]))
            return group_moves.count_hands(case, state, {option: dice.randrange(5)})
        case 4 | 5:
            return group_moves.close_vote(state)
        case 6:
            if asked is not None and dice.random() < 0.7:
                picks, value = _answer(asked, dice)
                return group_moves.lock_pick(case, state, Answer(tuple(picks), value))
            return group_moves.lock_pick(case, state)
        case 7 if dice.random() < 0.8:
            return group_moves.reveal(case, state)
        case 7:
            return group_moves.place(case, state, "full-blood-count", dice.choice((None, 2)))
        case _ if dice.random() < 0.03:
            return group_moves.end(state)
        case _:
            return group_moves.next_day(case, state)


def _taken_back(case: Case, state: GroupState, dice: random.Random) -> GroupEvent:
    match dice.randrange(5):
        case 0:
            return group_moves.unclose(case, state)
        case 1:
            return group_moves.withdraw(case, state)
        case 2:
            return group_moves.drop_last(state, 1, state.last + dice.randrange(60))
        case 3:
            return group_moves.allow_joining(state, dice.random() < 0.8)
        case _:
            return group_moves.change_code(state, "ABCDEF", "secret")
