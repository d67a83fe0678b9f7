"""The list of runs, fast: an index that is only ever a cache of the runs' own files.

It is read, checked against the files and rewritten when runs are listed, never when one is saved.
Losing it costs the time of reading every run once.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.errors import CannotRead, StoreError
from trainer.files.outside import read_bytes
from trainer.store.errors import Damaged, Taken
from trainer.store.files import MOST, clear_leftovers, decode, replace_file
from trainer.store.locks import Lock
from trainer.store.records import RUN_NAME, SCHEMA, RunSummary

_FORM = [1, SCHEMA]
"""Of the index and of the runs: what an older version could not read, a newer one must retry."""

Signature = tuple[int, int, int]
"""When a file changed, its size, and which file it is: two saves may share a tick of the clock."""


@dataclass(frozen=True, slots=True)
class _Row:
    signature: Signature
    run: RunSummary | None
    notices: tuple[str, ...]


def summaries(
    saves: Path, runs: Path, locks: Path, *, tidy: bool = True
) -> tuple[list[RunSummary], tuple[str, ...]]:
    """Every run that can be read, in no order, and notices of the others. Raises `CannotRead`.

    With `tidy` the index is brought up to date and leftovers go; without it nothing is written.
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
        if row is None or row.signature != signature:
            try:
                row = _row(runs / f"{run}.json", signature)
            except CannotRead as error:  # its reason may go without a change of the file
                unread.append(f"{run}: {error.message} {error.what_to_do}")
                continue
        rows[run] = row
    if tidy and rows != known:
        _write(path, rows, locks)
    if tidy:
        _clear(leftovers, runs, locks)
    notices = [notice for row in rows.values() for notice in row.notices]
    return [row.run for row in rows.values() if row.run], (*notices, *unread)


def remembered(saves: Path) -> list[RunSummary]:
    """The runs as they were listed last, in no order: at once, not checked against the files."""
    return [row.run for row in _read(saves / "runs-index.json").values() if row.run]


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


def _signature(status: os.stat_result) -> Signature:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _row(path: Path, signature: Signature) -> _Row:
    from trainer.store import runfile  # needed for what changed since the last listing alone

    # The signature was taken before reading: a save in between is noticed at the next listing.
    try:
        stored = runfile.find(path)
    except CannotRead:
        raise
    except StoreError as error:
        return _Row(signature, None, (f"{path.stem}: {error.message} {error.what_to_do}",))
    return _Row(signature, stored.record.summary, stored.notices)


def _read(path: Path) -> dict[str, _Row]:
    # A cache that is missing, broken or of another form is no news: it is made again.
    try:
        index = decode(read_bytes(path, MOST))
        if not isinstance(index, dict) or index.get("form") != _FORM:
            return {}
        return {run: _row_of(values) for run, values in index["runs"].items()}
    except (OSError, Damaged, KeyError, TypeError, AttributeError, ValueError):
        return {}


def _row_of(values: Mapping[str, Any]) -> _Row:
    changed, size, inode = values["file"]
    run = None if values["run"] is None else RunSummary.from_dict(values["run"])
    return _Row((changed, size, inode), run, tuple(map(str, values["notices"])))


def _write(path: Path, rows: Mapping[str, _Row], locks: Path) -> None:
    # One line a run: a person can read it, and Python's indenting writer would take a second
    # for 10,000 runs.
    lines = ",\n".join(f" {json.dumps(run)}: {json.dumps(_values(rows[run]))}" for run in rows)
    text = f'{{"form": {json.dumps(_FORM)}, "runs": {{\n{lines}\n}}}}\n'
    # Listing must work in a read-only folder, and another terminal may be writing the same cache.
    with contextlib.suppress(OSError, Taken), Lock.take(locks, "runs-index"):
        replace_file(path, text.encode("utf-8"), keep_last_good=False)


def _values(row: _Row) -> dict[str, Any]:
    head = None if row.run is None else row.run.to_dict()
    return {"file": row.signature, "run": head, "notices": row.notices}


def _clear(leftovers: Iterable[str], runs: Path, locks: Path) -> None:
    """Remove what killed writers left; a run that is being written is locked and passed over."""
    for run in leftovers:
        with contextlib.suppress(OSError, Taken), Lock.take(locks, run):
            clear_leftovers(runs / f"{run}.json")
