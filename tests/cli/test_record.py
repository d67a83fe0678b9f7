"""The learner's record by commands: export, merge, backup, restore; and what a kill leaves."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.forked import trainer
from trainer.store.records import RunRecord
from trainer.store.runs import RunStore

RUNS = 40


@pytest.fixture(scope="module")
def saves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A play of each of two learners, with a name that a spreadsheet would run."""
    folder = tmp_path_factory.mktemp("record") / "saves"
    for learner in ("ada", "=1+2"):
        told = trainer("play", "two-days-of-fever", "--plain", "--saves", folder,
                       "--learner", learner, stdin="1\nShe is ill\n",
                       env={**os.environ, "TRAINER_NOW": "2026-11-23T09:00:00+00:00"})  # fmt: skip
        assert told.returncode == 0, told.stderr
    return folder


def events(saves: Path) -> set[str]:
    store = RunStore(saves)
    return {e["id"] for r in store.summaries().runs for e in store.load(r.run).record.events}


def test_a_table_has_every_event_with_its_time_and_nothing_a_spreadsheet_runs(saves: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(trainer("export", "--saves", saves).stdout)))
    assert {row["id"] for row in rows} == events(saves)
    assert {row["at"] for row in rows} == {"2026-11-23T09:00:00.000Z"}
    assert {row["learner"] for row in rows} == {"ada", "'=1+2"}
    assert "She is ill" in {row["text"] for row in rows}


def test_one_learners_export_is_what_merge_takes(saves: Path, tmp_path: Path) -> None:
    told = trainer("export", "--format", "json", "--saves", saves, "--learner", "ada").stdout
    (run,) = json.loads(told)
    assert run["learner"] == "ada"
    file = tmp_path / "ada.json"
    file.write_text(told, "utf-8")
    for outcome in ("1 new", "1 known already"):
        merged = trainer("merge", file, "--saves", tmp_path / "there")
        assert outcome in merged.stdout
        assert merged.returncode == 0
    assert events(tmp_path / "there") == {e["id"] for e in run["events"]}


def test_a_backup_is_put_back_whole_and_only_once(saves: Path, tmp_path: Path) -> None:
    file, there = tmp_path / "b.zip", tmp_path / "there"
    assert trainer("backup", file, "--saves", saves).returncode == 0
    names = zipfile.ZipFile(file).namelist()
    assert "settings.json" in names
    assert not [name for name in names if "lock" in name or "index" in name]
    assert "already" in trainer("backup", file, "--saves", saves).stderr
    for outcome in ("2 new", "2 known already"):
        assert outcome in trainer("restore", file, "--saves", there).stdout
    assert events(there) == events(saves)
    assert (there / "settings.json").read_bytes() == (saves / "settings.json").read_bytes()


def test_what_is_here_is_never_replaced(saves: Path, tmp_path: Path) -> None:
    file, there = tmp_path / "b.zip", tmp_path / "there"
    trainer("backup", file, "--saves", saves)
    there.mkdir()
    (there / "settings.json").write_text("mine", "utf-8")
    assert "stays" in trainer("restore", file, "--saves", there).stdout
    assert (there / "settings.json").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["../out.json", "/out.json", "runs/../../out.json", "bin/out.json",
                                  "locks/a.lock", "cases-index.json", "a.py"])  # fmt: skip
def test_a_strangers_zip_writes_nothing_else(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(name, "{}")
    before = set(tmp_path.rglob("*"))
    trainer("restore", tmp_path / "b.zip", "--saves", tmp_path / "in" / "saves")
    assert not [p for p in set(tmp_path.rglob("*")) - before if p.is_file()]


@pytest.mark.parametrize("words", [("merge",), ("merge", "none"), ("restore", "none"), ("backup",),
                                   ("export", "none")])  # fmt: skip
def test_what_cannot_be_done_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = trainer(*words, "--saves", tmp_path / "saves", cwd=tmp_path)
    assert told.returncode == 2
    assert told.stderr.startswith("trainer: ")
    assert "Traceback" not in told.stderr


def test_a_merge_that_is_killed_is_finished_by_merging_again(tmp_path: Path) -> None:
    there = RunStore(tmp_path / "there")
    for number in range(RUNS):
        record = RunRecord(
            run=f"a-20261123-{number:06}", scenario="a", title="A", scenario_version="1",
            scenario_hash="h", scenario_path="/a.yaml",
            events=({"kind": "k", "id": str(number), "at": None},),
        )  # fmt: skip
        opened = there.create(record)
        assert opened
        opened.close()
    here = tmp_path / "here"
    words = [sys.executable, "-m", "trainer", "merge", str(there.folder), "--saves", str(here)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while not list(here.glob("runs/*.json")) and process.poll() is None:
        os.sched_yield()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(RunStore(here).summaries().runs) <= RUNS
    told = trainer("merge", there.folder, "--saves", here)
    assert told.returncode == 0, told.stderr
    assert events(here) == events(there.folder)
    assert not list(here.glob("runs/*.tmp"))


def test_no_backup_is_made_where_a_folder_of_runs_cannot_be_read(tmp_path: Path) -> None:
    saves, file = tmp_path / "saves", tmp_path / "backup.zip"
    saves.mkdir()
    (saves / "settings.json").write_text("{}", "utf-8")
    (saves / "runs").write_text("a file where a folder should be", "utf-8")
    told = trainer("backup", file, "--saves", saves)
    assert told.returncode == 2
    assert f"{saves / 'runs'} cannot be read" in " ".join(told.stderr.split())
    assert not file.exists()


def test_a_backup_that_is_not_there_is_not_called_damaged(tmp_path: Path) -> None:
    told = trainer("restore", tmp_path / "none.zip", "--saves", tmp_path / "saves")
    assert told.returncode == 2
    assert "There is no file" in told.stderr
