"""The index of runs: a cache that makes listing fast; the runs' own files are the truth.

It is read, checked against the files and rewritten when runs are listed, never when one is saved.
A lost index costs the time of reading every run once. Each learner's runs are a table of their
own, so that with 300 learners in a folder only one table is read.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from trainer.errors import CannotRead, StoreError
from trainer.store.caches import Cache, rows_of, table
from trainer.store.errors import Taken
from trainer.store.files import clear_leftovers
from trainer.store.locks import HeldLock
from trainer.store.records import RUN_NAME, SCHEMA, RunSummary, is_conflict_copy

_COLUMNS = tuple(each.name for each in fields(RunSummary))

_FORM = [2, SCHEMA, *_COLUMNS]
"""The versions of index and runs: a new version must retry runs that an older could not read."""

_FILE = "runs-index.json"
_FILES, _NOTICES, _OF = "files", "notices", "runs of "
"""Its tables: signatures by run, notices by run, and the heads of each learner's runs."""

Signature = str
"""A file's time of change (ns), size and inode, as JSON; two saves can share a time.

The size is negative if only the last good copy exists."""


def summaries(
    saves: Path, runs: Path, locks: Path, learner: str | None = None, *, tidy: bool = True
) -> tuple[list[RunSummary], tuple[str, ...], Mapping[str, Signature]]:
    """All readable runs (of a learner) in no order, notices about the others, and the signatures
    of all files by run.

    With `tidy` the index is updated and leftovers are removed; without it nothing is written.
    Raises `CannotRead`.
    """
    try:
        signatures, leftovers, copies = _look(runs)
    except FileNotFoundError:
        return [], (), {}
    except OSError as error:
        raise CannotRead(
            f"The folder {runs} could not be read ({error.strerror or error}).",
            "Check its permissions, or choose another folder with --saves DIR.",
        ) from error
    path = saves / _FILE
    index = Cache.read(path, _FORM)
    unread: list[str] = []
    if index.text(_FILES) != _signed(signatures):
        old = index
        index, unread = _brought_up_to_date(old, signatures, runs)
        if tidy and index.data != old.data:
            index.write(path, locks)
    if tidy:
        _clear(leftovers, runs, locks)
    notices = [notice for each in json.loads(index.text(_NOTICES)).values() for notice in each]
    if copies:
        text = "one conflict copy" if copies == 1 else f"{copies} conflict copies"
        notices.append(f"In {runs}: {text} of a sync tool. To merge: trainer merge")
    return _heads(index, learner), (*notices, *unread), signatures


def remembered(saves: Path, learner: str | None = None) -> list[RunSummary]:
    """The runs (of a learner) from the index alone, in no order; the files are not checked."""
    return _heads(Cache.read(saves / _FILE, _FORM), learner)


def _heads(index: Cache, learner: str | None) -> list[RunSummary]:
    names = _of_learners(index) if learner is None else [_OF + learner]
    tables = (json.loads(index.text(name)) for name in names)
    rows = (row for rows in tables for row in rows.values())
    return [RunSummary(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _of_learners(index: Cache) -> list[str]:
    return [name for name in index.names if name.startswith(_OF)]


def _signed(signatures: Mapping[str, Signature]) -> str:
    # Same text as ``table``, which for 9,000 runs would take as long as all the rest.
    lines = [f' "{run}": {signature}' for run, signature in signatures.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _brought_up_to_date(
    index: Cache, signatures: Mapping[str, Signature], runs: Path
) -> tuple[Cache, list[str]]:
    """The index with changed runs read again, and notices about files that may not be read.

    Such files are left out of the index: access may be granted without a change of the file.
    """
    old_signatures = rows_of(index.text(_FILES))
    notices = rows_of(index.text(_NOTICES))
    old_tables = {name: rows_of(index.text(name)) for name in _of_learners(index)}
    heads = {run: (name, row) for name, rows in old_tables.items() for run, row in rows.items()}
    read: dict[str, Signature] = {}
    tables: dict[str, dict[str, str]] = {_NOTICES: {}}
    unread = []
    for run, signature in signatures.items():
        if old_signatures.get(run) == signature:
            name, head = heads.get(run, ("", ""))
            notice = notices.get(run, "")
        else:
            try:
                name, head, notice = _read(runs / f"{run}.json")
            except CannotRead as error:
                unread.append(f"{run}: {error.message} {error.what_to_do}")
                continue
        read[run] = signature
        if head:
            tables.setdefault(name, {})[run] = head
        if notice:
            tables[_NOTICES][run] = notice
    texts = {name: table(rows) for name, rows in tables.items()}
    return Cache.of(_FORM, {_FILES: _signed(read), **texts}), unread


def _read(path: Path) -> tuple[str, str, str]:
    """A run's table, its head and its notices as JSON; each empty if there is none."""
    from trainer.store import runfile  # loaded late: needed only for changed runs

    # The signature is older than this read, so a save in between shows at the next listing.
    try:
        stored = runfile.find(path)
    except CannotRead:
        raise
    except StoreError as error:
        return "", "", json.dumps([f"{path.stem}: {error.message} {error.what_to_do}"])
    head, notices = stored.record.summary, stored.notices
    row = json.dumps([getattr(head, name) for name in _COLUMNS])
    return _OF + head.learner, row, json.dumps(notices) if notices else ""


def _look(runs: Path) -> tuple[dict[str, Signature], set[str], int]:
    """The signatures of the files by run, the runs with leftovers, and the number of conflict
    copies of a sync tool.
    """
    conflicts = 0
    signatures: dict[str, Signature] = {}
    copies: dict[str, os.DirEntry[str]] = {}
    leftovers: set[str] = set()
    with _entries(runs) as entries:
        for entry in entries:
            run, _, ending = entry.name.partition(".")
            named = RUN_NAME.fullmatch(run)
            if named and ending == "json":
                try:
                    status = entry.stat()
                except FileNotFoundError:  # deleted since
                    continue
                changed, size, number = status.st_mtime_ns, status.st_size, status.st_ino
                signatures[run] = f"[{changed}, {size}, {number}]"
                continue
            conflicts += is_conflict_copy(entry.name)
            if not named:
                continue
            if ending == "json.bak":
                copies[run] = entry
            elif ending in ("json.tmp", "json.bak.tmp"):
                leftovers.add(run)
        for run in [run for run in copies if run not in signatures]:
            with contextlib.suppress(FileNotFoundError):
                status = copies[run].stat()
                # The negative size tells the copy from the file, which may have been renamed to it.
                signatures[run] = f"[{status.st_mtime_ns}, -{status.st_size}, {status.st_ino}]"
    return signatures, leftovers, conflicts


@contextlib.contextmanager
def _entries(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, read through its descriptor: a sixth faster with many files."""
    if os.scandir not in os.supports_fd:  # Windows
        with os.scandir(folder) as entries:
            yield entries
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(number) as entries:
            yield entries
    finally:
        os.close(number)


def _clear(leftovers: Iterable[str], runs: Path, locks: Path) -> None:
    """Remove leftovers of killed writers; a run being written is locked and skipped."""
    for run in leftovers:
        with contextlib.suppress(OSError, Taken), HeldLock.take(locks, run):
            clear_leftovers(runs / f"{run}.json")
