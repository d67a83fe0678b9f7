"""The file of a run: reading it or its last good copy, migrating it, writing it through TinyDB.

Older schemas are migrated by pure functions, one for each schema, applied in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trainer.errors import BrokenRun, CannotRead, NoSuchRun, RunChanged
from trainer.store.errors import Damaged
from trainer.store.files import read_document
from trainer.store.readable import MISSING, damage_notice, first_readable, schema_of
from trainer.store.records import SCHEMA, RunRecord, from_document, old_id, to_document

Document = dict[str, Any]


def _from_1(document: Document) -> Document:
    """Add event ids; times are unknown. Runs of schema 1 were scored by version 1 of the rules."""
    run = document["run"]
    events = [
        {**event, "id": old_id(run, number), "at": None}
        for number, event in enumerate(document["events"], 1)
    ]
    return {**document, "learner_id": None, "seed": None, "scoring": 1, "events": events}


STEPS: dict[int, Callable[[Document], Document]] = {1: _from_1}
"""Migrations: `STEPS[n]` turns a document of schema n into one of schema n + 1.

A step raises KeyError, TypeError or ValueError if the document does not fit schema n. Every schema
must keep the key `schema` in its place: by it older programs know to leave a file alone.
"""


def up_to_date(document: Document, label: str = "The run") -> Document:
    """`document` in the schema of this version. Raises `Damaged` or `NewerSchema`."""
    schema = schema_of(document, SCHEMA, label)
    for version in range(schema, SCHEMA):
        if version not in STEPS:
            raise Damaged(f"its schema {version} is not one this version can read")
        try:
            document = {**STEPS[version](document), "schema": version + 1}
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged(f"it is not what schema {version} promised ({error!r})") from error
    return document


TABLE = "run"
"""The name of TinyDB's table in the file of a run."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run read from disk and migrated in memory; nothing is written."""

    record: RunRecord
    source: Path
    """The run's file, or its last good copy."""
    schema: int
    """Its schema on disk."""
    damage: str | None = None
    """What is wrong with the run's file, if the last good copy was used instead."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Notices for the learner."""
        if self.damage is None:
            return ()
        return (damage_notice(f"The file of run {self.record.run}", self.damage, self.record),)


def find(path: Path) -> StoredRun:
    """The run in `path`, or in its last good copy if `path` is damaged or missing.

    Raises `NoSuchRun`, `NewerSchema`, `BrokenRun` or `CannotRead`.
    """
    stored, damage = first_readable(path, lambda file: _read(file, path.stem))
    if stored is not None:
        return replace(stored, damage=damage)
    if damage == MISSING:
        raise NoSuchRun(
            f"There is no run {path.stem} in {path.parent}.",
            "Look at the list of runs; with --saves DIR you can look elsewhere.",
        )
    raise BrokenRun(
        f"The file {path} cannot be used: {damage}. There is no good copy beside it either.",
        "Put your own copy in its place, repair it in a text editor, or start a new run. "
        "The file was left untouched.",
    )


def _read(path: Path, run: str) -> StoredRun:
    try:
        row = read_document(path, TABLE)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CannotRead(
            f"The file {path} could not be read ({error.strerror or error}).",
            "Check its permissions and its disk.",
        ) from error
    document = up_to_date(row, f"Run {run}")
    return StoredRun(from_document(run, document), path, row["schema"])


def write(path: Path, record: RunRecord) -> None:
    """Write `record` to `path` without checking what it holds. Raises `Damaged` or OSError."""
    from trainer.store.storage import write_document  # reading needs no database

    write_document(path, TABLE, to_document(record))


def extend(path: Path, record: RunRecord) -> None:
    """Write `record` to `path`, provided that no event in the file is lost.

    Raises `RunChanged` or `NewerSchema` if another program has written there, `Damaged` or OSError.
    """
    from trainer.store.storage import write_document  # reading needs no database

    def check_nothing_lost(row: dict[str, Any]) -> None:
        events = up_to_date(dict(row)).get("events")  # raises NewerSchema
        if not isinstance(events, list):
            raise Damaged("its events are not a list of events")
        # Compare events, not their number: a write that reached the disk but reported an error may
        # be repeated, and events of another program are noticed even if their number is the same.
        if events != list(record.events[: len(events)]):
            raise RunChanged(
                f"The file of run {record.run} holds events that are not from here; "
                "another program may have written it.",
                "Close the run there, then open it again here. The file was left untouched.",
            )

    write_document(path, TABLE, to_document(record), check_nothing_lost)
