"""A run open for writing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from trainer.errors import RunLocked
from trainer.store import runfile
from trainer.store.errors import Damaged, Taken, saving
from trainer.store.files import clear_leftovers, keep_older, set_aside
from trainer.store.locks import Lock
from trainer.store.records import SCHEMA, RunRecord


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
        stored = runfile.find(path)
        notices = list(stored.notices)
        with saving(path):
            clear_leftovers(path)
            if stored.damage is not None and path.exists():
                aside = set_aside(path)
                notices.append(f"The damaged file was kept as {aside}.")
            if stored.schema != SCHEMA:
                copy = keep_older(path, stored.source, stored.schema)
                notices.append(
                    f"Run {stored.record.run} was saved by an older version"
                    f" (schema {stored.schema}) and was brought up to date;"
                    f" the old file is kept as {copy}."
                )
            if stored.damage is not None or stored.schema != SCHEMA:
                runfile.write(path, stored.record)
        return cls(path, stored.record, lock, tuple(notices))

    def save(self, record: RunRecord) -> None:
        """Make the file hold `record`, which continues what was saved; on disk when this returns.

        Raises `CannotSave` where the disk refuses and `RunChanged` where the file holds events
        not from here: the file then keeps what it held, and `self.record` too.
        """
        if self._lock is None:
            raise ValueError("the run is closed")
        with saving(self._path):
            try:
                runfile.extend(self._path, record)
            except Damaged as error:
                # Something wrote over it while we played. What was saved is all in `record`.
                aside = set_aside(self._path)
                self.notices += (f"The run's file was damaged ({error}); it was kept as {aside}.",)
                runfile.write(self._path, record)
        self.record = record

    def close(self) -> None:
        """Let others open the run. Closing twice does nothing."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def lock_run(locks: Path, run: str) -> Lock:
    """The lock of `run`. Raises `RunLocked`, or `CannotSave` where no lock can be made."""
    try:
        with saving(locks / run):
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
