"""What facilitator and voters may do, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.group.conftest import Clock
from trainer.case.compiled import Case
from trainer.engine.moves import Refused
from trainer.group import moves, offers
from trainer.group.moves import TooLate
from trainer.group.session import GroupSession
from trainer.questions import Answer


def close(_: object, state):
    return moves.close_vote(state)


def voted(session: GroupSession, *picks: str) -> str:
    """A round in which each pick is one device's; the decision's id."""
    for i in range(len(picks)):
        if f"p{i}" not in session.state.participants:
            session.join(f"p{i}")
    session.do(moves.open_vote)
    asked = session.state.voting
    for i, pick in enumerate(picks):
        session.vote(f"p{i}", asked, len(session.state.rounds[asked]), Answer((pick,)))
    session.do(close)
    return asked


def test_one_device_has_one_vote_changeable_until_closed(session: GroupSession) -> None:
    session.join("p")
    session.do(moves.open_vote)
    for pick in ("ipf", "cadm", "cadm", "ipf"):
        session.vote("p", "phenotype", 1, Answer((pick,)))
    here = session.state.open_round
    assert here is not None
    assert (here.counted, here.votes["p"].picks) == (1, ("ipf",))
    session.do(close)
    with pytest.raises(TooLate):
        session.vote("p", "phenotype", 1, Answer(("cadm",)))
    assert session.state.rounds["phenotype"][0].votes["p"].picks == ("ipf",)


@pytest.mark.parametrize(
    ("decision", "number", "ballot"),
    [
        ("phenotype", 2, Answer(("cadm",))), ("phenotype", 0, Answer(("cadm",))),
        ("escalate", 1, Answer(("plasma-exchange",))), ("nothing", 1, Answer(("cadm",))),
        ("phenotype", 1, Answer()), ("phenotype", 1, Answer(("cadm", "ipf"))),
        ("phenotype", 1, Answer(("cadm", "cadm"))), ("phenotype", 1, Answer(("x",))),
        ("phenotype", 1, Answer((), 3.0)), ("phenotype", 1, Answer(("cadm",), None, 101)),
    ],
)  # fmt: skip
def test_a_ballot_that_does_not_fit_is_refused(
    session: GroupSession, decision: str, number: int, ballot: Answer
) -> None:
    session.join("p")
    session.do(moves.open_vote)
    with pytest.raises(Refused):
        session.vote("p", decision, number, ballot)
    assert session.state.open_round.counted == 0


def test_only_who_joined_votes_and_nobody_joins_twice(session: GroupSession) -> None:
    session.do(moves.open_vote)
    with pytest.raises(Refused):
        session.vote("stranger", "phenotype", 1, Answer(("cadm",)))
    session.join("p")
    with pytest.raises(Refused):
        session.join("p")


def test_the_countdown_locks_at_zero(session: GroupSession, clock: Clock) -> None:
    session.join("p")
    session.do(lambda c, s: moves.open_vote(c, s, 30))
    clock.now += 29
    session.vote("p", "phenotype", 1, Answer(("cadm",)))
    assert session.close_when_due() is None
    clock.now += 1.5
    with pytest.raises(TooLate):
        session.vote("p", "phenotype", 1, Answer(("ipf",)))
    assert session.close_when_due() is not None
    assert not session.state.voting


def test_a_session_that_ends_during_a_vote_takes_no_more(
    session: GroupSession, clock: Clock
) -> None:
    session.join("p")
    session.do(lambda c, s: moves.open_vote(c, s, 60))
    session.vote("p", "phenotype", 1, Answer(("cadm",)))
    session.do(lambda _, s: moves.end(s))
    with pytest.raises(TooLate):
        session.vote("p", "phenotype", 1, Answer(("ipf",)))
    clock.now += 61
    assert session.close_when_due() is None
    assert session.seconds_left() is None
    [only] = session.state.rounds["phenotype"]
    assert only.votes == {"p": Answer(("cadm",))}
    assert not only.is_open


def test_only_the_next_round_can_be_opened_and_one_at_a_time(session: GroupSession) -> None:
    asked = voted(session, "cadm")
    session.do(moves.open_vote)
    assert len(session.state.rounds[asked]) == 2
    with pytest.raises(Refused):
        session.do(moves.open_vote)
    with pytest.raises(Refused):
        session.do(moves.next_day)


def test_majority_is_locked_and_a_tie_is_not(session: GroupSession) -> None:
    voted(session, "cadm", "ipf")
    with pytest.raises(Refused, match="evenly"):
        session.do(moves.lock_majority)
    voted(session, "cadm", "cadm", "ipf")
    session.do(moves.lock_majority)
    assert session.state.run.locks["phenotype"].picks == ("cadm",)
    assert session.state.how["phenotype"] == "majority"
    with pytest.raises(Refused):
        session.do(moves.open_vote)


def test_nothing_is_revealed_before_an_answer_is_locked(session: GroupSession) -> None:
    with pytest.raises(Refused, match="Lock"):
        session.do(moves.reveal)
    session.do(lambda c, s: moves.lock_pick(c, s, Answer(("ipf",))))
    session.do(moves.reveal)
    assert session.state.run.locks["phenotype"].revealed
    assert offers.current(session.case, session.state).id == "poor-prognosis"


def test_hands_alone_are_enough(make_session: Callable[..., GroupSession]) -> None:
    session = make_session(teams=("Red", "Blue"))
    with pytest.raises(Refused, match="Open"):
        session.do(lambda c, s: moves.count_hands(c, s, {"cadm": 1}))
    session.do(moves.open_vote)
    session.do(lambda c, s: moves.count_hands(c, s, {"cadm": 9}, team="Red"))
    session.do(lambda c, s: moves.count_hands(c, s, {"cadm": 5, "ipf": 3}, team="Red"))
    session.do(lambda c, s: moves.count_hands(c, s, {"ipf": 4}, team="Blue"))
    here = session.state.open_round
    assert here.counted == 12
    session.do(close)
    session.do(moves.lock_majority)
    assert session.state.run.locks["phenotype"].picks == ("ipf",)


def test_hands_for_several_picks_count_people_not_hands(case: Case, session: GroupSession) -> None:
    session.do(moves.lock_pick)
    session.do(moves.reveal)
    session.do(moves.open_vote)
    assert case.questions[session.state.voting].kind == "several"
    session.do(lambda c, s: moves.count_hands(c, s, {"high-ferritin": 7, "growth": 5}))
    assert session.state.open_round.counted == 7
    with pytest.raises(Refused, match="At least 7"):
        session.do(lambda c, s: moves.count_hands(c, s, {"high-ferritin": 7}, people=6))


def test_a_room_that_is_full_lets_nobody_in(session: GroupSession) -> None:
    session.join("a")
    with pytest.raises(Refused, match="full"):
        moves.join(session.state, "b", most=1)


def test_a_whole_session_by_the_facilitator_alone_ends_in_a_run(session: GroupSession) -> None:
    while not session.state.run.finished:
        asked = offers.current(session.case, session.state)
        if asked is None:
            session.do(moves.next_day)
        elif asked.kind == "estimate":
            session.do(lambda c, s, v=asked.value: moves.lock_pick(c, s, Answer(value=v)))
            session.do(moves.reveal)
        else:
            first = asked.options[0].id
            session.do(lambda c, s, o=first: moves.lock_pick(c, s, Answer((o,))))
            session.do(moves.reveal)
    voted = {d.id for d in session.case.questions.values() if not d.spoken}
    assert set(session.state.run.locks) == voted


def test_the_order_of_picks_makes_no_other_answer(session: GroupSession) -> None:
    session.join("p")
    session.do(moves.lock_pick)
    session.do(moves.reveal)
    session.do(moves.open_vote)
    asked = session.state.voting
    for picks in (("growth", "high-ferritin"), ("high-ferritin", "growth")):
        session.vote("p", asked, 1, Answer(picks))
        assert session.state.open_round.votes["p"].picks == ("high-ferritin", "growth")
