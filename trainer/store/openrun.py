"""A run open for writing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from trainer.errors import CannotSave, RunLocked
from trainer.store import runfile
from trainer.store.errors import Damaged, Taken, disk_refused
from trainer.store.files import clear_leftovers, keep_older, set_aside
from trainer.store.locks import Lock
from trainer.store.records import SCHEMA, Changes, Event, RunRecord


class OpenRun:
    """A run this process alone may write, until `close` or the end of the process.

    `record` is what is on disk, `notices` what the learner should hear of how it was opened.
    """

    def __init__(
        self, path: Path, record: RunRecord, lock: Lock, notices: tuple[str, ...] = ()
    ) -> None:
        self._path = path
        self._lock: Lock | None = lock
        self.record = record
        self.notices = notices

    @classmethod
    def at(cls, path: Path, lock: Lock) -> Self:
        """Open the run in `path`, whose lock is held: mend it, bring it up to date, tidy up.

        Raises what `runfile.find` does, and `CannotSave`.
        """
        found = runfile.find(path)
        notices = list(found.notices)
        try:
            clear_leftovers(path)
            if found.damage is not None and path.exists():
                aside = set_aside(path)
                notices.append(f"The damaged file was kept as {aside}.")
            if found.schema != SCHEMA:
                kept = keep_older(path, found.source, found.schema)
                notices.append(
                    f"Run {found.record.run} was saved by an older version (schema {found.schema})"
                    f" and was brought up to date; the old file is kept as {kept}."
                )
            if found.damage is not None or found.schema != SCHEMA:
                runfile.write(path, found.record)
        except OSError as error:
            raise CannotSave(*disk_refused(path, error)) from error
        return cls(path, found.record, lock, tuple(notices))

    def append(self, events: Sequence[Event], changes: Changes, now: datetime) -> RunRecord:
        """Keep `events` and `changes` in one step; when this returns they are on disk.

        Raises `CannotSave` where the disk refuses and `RunChanged` where the file holds events
        not from here: the file then keeps what it held, and `record` too. Raises ValueError or
        TypeError for what JSON cannot hold.
        """
        self.save(self.record.extended(events, changes, now))
        return self.record

    def save(self, record: RunRecord) -> None:
        """Make the file hold `record`, which continues what was saved. Raises as `append` does."""
        if self._lock is None:
            raise ValueError("the run is closed")
        try:
            try:
                runfile.extend(self._path, record)
            except Damaged as error:
                # Something wrote over it while we played. What was saved is all in `record`.
                aside = set_aside(self._path)
                self.notices += (f"The run's file was damaged ({error}); it was kept as {aside}.",)
                runfile.write(self._path, record)
        except OSError as error:
            raise CannotSave(*disk_refused(self._path, error)) from error
        self.record = record

    def close(self) -> None:
        """Let others open the run. Closing twice does nothing."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def lock_run(locks: Path, run: str) -> Lock:
    """The lock of `run`. Raises `RunLocked`, or `CannotSave` where no lock can be made."""
    try:
        return Lock.take(locks, run)
    except Taken as taken:
        if taken.process == os.getpid():
            raise RunLocked(
                "This run is already open in this program.", "Go back to where it is open."
            ) from taken
        where = f" (process {taken.process})" if taken.process else ""
        raise RunLocked(
            f"This run is open in another terminal{where}.",
            "Close it there, or start a new run.",
        ) from taken
    except OSError as error:
        raise CannotSave(*disk_refused(locks / run, error)) from error
