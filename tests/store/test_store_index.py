"""The list of runs: right at all times, and read from the index wherever that is enough."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from trainer.store.records import Event, RunRecord
from trainer.store.runs import RunStore

MakeEvent = Callable[[int], Event]


@pytest.fixture
def index(store: RunStore) -> Path:
    return store.folder / "runs-index.json"


def _titles(store: RunStore) -> list[str]:
    return [run.title for run in store.summaries().runs]


def _retitle(path: Path, title: str) -> None:
    """Change the title inside the file, so that neither its size, time nor number change."""
    status = path.stat()
    data = path.read_bytes().replace(b"Fever and a murmur", title.encode())
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size


def test_saving_writes_no_index(store: RunStore, played: str, index: Path) -> None:
    assert not index.exists()
    store.summaries()
    assert index.exists()


def test_only_changed_runs_are_read_again(
    store: RunStore, played: str, new: RunRecord, now: datetime, index: Path
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    assert _titles(store) == ["Fever and a murmur"]
    _retitle(path, "Not read, as it is")
    assert _titles(store) == ["Fever and a murmur"]
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert _titles(store) == ["Not read, as it is"]


def test_a_save_within_one_tick_of_the_clock_is_seen(
    store: RunStore, played: str, now: datetime
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    store.summaries()
    status = path.stat()
    with closing(store.open(played)) as run:
        # One digit, as before: the file is as long as it was.
        run.save(run.record.extended([], {"day": 7}, now))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert store.summaries().runs[0].day == 7


def test_an_unchanged_list_is_not_written_again(
    store: RunStore, played: str, now: datetime, index: Path
) -> None:
    store.summaries()
    written = index.stat().st_ino, index.stat().st_mtime_ns
    store.summaries()
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == written
    with closing(store.open(played)) as run:
        run.save(run.record.extended([], {"day": 9}, now))
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == written
    assert store.summaries().runs[0].day == 9
    assert index.stat().st_ino != written[0]


def test_runs_come_and_go(store: RunStore, played: str, new: RunRecord, now: datetime) -> None:
    assert len(store.summaries().runs) == 1
    with closing(store.adopt(store.draft(new, now))):
        assert len(store.summaries().runs) == 2
    store.delete(played)
    assert [run.run for run in store.summaries().runs] != [played]
    assert len(store.summaries().runs) == 1


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b'{"form": [1, 2]}',
        b'{"form": [1, 2], "runs": []}',
        b'{"form": [1, 2], "runs": {"a": 1}}',
        b'{"form": [1, 2], "runs": {"a": {"file": [1], "run": null, "notices": []}}}',
        b'{"form": [1, 2], "runs": {"a": {"file": [1, 2, 3], "run": {}, "notices": []}}}',
        b'{"form": [1, 99], "runs": {}}',
        b'{"form": [2, 2], "crc32": 0,\n"files": {\n\n}\n}\n',
    ],
)
def test_a_broken_index_is_made_again(
    store: RunStore, played: str, index: Path, broken: bytes
) -> None:
    store.summaries()
    good = index.read_bytes()
    index.write_bytes(broken)
    listing = store.summaries()
    assert [run.run for run in listing.runs] == [played]
    assert listing.notices == ()
    assert index.read_bytes() == good


def test_a_broken_run_is_noticed_every_time_and_forgotten_once_mended(
    store: RunStore, played: str, index: Path
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    path.write_bytes(b"")
    for _ in range(2):
        listing = store.summaries()
        assert [run.run for run in listing.runs] == [played]
        assert "it is empty" in listing.notices[0]
    store.open(played).close()
    assert store.summaries().notices == ()


def test_other_files_in_the_folder_are_passed_over(store: RunStore, played: str) -> None:
    runs = store.folder / "runs"
    for name in (
        "README",
        "notes.txt",
        "a run (copy).json",
        ".hidden.json",
        f"{played}.json.broken-1",
    ):
        (runs / name).write_text("not a run")
    (runs / "folder.json").mkdir()
    listing = store.summaries()
    assert [run.run for run in listing.runs] == [played]
    assert len(listing.notices) == 1, "something named as a run that is none deserves a word"
    assert "folder" in listing.notices[0]


def test_the_index_has_a_line_a_run(
    store: RunStore, played: str, new: RunRecord, now: datetime, index: Path
) -> None:
    store.adopt(store.draft(new, now)).close()
    store.summaries()
    lines = index.read_text(encoding="utf-8").splitlines()
    assert sum("Fever and a murmur" in line for line in lines) == 2
    assert json.loads(index.read_text(encoding="utf-8"))["form"][:2] == [2, 2]
