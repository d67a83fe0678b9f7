"""The list of runs, fast: an index that is only ever a cache of the runs' own files.

It is read, checked against the files and rewritten when runs are listed, never when one is saved.
Losing it costs the time of reading every run once.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from trainer.errors import CannotRead, StoreError
from trainer.store import runfile
from trainer.store.caches import read_cache, write_cache
from trainer.store.errors import Damaged, Taken
from trainer.store.files import clear_leftovers
from trainer.store.locks import Lock
from trainer.store.records import RUN_NAME, SCHEMA, RunSummary

_FORM = [1, SCHEMA]
"""Of the index and of the runs: what an older version could not read, a newer one must retry."""

Signature = tuple[int, int, int]
"""When a file changed, its size, and which file it is: two saves may share a tick of the clock."""


@dataclass(frozen=True)
class _Row:
    signature: Signature
    head: Mapping[str, Any] | None
    """Of the run, as JSON values; None where it cannot be read."""
    notices: tuple[str, ...]

    @cached_property
    def run(self) -> RunSummary | None:
        """Made when asked for: of many learners one is. None where the head is none."""
        try:
            return None if self.head is None else RunSummary.from_dict(self.head)
        except Damaged:
            return None

    def is_of(self, learner: str | None) -> bool:
        """Whether the run is of that learner, or may be."""
        return learner is None or self.head is None or self.head.get("learner") == learner

    @property
    def damaged(self) -> bool:
        """Whether the cache holds what is no head."""
        return self.head is not None and self.run is None


def summaries(
    saves: Path, runs: Path, locks: Path, learner: str | None = None
) -> tuple[list[RunSummary], tuple[str, ...]]:
    """Every run (of a learner) that can be read, in no order, and notices of the others.

    Raises `CannotRead`.
    """
    try:
        names, leftovers = _look(runs)
    except FileNotFoundError:
        return [], ()
    except OSError as error:
        raise CannotRead(
            f"The folder {runs} could not be read ({error.strerror or error}).",
            "Check who may read it, or choose another folder with --saves DIR.",
        ) from error
    path = saves / "runs-index.json"
    known = _read(path)
    rows: dict[str, _Row] = {}
    unread: list[str] = []
    for run, signature in names.items():
        row = known.get(run)
        if row is None or row.signature != signature or (row.is_of(learner) and row.damaged):
            try:
                row = _row(runs / f"{run}.json", signature)
            except CannotRead as error:  # its reason may go without a change of the file
                unread.append(f"{run}: {error.message} {error.what_to_do}")
                continue
        rows[run] = row
    if rows != known:
        tables = {"runs": {run: _values(row) for run, row in rows.items()}}
        write_cache(path, _FORM, tables, locks)
    _clear(leftovers, runs, locks)
    notices = [notice for row in rows.values() for notice in row.notices]
    wanted = (row.run for row in rows.values() if row.is_of(learner))
    return [run for run in wanted if run], (*notices, *unread)


def _look(runs: Path) -> tuple[dict[str, Signature], set[str]]:
    """The runs in the folder with the signatures of their files, and the runs with leftovers."""
    signatures: dict[str, Signature] = {}
    copies: dict[str, os.DirEntry[str]] = {}
    leftovers: set[str] = set()
    with os.scandir(runs) as entries:
        for entry in entries:
            run, dot, ending = entry.name.partition(".")
            if not dot or not RUN_NAME.fullmatch(run):
                continue
            if ending == "json":
                with contextlib.suppress(FileNotFoundError):  # deleted since
                    signatures[run] = _signature(entry.stat())
            elif ending == "json.bak":
                copies[run] = entry
            elif ending in ("json.tmp", "json.bak.tmp"):
                leftovers.add(run)
    for run in copies.keys() - signatures.keys():
        with contextlib.suppress(FileNotFoundError):
            signatures[run] = _signature(copies[run].stat())
    return signatures, leftovers


def signature(path: str) -> Signature | None:
    """What changes when a file does; None where there is none."""
    try:
        return _signature(os.stat(path))  # noqa: PTH116 - a thousand of them: a Path costs as much
    except OSError:
        return None


def _signature(status: os.stat_result) -> Signature:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _row(path: Path, signature: Signature) -> _Row:
    # The signature was taken before reading: a save in between is noticed at the next listing.
    try:
        stored = runfile.find(path)
    except CannotRead:
        raise
    except StoreError as error:
        return _Row(signature, None, (f"{path.stem}: {error.message} {error.what_to_do}",))
    return _Row(signature, stored.record.summary.to_dict(), stored.notices)


def _read(path: Path) -> dict[str, _Row]:
    index = read_cache(path, _FORM)
    try:
        return {run: _row_of(values) for run, values in index["runs"].items()} if index else {}
    except (Damaged, KeyError, TypeError, AttributeError, ValueError):
        return {}


def _row_of(values: Mapping[str, Any]) -> _Row:
    changed, size, inode = values["file"]
    head = values["run"]
    if not (head is None or isinstance(head, dict)):
        raise TypeError("a head is an object")
    return _Row((changed, size, inode), head, tuple(map(str, values["notices"])))


def _values(row: _Row) -> dict[str, Any]:
    return {"file": row.signature, "run": row.head, "notices": row.notices}


def _clear(leftovers: Iterable[str], runs: Path, locks: Path) -> None:
    """Remove what killed writers left; a run that is being written is locked and passed over."""
    for run in leftovers:
        with contextlib.suppress(OSError, Taken), Lock.take(locks, run):
            clear_leftovers(runs / f"{run}.json")
