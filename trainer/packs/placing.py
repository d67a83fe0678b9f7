"""The folder of installed cases, in which a case is always complete or absent.

A case is written under a name that begins with a dot, synced to disk, and then renamed in one step.
To be removed, it is first renamed. A process that holds the lock removes leftovers of killed ones
under such names; the lock protects the work of living processes.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.installed import ORIGIN_FILE, folder_name, id_and_version, version_key
from trainer.errors import PackError
from trainer.packs.sources import Candidate
from trainer.store.errors import Taken
from trainer.store.files import encode, make_folder, sync_folder, write_new
from trainer.store.locks import HeldLock

_IN, _OUT, _LOCKS = ".in-", ".out-", ".locks"
_WAIT = 10.0
"""Seconds to wait for another process, which installs in milliseconds."""


@dataclass(frozen=True, slots=True)
class InstalledCase:
    """One installed version of a case."""

    id: str
    version: str
    folder: Path

    @property
    def name(self) -> str:
        """``id@version``."""
        return folder_name(self.id, self.version)

    @property
    def head(self) -> CaseHead:
        """The head of the case, read from disk."""
        return read_head(str(self.folder / f"{self.id}.yaml"))


def installed_cases(folder: Path, case: str | None = None) -> list[InstalledCase]:
    """The installed cases (or versions of ``case``), the newest version first."""
    try:
        names = [entry.name for entry in folder.iterdir() if entry.is_dir()]
    except OSError:
        return []
    cases = [
        InstalledCase(*parts, folder / name)
        for name in names
        if (parts := id_and_version(name)) is not None and case in (None, parts[0])
    ]
    cases.sort(key=lambda c: version_key(c.version), reverse=True)
    return sorted(cases, key=lambda c: c.id)


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the lock of the folder for the block. Raises ``PackError`` if it cannot be changed."""
    with _refusing(folder):
        make_folder(folder)
        try:
            lock = HeldLock.take(folder / _LOCKS, "cases", wait=_WAIT)
        except Taken as taken:
            who = f" (process {taken.process})" if taken.process else ""
            raise PackError(
                f"Another terminal is changing the installed cases{who}. Try again."
            ) from None
    with lock:
        with _refusing(folder):
            _clear(folder)
        yield


def put(folder: Path, candidates: Sequence[Candidate], now: datetime) -> None:
    """Install new cases, inside a ``changing`` block. Raises ``PackError``."""
    with _refusing(folder):
        try:
            staged = [(_stage(folder, c, now), folder / c.name) for c in candidates]
            for stage, target in staged:
                stage.replace(target)
            sync_folder(folder)
        except OSError:
            _clear(folder)
            raise


def take_out(case: InstalledCase) -> None:
    """Remove one version of a case, inside a ``changing`` block. Raises ``PackError``."""
    folder = case.folder.parent
    with _refusing(folder):
        out = folder / f"{_OUT}{secrets.token_hex(8)}"
        case.folder.rename(out)
        sync_folder(folder)
    shutil.rmtree(out, ignore_errors=True)


def _stage(folder: Path, candidate: Candidate, now: datetime) -> Path:
    stage = folder / f"{_IN}{secrets.token_hex(8)}"
    stage.mkdir()
    origin = {
        "source": candidate.source,
        "date": now.date().isoformat(),
        "sha256": candidate.sha256,
    }
    files = {**candidate.members, ORIGIN_FILE: encode(origin)}
    for name, content in files.items():
        write_new(stage / name, content)
    sync_folder(stage)
    return stage


def _clear(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name.startswith((_IN, _OUT)):
            shutil.rmtree(entry, ignore_errors=True)


@contextlib.contextmanager
def _refusing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise PackError(
            f"The folder of installed cases, {folder}, cannot be changed: {reason}. What was"
            " installed before is unharmed. Correct this, or name another folder with the"
            " environment variable TRAINER_CASES."
        ) from None
