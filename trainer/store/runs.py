"""The repository of runs: one file a run, `<saves>/runs/<run-id>.json`."""

from __future__ import annotations

import base64
import contextlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from trainer.clock import stamp
from trainer.errors import CannotDelete, CannotRead, CannotSave, NoSuchRun, RunLocked
from trainer.store import index, runfile
from trainer.store.errors import Damaged, Taken, saving
from trainer.store.files import clear_leftovers, keep_older, last_good, make_folder, set_aside
from trainer.store.locks import HeldLock
from trainer.store.records import RUN_NAME, SCHEMA, RunRecord, RunSummary, new_id
from trainer.store.runfile import StoredRun
from trainer.store.settings import Settings


class OpenRun:
    """A run that only this process may write, until `close` or the end of the process.

    `record` is the run on disk; `notices`, for the learner, say what was done on opening it.
    """

    def __init__(
        self, path: Path, record: RunRecord, lock: HeldLock, notices: tuple[str, ...] = ()
    ) -> None:
        self._path = path
        self._lock: HeldLock | None = lock
        self.record = record
        self.notices = notices

    @classmethod
    def at(cls, path: Path, lock: HeldLock) -> Self:
        """Open the run in `path`, whose lock is held: repair it, migrate it, remove leftovers.

        Raises the errors of `runfile.find`, and `CannotSave`.
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
        """Save `record`, which continues what was saved; it is on disk when this returns.

        Raises `CannotSave` if the disk refuses, and `RunChanged` if the file holds events that are
        not from here. Then the file and `self.record` stay as they were.
        """
        if self._lock is None:
            raise ValueError("the run is closed")
        with saving(self._path):
            try:
                runfile.extend(self._path, record)
            except Damaged as error:
                # Another program has overwritten the file. `record` holds everything saved before.
                aside = set_aside(self._path)
                self.notices += (f"The run's file was damaged ({error}); it was kept as {aside}.",)
                runfile.write(self._path, record)
        self.record = record

    def close(self) -> None:
        """Release the run. Closing twice does nothing."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def lock_run(locks: Path, run: str) -> HeldLock:
    """Take the lock of `run`. Raises `RunLocked`, or `CannotSave` if no lock can be made."""
    try:
        with saving(locks / run):
            return HeldLock.take(locks, run)
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


_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Summaries:
    """The readable runs, newest first, and notices about the others."""

    runs: tuple[RunSummary, ...]
    notices: tuple[str, ...]
    signatures: Mapping[str, index.Signature]
    """The signature of each run's file, by run; also of runs that were not asked for."""


def random_letters() -> str:
    """Six random letters and digits that distinguish runs of a scenario begun on the same day."""
    return base64.b32encode(os.urandom(5)).decode("ascii")[:6].lower()


