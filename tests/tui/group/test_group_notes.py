"""The facilitator's notes in a second terminal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.group.conftest import Clock, vote
from trainer.case.compiled import Case
from trainer.errors import BrokenJournal, NoSuchCase
from trainer.group import moves
from trainer.group.saved import Follower, running
from trainer.group.session import GroupSession
from trainer.tui.group.notes import NotesApp

Make = Callable[..., GroupSession]


def notes(tmp_path: Path, case: Case, clock: Clock) -> NotesApp:
    return NotesApp(tmp_path, lambda _: case, clock)


async def test_notes_follow_the_session(
    make_session: Make, tmp_path: Path, loaded_case: Case, clock: Clock, until: Any, shown: Any
) -> None:
    app = notes(tmp_path, loaded_case, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "No session runs." in shown(app))
        session = make_session()
        await until(pilot, lambda: "then v: open the vote" in shown(app))
        session.do(moves.open_vote)
        vote(session, {"cadm": 3, "ipf": 9}, sure=80)
        await until(pilot, lambda: "Round 1 open: 12 votes of 12 devices" in shown(app))
        assert "* C █████" in shown(app)
        assert "explain again" in shown(app)
        assert "25 %" in shown(app)
        assert "Confidence: 80 % (12 said)" in shown(app)
        clock.now += 240
        session.do(lambda _, s: moves.close_vote(s))
        await until(pilot, lambda: "4 minutes used of 75 planned" in shown(app))
        session.do(lambda _, s: moves.end(s))
        await until(pilot, lambda: "The session is over." in shown(app))


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ({"cadm": 3, "ipf": 7}, "explain again"),
        ({"cadm": 5, "ipf": 5}, "discuss in pairs, then vote again"),
        ({"cadm": 8, "ipf": 2}, "explain shortly and go on"),
    ],
)
async def test_the_rule_of_thumb(
    make_session: Make, tmp_path: Path, loaded_case: Case, clock: Clock, until: Any, shown: Any,
    votes: dict[str, int], words: str,
) -> None:  # fmt: skip
    session = make_session()
    session.do(moves.open_vote)
    vote(session, votes)
    session.do(lambda _, s: moves.close_vote(s))
    session.journal.retry().result()
    app = notes(tmp_path, loaded_case, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: words in " ".join(shown(app).split()))


async def test_a_journal_written_by_another_process(
    make_session: Make, tmp_path: Path, loaded_case: Case, clock: Clock, until: Any, shown: Any
) -> None:
    session = make_session()
    path = session.journal.path
    session.journal.close()
    app = notes(tmp_path, loaded_case, clock)
    write = (
        "import sys; from pathlib import Path\n"
        "from trainer.store.room.journal import RoomJournal\n"
        "from trainer.group.events import Stamped, Joined, VoteOpened\n"
        "j = RoomJournal(Path(sys.argv[1]))\n"
        "j.keep(Stamped(1, 1800000000.0, Joined('p')),"
        " Stamped(2, 1800000001.0, VoteOpened('phenotype', 1))).result(); j.close()\n"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "then v: open the vote" in shown(app))
        subprocess.run([sys.executable, "-c", write, str(path)], check=True)
        await until(pilot, lambda: "Round 1 open: 0 votes of 1 devices" in shown(app))


def test_a_line_cut_short_waits(make_session: Make, loaded_case: Case) -> None:
    session = make_session()
    path = session.journal.path
    follower = Follower(path, lambda _: loaded_case)
    assert not follower.poll()
    session.do(moves.open_vote).saved.result()
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    assert not follower.poll()
    path.write_bytes(whole)
    assert follower.poll()
    assert follower.state == session.state


def test_a_journal_that_is_none(make_session: Make, loaded_case: Case, tmp_path: Path) -> None:
    session = make_session()
    session.do(moves.open_vote).saved.result()
    with session.journal.path.open("a") as file:
        file.write('{"number": 7}\n')
    with pytest.raises(BrokenJournal):
        Follower(session.journal.path, lambda _: loaded_case).poll()
    assert running(tmp_path) is None


def test_the_session_that_is_over_is_not_the_one_that_runs(
    make_session: Make, tmp_path: Path
) -> None:
    over = make_session("old")
    runs = make_session("new")
    runs.do(moves.open_vote).saved.result()
    over.do(lambda _, s: moves.end(s)).saved.result()
    assert running(tmp_path) == runs.journal.path


async def test_a_case_that_is_not_here_is_told_once(
    make_session: Make, tmp_path: Path, clock: Clock, until: Any, shown: Any
) -> None:
    make_session()

    def missing(_: object) -> Case:
        raise NoSuchCase("The case x 1 is not here.")

    app = NotesApp(tmp_path, missing, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "The case x 1 is not here." in shown(app))
        for _ in range(8):
            app.tick()
        await pilot.pause()
        assert "The case x 1 is not here." in shown(app)
