from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.shipped import shipped
from trainer.case.compiled import Case
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.questions import Answer
from trainer.store.room.journal import Header, RoomJournal

CASE = Path(__file__).parents[3] / "scenarios" / "anti-mda5-ild.yaml"
START = 1_800_000_000.0


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class Server:
    """What the screens need of the page for phones."""

    join_url = "http://192.0.2.7:8642?c=7KQ2MX"
    urls = ("http://192.0.2.7:8642",)
    devices = 0
    keys = 0

    def screen_first(self) -> None:
        """Count how often it is asked."""
        self.keys += 1


@pytest.fixture(scope="session")
def loaded_case() -> Case:
    return shipped(CASE)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_session(
    tmp_path: Path, loaded_case: Case, clock: Clock
) -> Iterator[Callable[..., GroupSession]]:
    """A session whose journal lies in ``tmp_path/groups``."""
    made: list[GroupSession] = []

    def make(name: str = "s1", **header: object) -> GroupSession:
        (tmp_path / "groups").mkdir(exist_ok=True)
        given = Header(
            name, "7KQ2MX", loaded_case.scenario.id, "0.1.0", "", str(CASE), START, **header
        )  # type: ignore[arg-type]
        journal = RoomJournal.begin(tmp_path / "groups" / f"{name}.journal", given)
        made.append(GroupSession(loaded_case, given, journal, clock=clock))
        return made[-1]

    yield make
    for session in made:
        session.journal.close()


def vote(session: GroupSession, votes: Mapping[str, int], sure: int | None = None) -> None:
    """Devices join as they are needed, and vote: so many for each option."""
    who = 0
    decision = session.state.voting
    for option, count in votes.items():
        for _ in range(count):
            if f"p{who}" not in session.state.participants:
                session.join(f"p{who}")
            number = len(session.state.rounds[decision])
            session.vote(f"p{who}", decision, number, Answer((option,), None, sure))
            who += 1


def answered(session: GroupSession, *picks: str, value: float | None = None) -> None:
    """Lock and reveal the current decision."""
    answer = Answer(picks, value) if picks or value is not None else None
    session.do(lambda c, s: moves.lock_pick(c, s, answer))
    session.do(moves.reveal)


def first_day_over(session: GroupSession) -> None:
    """All decisions of the first day answered and revealed."""
    answered(session, "cadm")
    answered(session, "high-ferritin")
    answered(session, value=50.0)
    answered(session, "continue")
