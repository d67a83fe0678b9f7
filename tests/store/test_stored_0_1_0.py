"""What version 0.1.0 kept is read, resumed, debriefed and reported, and migrated after a copy."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import pytest
from tinydb import TinyDB

from tests import forked
from trainer.case.compiled import Case
from trainer.case.loader import Loaded, load
from trainer.engine import moves
from trainer.errors import CannotSave
from trainer.group.fitting import fitted
from trainer.group.saved import sessions
from trainer.group.summary import summary
from trainer.session import Session
from trainer.store.runs import RunStore

DATA = Path(__file__).parents[1] / "data"
OLD = DATA / "stored-0.1.0"
CASE = DATA / "format-1" / "two-days-of-fever.yaml"
RUNS = tuple(sorted(path.stem for path in (OLD / "runs").iterdir()))
WAITING = tuple(run for run in RUNS if run.endswith(("study2", "exam02")))
OPEN = "20261123T100000-two-days-of-fever-aaaa"
OVER = "20261123T110000-two-days-of-fever-bbbb"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(CASE)


@pytest.fixture(scope="module")
def case(loaded: Loaded) -> Case:
    assert loaded.scenario is not None
    return Case.of(loaded.scenario)


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    return shutil.copytree(OLD, tmp_path / "saves", ignore=shutil.ignore_patterns("*.md"))


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "locks" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def document(path: Path) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(path.read_bytes())["run"]["1"]
    return run


def trainer(saves: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TRAINER_SCENARIOS": str(CASE.parent)}
    return forked.trainer(*words, "--saves", saves, stdin=stdin, env=env)


def test_all_are_listed_with_their_scores_and_nothing_is_written(saves: Path) -> None:
    before = content(saves)
    listed = RunStore(saves).summaries()
    assert listed.notices == ()
    assert {run.run: dict(run.scores) for run in listed.runs} == {
        run: document(OLD / "runs" / f"{run}.json")["scores"] for run in RUNS
    }
    mine = RunStore(saves).summaries(learner="me")
    assert {run.run.rpartition("-")[2] for run in mine.runs} == {"study1", "exam01"}
    assert {(r.learner_id, r.seed, r.scoring) for r in listed.runs} == {(None, None, 1)}
    after = content(saves)
    del after["runs-index.json"]
    assert after == before


@pytest.mark.parametrize("run", RUNS)
def test_a_run_in_memory_has_ids_that_stay_and_times_nobody_knows(saves: Path, run: str) -> None:
    old = document(saves / "runs" / f"{run}.json")["events"]
    record = RunStore(saves).load(run).record
    assert [{k: v for k, v in e.items() if k not in ("id", "at")} for e in record.events] == old
    assert {event["at"] for event in record.events} == {None}
    ids = [event["id"] for event in record.events]
    assert len({UUID(name) for name in ids}) == len(ids)
    assert record == RunStore(saves).load(run).record
    with closing(RunStore(saves).open(run)) as opened:
        assert opened.record == record, "on disk as it was in memory"


@pytest.mark.parametrize("run", WAITING)
def test_an_unfinished_run_is_kept_as_it_was_and_gone_on_with(
    saves: Path, loaded: Loaded, run: str
) -> None:
    store, path = RunStore(saves), saves / "runs" / f"{run}.json"
    old = path.read_bytes()
    session = Session.resume(loaded, store, run)
    assert (session.lost, session.saving.saved) == ((), True)
    assert "older version (schema 1)" in session.notices[0]
    asked = next(
        d for d in session.case.questions_on[session.state.day] if d.id not in session.state.locks
    )
    session.lock(moves.pass_by(session.case, session.state, asked.id))
    assert session.close().saved
    assert path.with_name(f"{path.name}.schema-1.bak").read_bytes() == old
    kept = document(path)
    assert kept["schema"] == 2
    assert [event["at"] is None for event in kept["events"]].count(True) == len(
        document(OLD / "runs" / f"{run}.json")["events"]
    )
    assert kept["events"][-1]["at"] == kept["updated"] or kept["mode"] == "study"
    assert Session.resume(loaded, store, run).notices == ()


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_run_is_debriefed_and_exported(saves: Path, run: str, form: str) -> None:
    before = content(saves)
    told = trainer(saves, "debrief", run, "--format", form)
    assert (told.returncode, told.stderr) == (0, "")
    assert content(saves) == before
    if form == "json":
        values = json.loads(told.stdout)
        stored = document(OLD / "runs" / f"{run}.json")
        assert values["scores_when_finished"] == (stored["scores"] or None)
        assert (values["learner"], values["mode"]) == (stored["learner"], stored["mode"])
        assert (values["scoring"], values["scoring_when_finished"]) == (2, 1)
    elif document(OLD / "runs" / f"{run}.json")["scores"]:
        said = " ".join(told.stdout.replace("\\", "").split())
        assert "by version 1 of the rules. They stay; those below follow" in said
        assert "version 2 of the rules." in said


def test_the_list_names_scores_of_the_first_rules(saves: Path) -> None:
    listed = trainer(saves, "runs").stdout
    assert "soundness 48, concordance 70 by version 1 of the rules (version 0.1.0)" in listed


def test_rooms_are_listed_and_reported_without_being_changed(saves: Path, case: Case) -> None:
    before = content(saves)
    kept = {k.header.session: k for k in sessions(saves).sessions()}
    assert (kept[OPEN].finished, kept[OVER].finished) == (False, True)
    for session, found in kept.items():
        assert found.notices == ()
        rows = json.loads((OLD / "groups" / f"{session}.json").read_bytes())["events"].values()
        times = [row["at"] for row in rows]
        assert [e.at for e in found.events][: len(times)] == times, "their times are known"
        assert len({UUID(e.id) for e in found.events}) == len(found.events)
        assert found == sessions(saves).load(session)
        assert summary(case, found.events).lost == ()
        for form in ("text", "html", "csv", "json"):
            told = trainer(saves, "group", "report", session, "--format", form)
            assert (told.returncode, told.stderr) == (0, ""), form
    assert content(saves) == before


def test_an_open_room_is_kept_as_it_was_and_gone_on_with(saves: Path, case: Case) -> None:
    store, journal = sessions(saves), saves / "groups" / f"{OPEN}.journal"
    old, found = content(saves), store.load(OPEN)
    opened = store.resume(OPEN)
    assert opened.kept.events == found.events
    assert len(opened.kept.notices) == 2
    opened.close(ended=False)
    for name in (f"groups/{OPEN}.journal", f"groups/{OPEN}.json"):
        assert content(saves)[f"{name}.schema-1.bak"] == old[name]
    assert json.loads(journal.read_bytes().splitlines()[0])["schema"] == 2
    migrated = content(saves)
    again = store.resume(OPEN)
    assert again.kept.notices == ()
    again.close(ended=False)
    assert content(saves) == migrated
    with TinyDB(saves / "groups" / f"{OPEN}.json") as database:
        assert len(database.table("events")) == len(found.events)
    journal.unlink()
    assert store.load(OPEN).events == found.events, "its TinyDB file has the same"
    script = "close\nlock A\nreveal\nend\n"
    done = trainer(saves, "group", "--resume", OPEN, "--headless", stdin=script)
    assert done.returncode == 0, done.stderr
    kept = store.load(OPEN)
    assert kept.finished
    assert kept.events[: len(found.events)] == found.events
    before, after = fitted(case, found.events).state, fitted(case, kept.events).state
    assert after.rounds["first-tests"] == before.rounds["first-tests"]


@pytest.mark.parametrize("schema", [3, 99])
def test_a_room_of_a_newer_version_is_left_alone(saves: Path, schema: int) -> None:
    for path in (saves / "groups").glob(f"{OPEN}.j*"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"schema":1', f'"schema":{schema}', 1), encoding="utf-8")
    before = content(saves)
    for words in (("group", "report", OPEN), ("group", "--resume", OPEN, "--headless")):
        told = trainer(saves, *words)
        assert told.returncode == 2
        assert "newer version" in told.stderr
        assert "Update the trainer" in told.stderr
    assert content(saves) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from trainer.group.saved import sessions
from trainer.store.runs import RunStore
run, room, *folders = sys.argv[1:]
seen = 0
def watch(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.remove", "os.link") and str(saves) in str(arguments):
        if event == "open" and not arguments[2] & os.O_ACCMODE:
            return
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
for saves in map(Path, folders):
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        continue
    kill_at = int(saves.name)
    sys.addaudithook(watch)
    RunStore(saves).open(run).close()
    sessions(saves).resume(room).close(ended=False)
    os._exit(seen)
"""
CANNOT_LINK = "import os\ndef no_links(*_): raise OSError('no links')\nos.link = no_links\n"


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
@pytest.mark.parametrize("before", ["", CANNOT_LINK], ids=["links", "no links"])
def test_a_migration_killed_at_any_step_loses_nothing(tmp_path: Path, before: str) -> None:
    run = WAITING[0]

    def copy(step: int) -> Path:
        return shutil.copytree(OLD, tmp_path / str(step))

    def killed(*folders: Path) -> list[int]:
        """How a process for each ends that is killed at the step by which the folder is named."""
        words = [sys.executable, "-c", before + KILLED, run, OPEN, *map(str, folders)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        return [int(code) for code in done.stdout.split()]

    record, room = RunStore(OLD).load(run).record, sessions(OLD).load(OPEN).events
    (steps,) = killed(copy(0))
    assert steps > 15
    some = [copy(step) for step in sorted(random.Random(7).sample(range(1, steps + 1), 8))]
    assert killed(*some) == [-signal.SIGKILL] * len(some)
    for saves in some:
        assert RunStore(saves).load(run).record == record
        assert RunStore(saves).load(run).notices == ()
        assert sessions(saves).load(OPEN).events == room
        with closing(RunStore(saves).open(run)) as opened:
            assert opened.record == record
        again = sessions(saves).resume(OPEN)
        assert again.kept.events == room
        again.close(ended=False)
        for name in (f"runs/{run}.json", f"groups/{OPEN}.journal", f"groups/{OPEN}.json"):
            assert (saves / f"{name}.schema-1.bak").read_bytes() == (OLD / name).read_bytes()
            assert b'"schema": 1' not in (saves / name).read_bytes()
        assert not list(saves.rglob("*.tmp"))


def test_a_copy_cut_short_is_not_taken_for_the_original(
    saves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saves / "runs" / f"{WAITING[0]}.json"

    def full(old: IO[bytes], new: IO[bytes]) -> None:
        new.write(old.read(100))
        raise OSError(errno.ENOSPC, "full")

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfileobj", full)
        with pytest.raises(CannotSave):
            RunStore(saves).open(WAITING[0])
    RunStore(saves).open(WAITING[0]).close()
    copy = path.with_name(f"{path.name}.schema-1.bak")
    assert copy.read_bytes() == (OLD / "runs" / path.name).read_bytes()


def test_a_read_only_folder_is_read_and_played_in_memory(
    saves: Path, loaded: Loaded, refusing: Callable[[Path, bool], None]
) -> None:
    refusing(saves, True)
    assert len(RunStore(saves).summaries().runs) == len(RUNS)
    session = Session.resume(loaded, RunStore(saves), WAITING[0])
    assert (session.saving.saved, session.lost) == (False, ())
    assert trainer(saves, "debrief", WAITING[0]).returncode == 0
    assert trainer(saves, "group", "report", OVER).returncode == 0
    refusing(saves, False)
    assert session.retry().saved
    assert session.close().saved
