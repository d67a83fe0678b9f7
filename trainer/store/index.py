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

from trainer.errors import CannotRead, StoreError
from trainer.store.caches import read_lines, write_lines
from trainer.store.errors import Damaged, Taken
from trainer.store.files import clear_leftovers
from trainer.store.locks import Lock
from trainer.store.records import RUN_NAME, SCHEMA, RunSummary, is_conflict_copy

_FORM = [1, SCHEMA]
"""Of the index and of the runs: what an older version could not read, a newer one must retry."""

_TABLE = "runs"

Signature = tuple[int, int, int]
"""When a file changed, its size, and which file it is: two saves may share a tick of the clock."""


@dataclass(frozen=True, slots=True)
class _Row:
    run: RunSummary | None
    notices: tuple[str, ...]


def summaries(
    saves: Path, runs: Path, locks: Path, learner: str | None = None, *, tidy: bool = True
) -> tuple[list[RunSummary], tuple[str, ...], Mapping[str, Signature]]:
    """Every run (of a learner) that can be read, in no order, notices of the others, and the
    signatures of all files by run.

    With `tidy` the index is brought up to date and leftovers go; without it nothing is written.
    Raises `CannotRead`.
    """
    try:
        names, leftovers, copies = _look(runs)
    except FileNotFoundError:
        return [], (), {}
    except OSError as error:
        raise CannotRead(
            f"The folder {runs} could not be read ({error.strerror or error}).",
            "Check who may read it, or choose another folder with --saves DIR.",
        ) from error
    path = saves / "runs-index.json"
    known = read_lines(path, _FORM, _TABLE)
    mark = _mark(learner)
    rows: dict[str, str] = {}
    chosen: list[_Row] = []
    unread: list[str] = []
    for run, signature in names.items():
        text = known.get(run, "")
        current = text.startswith(_begun(signature))
        if not current or _concerns(text, mark):
            row = _decoded(text) if current else None
            if row is None:
                try:
                    row = _row(runs / f"{run}.json")
                except CannotRead as error:  # its reason may go without a change of the file
                    unread.append(f"{run}: {error.message} {error.what_to_do}")
                    continue
                text = _encoded(signature, row)
            chosen.append(row)
        rows[run] = text
    if tidy and rows != known:
        write_lines(path, _FORM, {_TABLE: rows}, locks)
    if tidy:
        _clear(leftovers, runs, locks)
    notices = [notice for row in chosen for notice in row.notices]
    if copies:
        left = "a copy that a sync tool left" if copies == 1 else f"{copies} copies of a sync tool"
        notices.append(f"In {runs}: {left}. To bring in what is there: trainer merge")
    return _runs_of(chosen, learner), (*notices, *unread), names


def remembered(saves: Path, learner: str | None = None) -> list[RunSummary]:
    """The runs (of a learner) as they were listed last, in no order: at once, not checked."""
    lines = read_lines(saves / "runs-index.json", _FORM, _TABLE).values()
    mark = _mark(learner)
    return _runs_of((_decoded(line) for line in lines if _concerns(line, mark)), learner)


def _runs_of(rows: Iterable[_Row | None], learner: str | None) -> list[RunSummary]:
    return [r.run for r in rows if r and r.run and learner in (None, r.run.learner)]


def _look(runs: Path) -> tuple[dict[str, Signature], set[str], int]:
    """The runs in the folder with the signatures of their files, the runs with leftovers, and how
    many copies a sync tool has left.
    """
    conflicts = 0
    signatures: dict[str, Signature] = {}
    copies: dict[str, os.DirEntry[str]] = {}
    leftovers: set[str] = set()
    with os.scandir(runs) as entries:
        for entry in entries:
            run, _, ending = entry.name.partition(".")
            named = RUN_NAME.fullmatch(run)
            if named and ending == "json":
                if (signature := _signature(entry)) is not None:
                    signatures[run] = signature
                continue
            conflicts += is_conflict_copy(entry.name)
            if not named:
                continue
            if ending == "json.bak":
                copies[run] = entry
            elif ending in ("json.tmp", "json.bak.tmp"):
                leftovers.add(run)
    for run in copies.keys() - signatures.keys():
        if (signature := _signature(copies[run])) is not None:
            signatures[run] = signature
    return signatures, leftovers, conflicts


def signatures(*folders: Path) -> dict[str, Signature]:
    """Of every file in these folders, by path; of a folder that cannot be read, none."""
    signatures: dict[str, Signature] = {}
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if (signature := _signature(entry)) is not None:
                    signatures[entry.path] = signature
    return signatures


def _signature(entry: os.DirEntry[str]) -> Signature | None:
    try:
        status = entry.stat()
    except FileNotFoundError:  # deleted since
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _row(path: Path) -> _Row:
    from trainer.store import runfile  # needed for what changed since the last listing alone

    # The signature was taken before reading: a save in between is noticed at the next listing.
    try:
        stored = runfile.find(path)
    except CannotRead:
        raise
    except StoreError as error:
        return _Row(None, (f"{path.stem}: {error.message} {error.what_to_do}",))
    return _Row(stored.record.summary, stored.notices)


# A row is read only where it is asked for: of 300 learners in one folder that is one.


def _begun(signature: Signature) -> str:
    # As json.dumps has it, which for 9,000 runs takes as long as all the rest.
    time, size, number = signature
    return f'{{"file": [{time}, {size}, {number}], '


def _encoded(signature: Signature, row: _Row) -> str:
    head = None if row.run is None else row.run.to_dict()
    values = {"file": signature, "run": head, "notices": row.notices}
    return json.dumps(values)


def _mark(learner: str | None) -> str:
    """What stands in each row of that learner."""
    return "" if learner is None else f'"learner": {json.dumps(learner)}, '


def _concerns(text: str, mark: str) -> bool:
    """Whether a row has the mark, or something to tell whoever asks."""
    return mark in text or not text.endswith(', "notices": []}')


def _decoded(text: str) -> _Row | None:
    # A cache that was damaged is no news: the row is made again.
    try:
        values = json.loads(text)
        run = None if values["run"] is None else RunSummary.from_dict(values["run"])
        return _Row(run, tuple(map(str, values["notices"])))
    except (Damaged, KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return None


def _clear(leftovers: Iterable[str], runs: Path, locks: Path) -> None:
    """Remove what killed writers left; a run that is being written is locked and passed over."""
    for run in leftovers:
        with contextlib.suppress(OSError, Taken), Lock.take(locks, run):
            clear_leftovers(runs / f"{run}.json")
