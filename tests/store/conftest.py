"""Stores to test with, and disks that really refuse."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.store.records import Event, RunRecord
from trainer.store.runs import RunStore


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def later(now: datetime) -> datetime:
    return now + timedelta(minutes=5)


@pytest.fixture
def new() -> RunRecord:
    return RunRecord(
        scenario="fever-and-murmur",
        title="Fever and a murmur",
        scenario_version="1.2",
        scenario_hash="abc",
        scenario_path="/cases/fever.yaml",
    )


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "saves")


@pytest.fixture
def event() -> Callable[[int], Event]:
    """An event told from others by its number."""
    return lambda number: {"kind": "locked", "number": number, "why": "β-lactam, 40 µg × 2"}


@pytest.fixture
def played(store: RunStore, new: RunRecord, now: datetime, event: Callable[[int], Event]) -> str:
    """A run of three saved events, closed: its last good copy holds the first two."""
    with closing(store.adopt(store.draft(new, now))) as run:
        for number in range(3):
            run.save(run.record.extended([event(number)], {"day": number}, now))
        return run.record.run


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB of its own; only root may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def refusing(tmp_path: Path) -> Iterator[Callable[[Path, bool], None]]:
    """Make a folder read-only (True) or writable again (False), for root as for anybody."""
    mounted: set[Path] = set()

    def set_refusing(folder: Path, refuse: bool) -> None:
        if os.geteuid() != 0:
            for each in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
                each.chmod(0o555 if refuse else 0o755)
            return
        # Root passes by permissions, but not by a read-only mount.
        if folder not in mounted:
            if subprocess.run(["mount", "--bind", folder, folder], check=False).returncode:
                pytest.skip("root here may not mount")
            mounted.add(folder)
        how = "remount,bind,ro" if refuse else "remount,bind,rw"
        subprocess.run(["mount", "-o", how, folder], check=True)

    yield set_refusing
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)
    for folder in (tmp_path, *tmp_path.rglob("*")):
        if folder.is_dir():
            folder.chmod(0o755)
