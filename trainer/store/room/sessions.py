"""Group sessions on disk: a journal while they run, a TinyDB file afterwards.

The journal holds every acknowledged event. When a round closes, and at the end, the events are also
written to the session's TinyDB file; the journal of an ended session is removed.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic

from trainer.errors import (
    BrokenJournal,
    BrokenRun,
    CannotDelete,
    CannotSave,
    NewerSchema,
    NoSuchRun,
)
from trainer.store import files
from trainer.store.errors import Damaged, Taken, saving
from trainer.store.locks import HeldLock
from trainer.store.room.journal import (
    SCHEMA,
    Event,
    EventOf,
    Header,
    RoomJournal,
    line_of,
    lines_of,
    read,
    write,
)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Event]):
    """A session read from disk; ``notices`` say what was wrong and how it was repaired."""

    header: Header
    events: tuple[Event, ...]
    notices: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether the session has ended."""
        return any(e.ends for e in self.events)


class OpenGroup(Generic[Event]):
    """A session that only this process may write, until ``close``."""

    def __init__(
        self, store: GroupStore[Event], kept: Kept[Event], journal: RoomJournal, lock: HeldLock
    ) -> None:
        self.kept = kept
        self.journal = journal
        self._store = store
        self._lock = lock
        self._settled = False
        """Whether this process has written the TinyDB file, so that it needs no check."""

    def settle(self) -> None:
        """Copy the journal into the session's TinyDB file. Raises ``CannotSave``.

        It is copied line by line: memory holds only the latest vote of each phone, not all of forty
        thousand.
        """
        self._store.settle(self.kept.header, lines_of(self.journal.path), checked=self._settled)
        self._settled = True

    def close(self, *, ended: bool) -> None:
        """Release the session; remove its journal if it has ``ended`` and is settled."""
        self.journal.close()
        if ended:
            with contextlib.suppress(OSError):
                self.journal.path.unlink()
        self._lock.release()


