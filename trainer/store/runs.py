"""The repository of runs: one file a run, `<saves>/runs/<run-id>.json`."""

from __future__ import annotations

import base64
import contextlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from trainer.clock import stamp
from trainer.errors import CannotDelete, CannotSave, NoSuchRun, RunLocked
from trainer.store import index, runfile
from trainer.store.errors import disk_refused, saving
from trainer.store.files import last_good, make_folder
from trainer.store.openrun import OpenRun, lock_run
from trainer.store.records import RUN_NAME, RunRecord, RunSummary
from trainer.store.runfile import StoredRun

_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Summaries:
    """The runs there are, newest first, and what the learner should hear of the others."""

    runs: tuple[RunSummary, ...]
    notices: tuple[str, ...]


def random_letters() -> str:
    """Six letters and digits that tell apart the runs of a scenario begun on one day."""
    return base64.b32encode(secrets.token_bytes(5)).decode("ascii")[:6].lower()


class RunStore:
    """The runs kept in a folder. Any number of processes may use one folder at once.

    Nothing is created on disk before the first run is.
    """

    def __init__(self, folder: Path, *, letters: Callable[[], str] = random_letters) -> None:
        self.folder = folder
        self._runs = folder / "runs"
        self._locks = folder / "locks"
        self._letters = letters

    def draft(self, new: RunRecord, now: datetime) -> RunRecord:
        """`new` with a name and as begun `now`, in memory only.

        Raises ValueError where `now` says no time zone.
        """
        scenario = re.sub(r"[^a-z0-9_]+", "-", new.scenario.lower()).strip("-_")[:100] or "run"
        name = f"{scenario}-{now.astimezone(UTC):%Y%m%d}-{self._letters()}"
        return replace(new, run=name, created=stamp(now), updated=stamp(now))

    def adopt(self, record: RunRecord) -> OpenRun:
        """Keep and open a run that so far was only in memory. Raises `CannotSave`.

        Should its name be taken, it is given another one: see the `record` of what is returned.
        """
        with saving(self._runs):
            make_folder(self._runs)
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(RunLocked):  # then somebody is just taking that name
                if opened := self._create(record):
                    return opened
            record = replace(record, run=f"{record.run.rpartition('-')[0]}-{self._letters()}")
        raise CannotSave(f"No free name was found for a run in {self._runs}.", "Try again.")

    def _create(self, record: RunRecord) -> OpenRun | None:
        """Keep and open `record`, or None where its name is taken."""
        path = self._path(record.run)
        lock = lock_run(self._locks, record.run)
        with contextlib.ExitStack() as unless_opened:
            unless_opened.callback(lock.release)
            # Holding the lock, nobody can make the file between this look and our writing.
            if path.exists() or last_good(path).exists():
                return None
            with saving(path):
                runfile.write(path, record)
            unless_opened.pop_all()
        return OpenRun(path, record, lock)

    def open(self, run: str) -> OpenRun:
        """Open a run for writing; see the `notices` of what is returned.

        Raises `NoSuchRun`, `RunLocked`, `NewerSchema`, `BrokenRun`, `CannotRead` or `CannotSave`.
        """
        path = self._existing(run)
        lock = lock_run(self._locks, run)
        with contextlib.ExitStack() as unless_opened:
            unless_opened.callback(lock.release)
            opened = OpenRun.at(path, lock)
            unless_opened.pop_all()
        return opened

    def load(self, run: str) -> StoredRun:
        """Read a run; nothing is locked or written.

        Raises `NoSuchRun`, `NewerSchema`, `BrokenRun` or `CannotRead`.
        """
        return runfile.find(self._path(run))

    def summaries(self, learner: str | None = None, scenario: str | None = None) -> Summaries:
        """The runs (of a learner, of a scenario), newest first. Raises `CannotRead`.

        A run that cannot be read is a notice, not an error.
        """
        runs, notices = index.summaries(self.folder, self._runs, self._locks)
        chosen = (
            run
            for run in runs
            if learner in (None, run.learner) and scenario in (None, run.scenario)
        )
        newest_first = sorted(chosen, key=lambda run: (run.updated, run.run), reverse=True)
        return Summaries(tuple(newest_first), notices)

    def delete(self, run: str) -> None:
        """Remove a run and every copy the store kept of it.

        Raises `NoSuchRun`, `RunLocked`, or `CannotDelete` where the disk refuses.
        """
        path = self._existing(run)
        try:
            lock = lock_run(self._locks, run)
        except CannotSave as error:
            raise CannotDelete(error.message, error.what_to_do) from error
        try:
            with lock:
                # The run's own file goes last: until then, the run is still in the list.
                for copy in self._runs.glob(f"{path.name}.*"):
                    copy.unlink(missing_ok=True)
                path.unlink(missing_ok=True)
        except OSError as error:
            raise CannotDelete(*disk_refused(path, error)) from error
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
            runfile.find(path)  # says that there is none
        return path
