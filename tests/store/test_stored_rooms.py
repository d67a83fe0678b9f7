"""Rooms that were kept before this version are read, resumed and reported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests import forked
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.group import codes, moves
from trainer.group.fitting import fitted
from trainer.group.saved import sessions
from trainer.group.session import GroupSession

DATA = Path(__file__).parents[1] / "data"
CASE = DATA / "format-1" / "two-days-of-fever.yaml"
OPEN = "20261126T100000-two-days-of-fever-cccc"
OVER = "20261126T110000-two-days-of-fever-dddd"


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    kept = tmp_path / "saves"
    shutil.copytree(DATA / "stored-room-2", kept / "groups", ignore=lambda *_: ["README.md"])
    return kept


@pytest.fixture(scope="module")
def case() -> Case:
    scenario = load(CASE).scenario
    assert scenario is not None
    return Case.of(scenario)


def test_every_vote_is_there(saves: Path, case: Case) -> None:
    for name, rounds in ((OPEN, [11 - 3, 7 + 3, 1]), (OVER, [8, 10])):
        kept = sessions(saves).load(name)
        fit = fitted(case, kept.events)
        assert not fit.lost
        [votes] = fit.state.rounds.values()
        assert [r.counted for r in votes] == rounds
        assert len(fit.state.participants) == 8


def test_a_room_goes_on_with_what_there_is_since(saves: Path, case: Case) -> None:
    opened = sessions(saves).resume(OPEN)
    assert not opened.kept.notices
    session = GroupSession(case, opened.kept.header, opened.journal, opened.kept.events)
    assert (session.code, session.secret) == ("7KQ2MX", "")
    session.do(moves.withdraw)
    session.do(moves.unclose)
    code, secret = codes.new_code(), codes.new_secret()
    session.do(lambda _, s: moves.change_code(s, code, secret))
    assert session.secret
    assert session.journal.retry().result()
    opened.settle()
    opened.close(ended=False)
    again = sessions(saves).load(OPEN)
    assert fitted(case, again.events).state == session.state


def test_a_room_is_resumed_with_a_link_and_its_own_code(saves: Path) -> None:
    words = ("group", "--resume", OPEN, "--headless", "--lan", "--host", "127.0.0.1")
    environment = {"TRAINER_SCENARIOS": str(CASE.parent)}
    done = forked.trainer(*words, "--port", "0", "--saves", str(saves), stdin="close\n",
                          env=environment)  # fmt: skip
    first = json.loads(done.stdout.splitlines()[0])
    assert first["code"] == "7KQ2MX"
    assert "?k=" in first["join_url"]
