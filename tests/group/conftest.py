"""A session on the first case, with a clock that stands still until told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.group.caddy import Caddy
from tests.shipped import shipped
from trainer.case.compiled import Case
from trainer.group.codes import new_code
from trainer.group.events import Stamped
from trainer.group.saved import read
from trainer.group.session import GroupSession
from trainer.store.room.journal import Header, RoomJournal

SHIPPED = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def case() -> Case:
    return shipped(SHIPPED)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_session(case: Case, clock: Clock, tmp_path: Path) -> Iterator[Callable[..., GroupSession]]:
    made: list[GroupSession] = []

    def make(**given: object) -> GroupSession:
        name = f"session-{len(made)}"
        header = Header(name, new_code(), case.scenario.id, case.scenario.version, "hash",
                        str(SHIPPED), clock.now, **given)  # type: ignore[arg-type]  # fmt: skip
        journal = RoomJournal.begin(tmp_path / f"{name}.journal", header)
        made.append(GroupSession(case, header, journal, clock=clock))
        return made[-1]

    yield make
    for session in made:
        session.journal.close()


@pytest.fixture
def session(make_session: Callable[..., GroupSession]) -> GroupSession:
    return make_session()


def written(session: GroupSession) -> list[Stamped]:
    """All that has happened in a session, as its journal has it."""
    assert session.journal.retry().result()
    return read(session.journal.path)[1]


@pytest.fixture
def caddy(tmp_path: Path) -> Iterator[Caddy]:
    made = Caddy(tmp_path)
    yield made
    made.stop()
