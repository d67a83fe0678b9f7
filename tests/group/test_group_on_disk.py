"""Nothing acknowledged is lost: journal, TinyDB file, kill -9, a disk that refuses."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.group.conftest import SHIPPED, Clock
from trainer.case.compiled import Case
from trainer.errors import BrokenJournal, CannotSave, NewerSchema, NoSuchRun
from trainer.group import moves
from trainer.group.codes import new_code
from trainer.group.events import Answer, VoteCast, from_dict
from trainer.group.fitting import fitted
from trainer.group.saved import Settler, read, sessions
from trainer.group.session import GroupSession
from trainer.store.room.journal import Header, RoomJournal
from trainer.store.room.sessions import new_name


def header(name: str = "20260101T000000-x") -> Header:
    return Header(name, new_code(), "anti-mda5-ild", "0.1.0", "hash", str(SHIPPED), 0.0)


def play(session: GroupSession, voters: int = 20) -> None:
    for i in range(voters):
        session.join(f"p{i}")
    session.do(moves.open_vote)
    for i in range(voters):
        session.vote(f"p{i}", "phenotype", 1, Answer(("cadm",), None, 50))


def test_a_journal_gives_back_the_same_state(session: GroupSession, case: Case) -> None:
    play(session)
    session.do(lambda _, s: moves.close_vote(s)).saved.result()
    found, events = read(session.journal.path)
    assert found == session.header
    assert fitted(case, events).state == session.state
    assert [from_dict(json.loads(json.dumps(e.to_dict()))) for e in events] == events


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_line_cut_short_was_never_acknowledged(
    session: GroupSession, case: Case, clock: Clock, cut: int
) -> None:
    play(session)
    session.journal.close()
    path = session.journal.path
    path.write_bytes(path.read_bytes()[:-cut])
    head, events = read(path)
    assert len(events) == session.state.number - 1
    again = GroupSession(case, head, RoomJournal(path), events, clock)
    again.vote("p19", "phenotype", 1, Answer(("ipf",))).saved.result()
    again.journal.close()
    assert fitted(case, read(path)[1]).state == again.state


@pytest.mark.parametrize("data", [b"", b"{}\n", b"[]\n", b"\x00\n", b'{"schema": 0}\n'])
def test_what_is_no_journal_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.journal"
    path.write_bytes(data)
    with pytest.raises(BrokenJournal):
        read(path)


def test_a_journal_of_a_newer_version_is_refused_as_that(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    path.write_bytes(b'{"schema": 99}\n')
    with pytest.raises(NewerSchema, match="schema 99"):
        read(path)


def test_events_that_are_missing_are_noticed(session: GroupSession) -> None:
    play(session)
    session.journal.close()
    lines = session.journal.path.read_bytes().splitlines(keepends=True)
    session.journal.path.write_bytes(b"".join(lines[:5] + lines[6:]))
    with pytest.raises(BrokenJournal, match="missing"):
        read(session.journal.path)


def test_sessions_begun_in_the_same_second_keep_apart(tmp_path: Path) -> None:
    store = sessions(tmp_path)
    for _ in range(2):
        store.begin(header(new_name("x", 1_767_225_600.0))).close(ended=False)
    assert len(store.sessions()) == 2


def test_a_closed_round_is_in_the_tinydb_file(tmp_path: Path, case: Case) -> None:
    store = sessions(tmp_path)
    opened = store.begin(header())
    session = GroupSession(case, opened.kept.header, opened.journal)
    settler = Settler(opened, session)
    play(session)
    session.do(lambda _, s: moves.close_vote(s))
    assert settler.finish() == ""
    opened.close(ended=False)
    (tmp_path / "groups" / f"{opened.kept.header.session}.journal").unlink()
    kept = store.load(opened.kept.header.session)
    assert fitted(case, kept.events).state == session.state
    again = store.resume(kept.header.session)
    assert fitted(case, read(again.journal.path)[1]).state == session.state
    with pytest.raises(CannotSave, match="another terminal"):
        store.resume(kept.header.session)
    again.close(ended=False)


def test_a_broken_file_costs_nothing_while_the_journal_is_there(tmp_path: Path, case: Case) -> None:
    store = sessions(tmp_path)
    opened = store.begin(header())
    session = GroupSession(case, opened.kept.header, opened.journal)
    play(session)
    assert session.journal.retry().result()
    opened.settle()
    opened.close(ended=False)
    file = tmp_path / "groups" / f"{opened.kept.header.session}.json"
    file.write_bytes(file.read_bytes()[:100])
    kept = store.load(opened.kept.header.session)
    assert len(kept.events) == session.state.number
    assert "could not be used" in " ".join(kept.notices)


def test_an_ended_session_leaves_one_file_and_delete_leaves_none(
    tmp_path: Path, case: Case
) -> None:
    store = sessions(tmp_path)
    opened = store.begin(header())
    session = GroupSession(case, opened.kept.header, opened.journal)
    session.do(lambda _, s: moves.end(s)).saved.result()
    assert session.journal.retry().result()
    opened.settle()
    opened.close(ended=True)
    assert [k.finished for k in store.sessions()] == [True]
    store.delete(opened.kept.header.session)
    assert store.sessions() == []
    assert not list(tmp_path.iterdir())
    with pytest.raises(NoSuchRun):
        store.load(opened.kept.header.session)


LIMIT = """
import resource, sys
from pathlib import Path
from tests.group.test_group_on_disk import header
from trainer.group.events import Joined, Stamped
from trainer.group.saved import read
from trainer.store.room.journal import RoomJournal
path = Path(sys.argv[1])
journal = RoomJournal.begin(path, header())
size = path.stat().st_size
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 150, resource.RLIM_INFINITY))
saved = [journal.keep(Stamped(i, 0.0, Joined(f"p{i}" * 20))).result() for i in (1, 2, 3)]
assert not all(saved), saved
assert journal.problem
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert journal.retry().result() is True
assert journal.problem == ""
journal.close()
assert [e.number for e in read(path)[1]] == [1, 2, 3]
"""


def test_a_full_disk_is_told_and_everything_is_saved_once_there_is_room(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMIT, str(tmp_path / "x.journal")],
        cwd=SHIPPED.parents[1], capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


VOTER = """
import sys
from pathlib import Path
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.group import moves
from trainer.questions import Answer
from trainer.group.session import GroupSession
from trainer.group.saved import sessions
from tests.group.test_group_on_disk import header
case = Case.of(load(Path(sys.argv[2])).scenario)
opened = sessions(Path(sys.argv[1])).begin(header())
session = GroupSession(case, opened.kept.header, opened.journal)
for i in range(50):
    session.join(f"p{i}")
