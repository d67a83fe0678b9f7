"""Disks that are full or refuse to be written: provoked, not pretended."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from trainer.errors import CannotDelete, CannotSave
from trainer.store.records import Event, RunRecord
from trainer.store.runs import RunStore

if sys.platform == "win32":
    pytest.skip("limits and mounts of Unix", allow_module_level=True)

import resource

MakeEvent = Callable[[int], Event]
Refuse = Callable[[Path, bool], None]
LONG = "β" * 3000


@contextlib.contextmanager
def _files_at_most(size: int) -> Iterator[None]:
    """The system refuses larger files, for root as for anybody (Python ignores SIGXFSZ)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "runs").iterdir()}


def test_a_write_cut_short_leaves_the_file_as_it_was(
    store: RunStore, played: str, now: datetime, event: MakeEvent
) -> None:
    before = _contents(store.folder)
    with closing(store.open(played)) as run:
        with _files_at_most(2048), pytest.raises(CannotSave, match="larger than") as caught:
            run.save(run.record.extended([{"why": LONG}], {}, now))
        assert caught.value.what_to_do
        assert len(run.record.events) == 3
        assert _contents(store.folder) == before, "not even a temporary file is left"
        # The same run goes on once there is room.
        run.save(run.record.extended([event(3)], {}, now))
    assert [each["number"] for each in store.load(played).record.events] == [0, 1, 2, 3]


def test_a_full_disk_keeps_every_acknowledged_event(
    tiny_disk: Path, new: RunRecord, now: datetime
) -> None:
    store = RunStore(tiny_disk)
    with closing(store.adopt(store.draft(new, now))) as run:

        def play() -> None:
            for number in range(1000):
                run.save(
                    run.record.extended([{"number": number, "why": LONG}], {"day": number}, now)
                )

        with pytest.raises(CannotSave, match="is full") as caught:
            play()
        assert "Free some space" in caught.value.what_to_do
        saved = len(run.record.events)
        assert saved >= 1
        loaded = store.load(run.record.run)
        assert loaded.notices == ()
        assert loaded.record == run.record
        assert not list(tiny_disk.rglob("*.tmp"))
    assert len(store.summaries().runs) == 1
    with closing(store.open(run.record.run)) as again:
        assert len(again.record.events) == saved


def test_no_run_can_begin_on_a_full_disk(tiny_disk: Path, new: RunRecord, now: datetime) -> None:
    with contextlib.suppress(OSError), (tiny_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)
    with pytest.raises(CannotSave, match="is full"):
        RunStore(tiny_disk).adopt(RunStore(tiny_disk).draft(new, now))
    assert RunStore(tiny_disk).summaries().runs == ()


def test_a_read_only_folder_is_read_but_not_opened(
    store: RunStore, played: str, new: RunRecord, now: datetime, refusing: Refuse
) -> None:
    before = _contents(store.folder)
    refusing(store.folder, True)
    with pytest.raises(CannotSave, match="cannot be written") as caught:
        store.adopt(store.draft(new, now))
    assert "--saves DIR" in caught.value.what_to_do
    assert len(store.load(played).record.events) == 3
    assert [each.run for each in store.summaries().runs] == [played]
    with pytest.raises(CannotDelete, match="cannot be written"):
        store.delete(played)
    assert _contents(store.folder) == before
    refusing(store.folder, False)
    store.open(played).close()


def test_a_folder_that_turns_read_only_while_playing(
    store: RunStore, played: str, now: datetime, event: MakeEvent, refusing: Refuse
) -> None:
    runs = store.folder / "runs"
    with closing(store.open(played)) as run:
        refusing(runs, True)
        with pytest.raises(CannotSave, match="cannot be written"):
            run.save(run.record.extended([event(3)], {}, now))
        assert len(store.load(played).record.events) == 3
        refusing(runs, False)
        run.save(run.record.extended([event(3)], {}, now))
    assert len(store.load(played).record.events) == 4


@pytest.mark.parametrize("name", ["saves", "saves/runs", "saves/locks"])
def test_a_file_in_the_place_of_a_folder(
    tmp_path: Path, new: RunRecord, now: datetime, name: str
) -> None:
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("I am a file")
    with pytest.raises(CannotSave):
        RunStore(tmp_path / "saves").adopt(RunStore(tmp_path / "saves").draft(new, now))
    assert place.read_text() == "I am a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_run_one_may_not_read_is_a_notice_until_one_may(store: RunStore, played: str) -> None:
    path = store.folder / "runs" / f"{played}.json"
    path.chmod(0)
    listing = store.summaries()
    assert listing.runs == ()
    assert "could not be read" in listing.notices[0]
    path.chmod(0o644)
    assert [each.run for each in store.summaries().runs] == [played]
