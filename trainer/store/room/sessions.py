"""Group sessions on disk: a journal while they run, TinyDB for what is over.

A session's journal has every event as it was acknowledged. When a round closes, and at the end,
the events go into the session's TinyDB file, too; once a session has ended its journal is removed.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic

from tinydb import TinyDB

from trainer.errors import BrokenJournal, BrokenRun, CannotSave, NoSuchRun
from trainer.store.errors import Damaged, Taken, disk_refused
from trainer.store.files import clear_leftovers, last_good, make_folder, read_tables, set_aside
from trainer.store.locks import Lock
from trainer.store.room.header import Header
from trainer.store.room.journal import Event, Journal, read
from trainer.store.storage import AtomicJSONStorage


@dataclass(frozen=True, slots=True)
class Kept(Generic[Event]):
    """A session as found on disk; ``notices`` tell what was amiss and how it was mended."""

    header: Header
    events: tuple[Event, ...]
    notices: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether it has come to its end."""
        return any(e.ends for e in self.events)


class OpenGroup(Generic[Event]):
    """A session this process alone may write, until ``close``."""

    def __init__(
        self, store: GroupStore[Event], kept: Kept[Event], journal: Journal, lock: Lock
    ) -> None:
        self.kept = kept
        self.journal = journal
        self._store = store
        self._lock = lock

    def settle(self, events: Sequence[Event]) -> None:
        """Bring ``events`` into the session's TinyDB file. Raises ``CannotSave``."""
        self._store.settle(self.kept.header, events)

    def close(self, *, ended: bool) -> None:
        """Let go of the session; if it ``ended`` and is settled its journal is removed."""
        self.journal.close()
        if ended:
            with contextlib.suppress(OSError):
                self.journal.path.unlink()
        self._lock.release()


class GroupStore(Generic[Event]):
    """The sessions kept in ``<saves>/groups``; ``event_of`` makes events of their JSON values."""

    def __init__(self, saves: Path, event_of: Callable[[Any], Event]) -> None:
        self.folder = saves / "groups"
        self._event_of = event_of

    def begin(self, header: Header) -> OpenGroup[Event]:
        """Begin a session. Raises ``CannotSave``."""
        path = self._journal(header.session)
        try:
            make_folder(self.folder)
            lock = self._take(header.session)
            return OpenGroup(self, Kept(header, ()), Journal.begin(path, header), lock)
        except OSError as error:
            raise CannotSave(*disk_refused(path, error)) from error

    def resume(self, session: str) -> OpenGroup[Event]:
        """Go on with a session. Raises ``NoSuchRun``, ``BrokenRun`` or ``CannotSave``."""
        kept = self.load(session)
        path = self._journal(session)
        lock = self._take(session)
        try:
            clear_leftovers(self._file(session))
            if self._length(path) != len(kept.events):
                # What TinyDB's file knew and the journal did not.
                if path.exists():
                    set_aside(path)
                journal = Journal.begin(path, kept.header)
                journal.keep(*kept.events).result()
            else:
                journal = Journal(path)
        except OSError as error:
            lock.release()
            raise CannotSave(*disk_refused(path, error)) from error
        return OpenGroup(self, kept, journal, lock)

    def load(self, session: str) -> Kept[Event]:
        """A session with all its events. Raises ``NoSuchRun`` or ``BrokenRun``."""
        notices: list[str] = []
        found: list[Kept[Event]] = []
        for path, reader in (
            (self._journal(session), read),
            (self._file(session), _settled),
            (last_good(self._file(session)), _settled),
        ):
            try:
                header, events = reader(path, self._event_of)
                found.append(Kept(header, tuple(events)))
            except FileNotFoundError:
                continue
            except (BrokenJournal, Damaged, ValueError, OSError) as error:
                notices.append(f"{path} could not be used: {error}")
            if found and path == self._file(session):
                break
        if found:
            best = max(found, key=lambda k: len(k.events))
            return Kept(best.header, best.events, tuple(notices))
        if notices:
            raise BrokenRun(
                " ".join(notices), "Put a copy of yours in its place. Nothing was lost by looking."
            )
        raise NoSuchRun(
            f"There is no group session {session} in {self.folder}.", "See: trainer group list"
        )

    def sessions(self) -> list[Kept[Event]]:
        """Every session that can be read, the newest first."""
        names = {p.name.partition(".")[0] for p in self.folder.glob("*.j*")}
        kept = []
        for name in names:
            with contextlib.suppress(NoSuchRun, BrokenRun):
                kept.append(self.load(name))
        return sorted(kept, key=lambda k: k.header.created, reverse=True)

    def settle(self, header: Header, events: Sequence[Event]) -> None:
        """Bring ``events`` into the session's TinyDB file, adding what it does not have.

        Raises ``CannotSave``. The caller holds the session's lock.
        """
        path = self._file(header.session)
        try:
            with TinyDB(path, storage=AtomicJSONStorage) as database:
                table = database.table("events")
                missing = [e.to_dict() for e in events[len(table) :]]
                if not len(database.table("session")):
                    database.table("session").insert(header.to_dict())
                if missing:
                    table.insert_multiple(missing)
        except Damaged:
            set_aside(path)
            self.settle(header, events)
        except OSError as error:
            raise CannotSave(*disk_refused(path, error)) from error

    def delete(self, session: str) -> None:
        """Remove everything of a session. Raises ``Taken`` while it runs, or ``OSError``."""
        lock = self._take(session)
        try:
            for path in self.folder.glob(f"{session}.*"):
                path.unlink()
        finally:
            lock.release()

    def _take(self, session: str) -> Lock:
        try:
            return Lock.take(self.folder / "locks", session)
        except Taken as taken:
            raise CannotSave(
                f"The session {session} is open in another terminal.",
                "Go on there, or end it there.",
            ) from taken

    def _length(self, path: Path) -> int | None:
        try:
            return len(read(path, self._event_of)[1])
        except (OSError, BrokenJournal):
            return None

    def _file(self, session: str) -> Path:
        return self.folder / f"{session}.json"

    def _journal(self, session: str) -> Path:
        return self.folder / f"{session}.journal"


def new_name(scenario: str, now: float) -> str:
    """A name for a session: when it was held, the case, and letters that no other has."""
    when = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%S")
    return f"{when}-{scenario}-{secrets.token_hex(2)}"


def _settled(path: Path, event_of: Callable[[Any], Event]) -> tuple[Header, list[Event]]:
    tables = read_tables(path)
    rows = tables.get("session", {})
    if len(rows) != 1:
        raise Damaged("it holds no session")
    events = [event_of(row) for row in tables.get("events", {}).values()]
    return Header.from_dict(dict(next(iter(rows.values())))), sorted(events, key=lambda e: e.number)