class GroupStore(Generic[Event]):
    """The sessions in ``<saves>/groups``; ``event_of`` makes events from JSON values."""

    def __init__(self, saves: Path, event_of: EventOf[Event]) -> None:
        self.folder = saves / "groups"
        self._event_of = event_of

    def begin(self, header: Header) -> OpenGroup[Event]:
        """Begin a session. Raises ``CannotSave``."""
        path = self._journal(header.session)
        with saving(path):
            files.make_folder(self.folder)
            lock = self._take(header.session)
            with lock.unless_failed():
                return OpenGroup(self, Kept(header, ()), RoomJournal.begin(path, header), lock)

    def resume(self, session: str) -> OpenGroup[Event]:
        """Resume a session, migrated if an older version held it.

        Raises ``NoSuchRun``, ``NewerSchema``, ``BrokenRun`` or ``CannotSave``.
        """
        self.load(session)  # raises if there is none, before a lock is made
        path = self._journal(session)
        lock = self._take(session)
        with lock.unless_failed():
            kept = self.load(session)
            with saving(path):
                files.clear_leftovers(path)
                files.clear_leftovers(self._file(session))
                kept = self._up_to_date(kept)
                return OpenGroup(self, kept, RoomJournal(path), lock)

    def _up_to_date(self, kept: Kept[Event]) -> Kept[Event]:
        """Write both files of the session in the schema of this version."""
        path, file = self._journal(kept.header.session), self._file(kept.header.session)
        header, older = replace(kept.header, schema=SCHEMA), []
        settled, journal = self._content(file), self._content(path)
        if settled and settled.header.schema != SCHEMA:
            older.append(files.keep_older(file, file, settled.header.schema))
            self.settle(header, (line_of(e.to_dict()) for e in kept.events))
        if journal and journal.header.schema != SCHEMA:
            older.append(files.keep_older(path, path, journal.header.schema))
            write(path, header, kept.events)
        elif journal is None or len(journal.events) != len(kept.events):
            # The journal lacks events that the TinyDB file has.
            if path.exists():
                files.set_aside(path)
            write(path, header, kept.events)
        notices = (
            f"It was saved by an older version and brought up to date; the old file is {copy}"
            for copy in older
        )
        return replace(kept, header=header, notices=(*kept.notices, *notices))

    def load(self, session: str) -> Kept[Event]:
        """A session with all its events. Raises ``NoSuchRun``, ``NewerSchema`` or ``BrokenRun``."""
        notices: list[str] = []
        file = self._file(session)
        copies = [self._content(path, notices) for path in (self._journal(session), file)]
        if not any(copies):
            copies = [self._content(files.last_good(file), notices)]
        if kept := [copy for copy in copies if copy]:
            return replace(max(kept, key=lambda k: len(k.events)), notices=tuple(notices))
        if notices:
            raise BrokenRun(
                " ".join(notices), "Put your own copy in its place. No file was changed."
            )
        raise NoSuchRun(
            f"There is no group session {session} in {self.folder}.", "See: trainer group list"
        )

    def _content(self, path: Path, notices: list[str] | None = None) -> Kept[Event] | None:
        """The content of a session's file; None if it is missing or unusable.

        An unusable file adds to ``notices``. Raises ``NewerSchema``.
        """
        try:
            content = (read if path.suffix == ".journal" else _settled)(path, self._event_of)
        except FileNotFoundError:
            return None
        except (BrokenJournal, Damaged, ValueError, OSError) as error:
            if notices is not None:
                notices.append(f"{path} could not be used: {error}")
            return None
        return Kept(content[0], tuple(content[1]))

    def sessions(self) -> list[Kept[Event]]:
        """Every session that can be read, the newest first."""
        kept = []
        for name in self.names():
            with contextlib.suppress(NoSuchRun, BrokenRun, NewerSchema):
                kept.append(self.load(name))
        return sorted(kept, key=lambda k: k.header.created, reverse=True)

    def settle(self, header: Header, lines: Iterable[bytes], *, checked: bool = False) -> None:
        """Write all events of the session, given as lines of JSON, to its TinyDB file.

        A damaged file is set aside first, unless ``checked`` says that it is good. The caller holds
        the session's lock. Raises ``CannotSave``.
        """
        path = self._file(header.session)
        with saving(path):
            try:
                if not checked and path.exists():
                    files.read_tables(path)
            except Damaged:
                files.set_aside(path)
            files.replace_file(path, _tables(header, lines), mode=files.PRIVATE)

    def names(self) -> list[str]:
        """The names of all sessions that have a file, readable or not."""
        return sorted({p.name.partition(".")[0] for p in self.folder.glob("*.j*")})

    def delete(self, session: str) -> None:
        """Remove all files of a session, even if it cannot be read.

        Raises ``NoSuchRun``, ``CannotSave`` while the session runs, or ``CannotDelete`` if the disk
        refuses.
        """
        if session not in self.names():
            self.load(session)  # raises the error
        lock = self._take(session)
        with saving(self.folder, CannotDelete), lock:
            for path in self.folder.iterdir():
                if path.name.partition(".")[0] == session and path.is_file():
                    path.unlink()
        # No process waits for the lock of a deleted session.
        with contextlib.suppress(OSError):
            (self.folder / "locks" / f"{session}.lock").unlink(missing_ok=True)
        for folder in (self.folder / "locks", self.folder):
            with contextlib.suppress(OSError):  # not empty
                folder.rmdir()

    def _take(self, session: str) -> HeldLock:
        try:
            return HeldLock.take(self.folder / "locks", session)
        except Taken as taken:
            raise CannotSave(
                f"The session {session} is open in another terminal.",
                "Go on there, or end it there.",
            ) from taken

    def _file(self, session: str) -> Path:
        return self.folder / f"{session}.json"

    def _journal(self, session: str) -> Path:
        return self.folder / f"{session}.journal"


def _tables(header: Header, lines: Iterable[bytes]) -> Iterator[bytes]:
    """The text of TinyDB's two tables, in pieces."""
    yield b'{"session":{"1":' + line_of(header.to_dict()).strip() + b'},\n"events":{'
    for number, line in enumerate(lines, 1):
        yield b'%s\n"%d":%s' % (b"," if number > 1 else b"", number, line.strip())
    yield b"}}\n"


def new_name(scenario: str, now: float) -> str:
    """A name for a session: its time (UTC), its case, and four random hexadecimal digits."""
    when = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%S")
    return f"{when}-{scenario}-{secrets.token_hex(2)}"


def _settled(path: Path, event_of: EventOf[Event]) -> tuple[Header, list[Event]]:
    tables = files.read_tables(path)
    rows = tables.get("session", {})
    if len(rows) != 1:
        raise Damaged("it holds no session")
    header = Header.from_dict(dict(next(iter(rows.values()))), path)
    events = [event_of(row, header) for row in tables.get("events", {}).values()]
    return header, sorted(events, key=lambda e: e.number)