session.do(moves.open_vote)
for n in range(10**6):
    receipt = session.vote(f"p{n % 50}", "phenotype", 1, Answer((["cadm", "ipf"][n // 50 % 2],)))
    receipt.saved.result()
    sys.stdout.write(f"{receipt.stamped.number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.parametrize("seed", range(4))
def test_killed_in_an_open_round_every_acknowledged_vote_is_there(
    tmp_path: Path, case: Case, seed: int
) -> None:
    after = random.Random(seed).randrange(1, 400)
    child = subprocess.Popen(
        [sys.executable, "-c", VOTER, str(tmp_path), str(SHIPPED)],
        cwd=SHIPPED.parents[1], stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    last = 0
    for _ in range(after):
        last = int(child.stdout.readline())
    os.kill(child.pid, signal.SIGKILL)
    last = max([last, *map(int, child.stdout.read().split("\n")[:-1])])
    child.wait()
    store = sessions(tmp_path)
    opened = store.resume(store.sessions()[0].header.session)
    state = fitted(case, opened.kept.events).state
    assert state.number >= last
    assert state.voting == "phenotype"
    votes = [e.event for e in opened.kept.events if isinstance(e.event, VoteCast)]
    assert state.open_round.votes == {v.participant: v.ballot for v in votes}
    opened.close(ended=False)


def test_votes_from_many_threads_are_neither_lost_nor_doubled(
    make_session: Callable[..., GroupSession], case: Case
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    session = make_session()
    for i in range(200):
        session.join(f"p{i}")
    session.do(moves.open_vote)

    def vote(n: int) -> bool:
        ballot = Answer((("cadm", "ipf")[n % 2],))
        return session.vote(f"p{n % 200}", "phenotype", 1, ballot).saved.result()

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(vote, range(1000)))
    assert session.state.open_round.counted == 200
    assert fitted(case, read(session.journal.path)[1]).state == session.state


def test_what_a_room_did_is_for_its_owner_alone(tmp_path: Path, case: Case) -> None:
    store = sessions(tmp_path)
    opened = store.begin(header())
    session = GroupSession(case, opened.kept.header, opened.journal)
    play(session)
    for _ in range(2):  # the second time there is a last good copy, too
        assert session.journal.retry().result()
        opened.settle()
    opened.close(ended=False)
    files = [p for p in (tmp_path / "groups").iterdir() if p.is_file()]
    assert {p.name.partition(".")[2] for p in files} == {"json", "json.bak", "journal"}
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
    journal = opened.journal.path
    journal.chmod(0o644)
    store.resume(opened.kept.header.session).close(ended=False)
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_a_session_that_cannot_be_read_can_be_deleted(tmp_path: Path) -> None:
    store = sessions(tmp_path)
    for name in ("one", "two"):
        store.begin(header(name)).close(ended=False)
        (tmp_path / "groups" / f"{name}.journal").write_text("broken")
    assert store.sessions() == []
    assert store.names() == ["one", "two"]
    with pytest.raises(NoSuchRun):
        store.delete("*")
    for name in store.names():
        store.delete(name)
    assert not list(tmp_path.iterdir())
