"""What a room is offered is what it may do, and all who say where it is say the same."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.changed.plays import random_session
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.offers import WHY_NOT, Action, begun, may, now, phase_of, stage, why_not
from trainer.group.state import GroupState, after, begin
from trainer.group.web.snapshot import snapshot
from trainer.questions import Answer
from trainer.store.room.journal import Header

CASE = Path(__file__).parents[2] / "scenarios" / "two-days-of-fever.yaml"


@pytest.fixture(scope="module")
def case() -> Case:
    scenario = load(CASE).scenario
    assert scenario is not None
    return Case.of(scenario)


def refusal(case: Case, state: GroupState, action: Action) -> str:
    asked = now(case, state)[1]
    picks = (asked.choices[0].id,) if asked is not None and asked.choices else ()
    pick = None if not picks else Answer(picks)
    move: dict[str, Any] = {
        "open_vote": lambda: moves.open_vote(case, state),
        "vote_again": lambda: moves.vote_again(case, state),
        "close_vote": lambda: moves.close_vote(state),
        "unclose": lambda: moves.unclose(case, state),
        "withdraw": lambda: moves.withdraw(case, state),
        "admission": lambda: moves.change_code(state, "ABCDEF", "secret"),
        "count": lambda: moves.count_hands(case, state, dict.fromkeys(picks, 1)),
        "lock_majority": lambda: moves.lock_majority(case, state),
        "lock_pick": lambda: moves.lock_pick(case, state, pick),
        "reveal": lambda: moves.reveal(case, state),
        "reasons": lambda: moves.show_reasons(state, asked.id if asked else "", False),
        "next_day": lambda: moves.next_day(case, state),
        "order": lambda: moves.place(case, state, "full-blood-count", 99),
        "end": lambda: moves.end(state),
    }
    try:
        move[action]()
    except Refused as why:
        return str(why)
    return ""


def test_moves_refuse_as_the_offers_say(case: Case) -> None:
    met, told = set(), set()
    for seed in range(12):
        state = begin(case)
        for stamped in random_session(case, random.Random(seed)):
            state = after(state, stamped)
            phase, question = now(case, state)
            met.add(phase)
            for action in WHY_NOT:
                if action == "open_vote" and phase == "closed":
                    continue  # the first round and the next are one event
                said, offer = refusal(case, state, action), why_not(action, state, question)
                if not may(action, phase):
                    assert said == offer == WHY_NOT[action][phase]
                elif action in ("count", "lock_pick", "reasons"):  # what is given may not fit
                    continue
                elif action != "next_day":  # of which the page without a question tells
                    assert said == offer
                    told.add(said.partition(":")[0])
    assert met == {"day", "question", "open", "closed", "locked", "ended"}
    assert {"Nobody has voted", "The room is divided evenly"} <= told


@pytest.mark.parametrize("seed", range(12))
def test_all_say_the_same_of_where_the_room_is(case: Case, seed: int) -> None:
    state = begin(case)
    header = Header("s", "c", "t", "1", "h", "p", 0.0)
    for stamped in random_session(case, random.Random(seed)):
        state = after(state, stamped)
        session: Any = SimpleNamespace(
            case=case, state=state, header=header, clock=lambda at=state.last: at
        )
        where, asked = stage(case, state)
        assert where == snapshot(session, "p0")["status"]
        if asked is not None:
            assert phase_of(state, asked.id) == where
        at = begun(case, state)
        assert not at or phase_of(state, at) == now(case, state)[0] != "question"