class RunStore:
    """The runs in a folder. Several processes may use the folder at once.

    Nothing is created on disk before the first run.
    """

    def __init__(self, folder: Path, *, letters: Callable[[], str] = random_letters) -> None:
        self.folder = folder
        self._runs = folder / "runs"
        self._locks = folder / "locks"
        self._letters = letters

    def draft(self, new: RunRecord, now: datetime) -> RunRecord:
        """`new` with a name and the times of a run begun `now`; nothing is written.

        Raises ValueError if `now` has no time zone.
        """
        scenario = re.sub(r"[^a-z0-9_]+", "-", new.scenario.lower()).strip("-_")[:100] or "run"
        name = f"{scenario}-{now.astimezone(UTC):%Y%m%d}-{self._letters()}"
        return replace(new, run=name, created=stamp(now), updated=stamp(now))

    def adopt(self, record: RunRecord) -> OpenRun:
        """Save and open a run that so far was only in memory. Raises `CannotSave`.

        If its name is taken, the run gets another one: see the `record` of the result.
        """
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(RunLocked):  # another process is creating a run of that name
                if opened := self.create(record):
                    return opened
            record = replace(record, run=f"{record.run.rpartition('-')[0]}-{self._letters()}")
        raise CannotSave(f"No free name was found for a run in {self._runs}.", "Try again.")

    def create(self, record: RunRecord) -> OpenRun | None:
        """Save and open `record`; None if its name is taken.

        Raises `RunLocked` or `CannotSave`.
        """
        path = self._path(record.run)
        with saving(self._runs):
            make_folder(self._runs)
        lock = lock_run(self._locks, record.run)
        # The lock is held: no other process can create the file between this check and the write.
        if path.exists() or last_good(path).exists():
            lock.release()
            return None
        with lock.unless_failed(), saving(path):
            runfile.write(path, record)
        return OpenRun(path, record, lock)

    def open(self, run: str) -> OpenRun:
        """Open a run for writing; see the `notices` of the result.

        Raises `NoSuchRun`, `RunLocked`, `NewerSchema`, `BrokenRun`, `CannotRead` or `CannotSave`.
        """
        path = self._existing(run)
        lock = lock_run(self._locks, run)
        with lock.unless_failed():
            return OpenRun.at(path, lock)

    def set_aside(self, run: str) -> None:
        """Rename the damaged files of a run, so that a good one can take its place.

        Raises `RunLocked` or `CannotSave`.
        """
        path = self._path(run)
        with lock_run(self._locks, run), saving(path):
            for each in (path, last_good(path)):
                if each.exists():
                    set_aside(each)

    def load(self, run: str) -> StoredRun:
        """Read a run; nothing is locked or written.

        Raises `NoSuchRun`, `NewerSchema`, `BrokenRun` or `CannotRead`.
        """
        return runfile.find(self._path(run))

    def summaries(
        self, learner: str | None = None, scenario: str | None = None, *, tidy: bool = True
    ) -> Summaries:
        """The runs (of a learner, of a scenario), newest first. Raises `CannotRead`.

        A run that cannot be read is a notice, not an error. Without `tidy` nothing is written.
        """
        runs, notices, signatures = index.summaries(
            self.folder, self._runs, self._locks, learner, tidy=tidy
        )
        chosen = (run for run in runs if scenario in (None, run.scenario))
        newest_first = sorted(chosen, key=lambda run: (run.updated, run.run), reverse=True)
        return Summaries(tuple(newest_first), notices, signatures)

    def to_resume(self, learner: str, scenario: str) -> Summaries:
        """The learner's runs of a scenario; none, and a notice, if the folder cannot be read."""
        try:
            return self.summaries(learner=learner, scenario=scenario)
        except CannotRead as error:
            return Summaries((), (str(error),), {})

    def known_id(self, learner: str) -> str | None:
        """The id that a learner's name labels, from the settings or else from the last run.

        None before the first run, or if nothing can be read.
        """
        stored_id = Settings(self.folder).get(f"learner {learner}")
        if isinstance(stored_id, str):
            return stored_id
        with contextlib.suppress(CannotRead):
            runs = self.summaries(learner=learner).runs
            return next((run.learner_id for run in runs if run.learner_id), None)
        return None

    def learner_id(self, learner: str) -> str:
        """The id that a name labels, made at its first run; temporary if it cannot be saved.

        It is random and says nothing about the person.
        """
        new = self.known_id(learner) or new_id()
        return Settings(self.folder).put_first(f"learner {learner}", new)

    def delete(self, run: str) -> None:
        """Remove a run and every copy of it in the store.

        Raises `NoSuchRun`, `RunLocked`, or `CannotDelete` if the disk refuses.
        """
        path = self._existing(run)
        try:
            lock = lock_run(self._locks, run)
        except CannotSave as error:
            raise CannotDelete(error.message, error.what_to_do) from error
        with saving(path, CannotDelete), lock:
            # The run's own file goes last: until then the run is still listed.
            for copy in self._runs.glob(f"{path.name}.*"):
                copy.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            (self._locks / f"{run}.lock").unlink(missing_ok=True)

    def _path(self, run: str) -> Path:
        # A name from a command line must not lead out of the folder.
        if not RUN_NAME.fullmatch(run):
            raise NoSuchRun(
                f"“{run}” cannot be the name of a run.", "Take a name from the list of runs."
            )
        return self._runs / f"{run}.json"

    def _existing(self, run: str) -> Path:
        path = self._path(run)
        if not path.exists() and not last_good(path).exists():
            runfile.find(path)  # raises NoSuchRun
        return path
