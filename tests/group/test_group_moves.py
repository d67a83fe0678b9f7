"""What facilitator and voters may do, and when."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.group.conftest import SHIPPED, Clock
from trainer.case.compiled import Case
from trainer.engine.moves import Refused
from trainer.group import moves, offers
from trainer.group.events import Stamped, VoteCast
from trainer.group.moves import TooLate
from trainer.group.session import GroupSession, Receipt
from trainer.questions import Answer
from trainer.store.room.journal import Header


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


class InMemory:
    """A journal without a disk: what it was told to keep, write by write."""

    def __init__(self) -> None:
        self.writes: list[list[Stamped]] = []

    def keep(self, *events: Stamped) -> Future[bool]:
        self.writes.append(list(events))
        return Future()


def in_memory(case: Case) -> tuple[GroupSession, InMemory]:
    """A session of four devices whose first vote is open."""
    journal = InMemory()
    header = Header("s", "CODE22", case.scenario.id, "1", "hash", str(SHIPPED), 0.0)
    session = GroupSession(case, header, journal, clock=Clock())  # type: ignore[arg-type]
    for who in "abcd":
        session.join(who)
    session.do(moves.open_vote)
    journal.writes.clear()
    return session, journal


def alone(session: GroupSession, vote: VoteCast) -> Receipt | Refused:
    """What becomes of a ballot that comes by itself."""
    try:
        return session.vote(vote.participant, vote.decision, vote.round, vote.ballot)
    except Refused as why:
        return why


sent_votes = st.builds(
    VoteCast,
    st.sampled_from("abcdx"),
    st.sampled_from(["phenotype", "phenotype", "mortality"]),
    st.sampled_from([1, 1, 1, 2]),
    st.builds(
        Answer,
        st.sampled_from([("cadm",), ("ipf",), ("no-such",), ()]),
        confidence=st.sampled_from([None, 50, 101]),
        reason=st.sampled_from(["", "Because."]),
    ),
)


@given(st.lists(sent_votes, max_size=12))
def test_ballots_taken_together_count_as_one_after_the_other(
    case: Case, votes: list[VoteCast]
) -> None:
    together, journal = in_memory(case)
    results = together.vote_all(votes)
    single, singly = in_memory(case)
    for vote, result in zip(votes, results, strict=True):
        expected = alone(single, vote)
        assert type(result) is type(expected)
        if isinstance(result, Receipt) and isinstance(expected, Receipt):
            assert replace(result.stamped, id="") == replace(expected.stamped, id="")
        else:
            assert str(result) == str(expected)
    assert together.state == single.state
    assert len(journal.writes) == any(singly.writes)
    kept = [[event for write in j.writes for event in write] for j in (journal, singly)]
    assert [e.event for e in kept[0]] == [e.event for e in kept[1]]


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
