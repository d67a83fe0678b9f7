"""One run's file: finding what is good of it, and writing it through TinyDB."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.errors import BrokenRun, CannotRead, NewerSchema, NoSuchRun, RunChanged
from trainer.store import schema
from trainer.store.errors import Damaged
from trainer.store.files import last_good
from trainer.store.records import RunRecord, from_document, to_document
from trainer.store.storage import read_document, write_document

_TABLE = "run"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as it stands on disk: migrated in memory, nothing written."""

    record: RunRecord
    source: Path
    """The run's file, or its last good copy."""
    schema: int
    """The schema it has there."""
    damage: str | None
    """What is wrong with the run's file, where the last good copy had to stand in."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What the learner should hear of it."""
        if self.damage is None:
            return ()
        return (
            f"The file of run {self.record.run} could not be used: {self.damage}. "
            "Its last good copy was used instead; the last save may be missing from it.",
        )


def find(path: Path) -> StoredRun:
    """The run in `path`, or in its last good copy where `path` is damaged or gone.

    Raises `NoSuchRun`, `NewerSchema`, `BrokenRun` or `CannotRead`.
    """
    run = path.stem
    try:
        return _read(path, run, None)
    except FileNotFoundError:
        damage = None
    except Damaged as error:
        damage = str(error)
    try:
        return _read(last_good(path), run, damage or "it is missing")
    except (FileNotFoundError, Damaged) as error:
        if damage is None:
            raise NoSuchRun(
                f"There is no run {run} in {path.parent}.",
                "Look at the list of runs; with --saves DIR you can look elsewhere.",
            ) from error
        raise BrokenRun(
            f"The file {path} cannot be used: {damage}. Nor is there a good copy beside it.",
            "Put a copy of yours in its place, mend it in a text editor, or start a new run. "
            "The file was left untouched.",
        ) from error


def _read(path: Path, run: str, damage: str | None) -> StoredRun:
    try:
        row = read_document(path, _TABLE)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CannotRead(
            f"The file {path} could not be read ({error.strerror or error}).",
            "Check who may read it and that its disk is well.",
        ) from error
    try:
        document = schema.up_to_date(row)
    except NewerSchema as error:
        raise NewerSchema(
            f"Run {run} was saved by a newer version of the trainer. {error.message}",
            error.what_to_do,
        ) from error
    return StoredRun(from_document(run, document), path, schema.schema_of(row), damage)


def write(path: Path, record: RunRecord) -> None:
    """Make `path` hold `record`, whatever it holds. Raises `Damaged` or OSError."""
    write_document(path, _TABLE, to_document(record))


def extend(path: Path, record: RunRecord) -> None:
    """Make `path` hold `record`, if that loses no event it holds.

    Raises `RunChanged` or `NewerSchema` where something else wrote there, `Damaged` or OSError.
    """

    def check_nothing_lost(row: dict[str, Any]) -> None:
        events = schema.up_to_date(dict(row)).get("events")  # says so if it is newer
        if not isinstance(events, list):
            raise Damaged("its events are not a list of events")
        # Equal beginnings rather than equal counts: a write that was refused only after it had
        # reached the disk may be tried again, and somebody else's events of the same number are
        # noticed.
        if events != list(record.events[: len(events)]):
            raise RunChanged(
                f"The file of run {record.run} holds events that are not from here; "
                "another program may have written it.",
                "Close the run there, then open it again here. The file was left untouched.",
            )

    write_document(path, _TABLE, to_document(record), check_nothing_lost)
