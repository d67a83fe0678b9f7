"""The journal of a session: its events, on disk before they are acknowledged.

A file of lines, each a JSON value: the header, then the events in order. Events that arrive
together share one write and one ``fsync``: six hundred votes must not wait for six hundred writes.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from pydantic_core import to_json

from trainer.errors import BrokenJournal
from trainer.files.outside import read_bytes
from trainer.store.files import MOST, PRIVATE, replace_file
from trainer.store.readable import schema_of
from trainer.unexpected import remember

SCHEMA = 2
"""Since 2, events have ids and their times are ISO texts."""


@dataclass(frozen=True, slots=True)
class Header:
    """A session's identity, its case, and the facilitator's choices for it.

    ``code`` lets a phone join and is valid until the session ends; ``created`` is in seconds since
    1970.
    """

    session: str
    code: str
    scenario: str
    scenario_version: str
    scenario_hash: str
    scenario_path: str
    created: float
    teams: tuple[str, ...] = ()
    ask_confidence: bool = False
    ask_reason: bool = False
    """Whether participants may give a reason in their own words."""
    countdown: int | None = None
    """Default seconds of a round; None for no countdown."""
    host: str = ""
    """The address for phones, the same when the session is resumed; empty without phones."""
    port: int = 0
    lan: bool = False
    seed: int | None = None
    scoring: int | None = None
    """The version of the scoring rules; like ``seed``, None if an older version kept none."""
    secret: str = ""
    """The token in the QR code's link that lets a phone join; valid as long as ``code``."""
    public: str = ""
    """The origin of the proxy or tunnel through which phones reach it; empty without one."""
    schema: int = SCHEMA
    """The schema it was read in."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        first = {"schema": SCHEMA}
        return first | asdict(self) | first | {"teams": list(self.teams)}

    @classmethod
    def from_dict(cls, values: dict[str, Any], path: Path) -> Self:
        """The header in ``values``, read from ``path``.

        Raises ``NewerSchema``, or ``ValueError`` if ``values`` is no header.
        """
        schema = schema_of(values, SCHEMA, str(path))
        if schema < 1:
            raise ValueError(f"its schema {schema} is not one this version can read")
        known = {"scoring": 1} | values if schema == 1 else values
        try:
            return cls(**{**known, "teams": tuple(known.get("teams", ()))})
        except TypeError as error:
            raise ValueError(f"it is not a session's header ({error})") from None


class JournalRow(Protocol):
    """An event of a session, as far as the store needs to know it."""

    @property
    def number(self) -> int:
        """Its place in the session, from 1 without gaps."""

    @property
    def ends(self) -> bool:
        """Whether it ends the session."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""


Event = TypeVar("Event", bound=JournalRow)
EventOf = Callable[[Any, Header], Event]
"""Makes an event from its JSON values; the header tells their schema."""


class RoomJournal:
    """Appends events to a journal in a thread of its own.

    ``keep`` returns a future: True once the events are on disk, False if the disk refuses. After a
    refusal, the next ``keep`` or ``retry`` tries everything unsaved again; ``problem`` says what is
    wrong, and is empty when everything is saved.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        content = read_bytes(path, MOST)
        with contextlib.suppress(OSError):  # the file belongs to another user
            path.chmod(PRIVATE)
        self._file = path.open("r+b", buffering=0)
        self._whole = whole(content)
        self._torn = True
        """Whether the file may have a partial line at its end."""
        self._waiting: list[bytes] = []
        self._batch: Future[bool] = Future()
        self._wake = threading.Condition()
        self._due = False
        self._closing = False
        self._thread = threading.Thread(target=self._write, name="group-journal", daemon=True)
        self._thread.start()

    @classmethod
    def begin(cls, path: Path, header: Header) -> RoomJournal:
        """Create a journal. Raises ``OSError``, such as ``FileExistsError``."""
        path.touch(PRIVATE, exist_ok=False)
        write(path, header, ())
        return cls(path)

    def keep(self, *events: JournalRow) -> Future[bool]:
        """Queue ``events`` for writing; events written together share one future."""
        lines = [line_of(event.to_dict()) for event in events]
        with self._wake:
            self._waiting.extend(lines)
            self._due = True
            self._wake.notify()
            return self._batch

    def retry(self) -> Future[bool]:
        """Try again to write what the disk refused."""
        return self.keep()

    def close(self) -> None:
        """Write what is left and close the file."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()
        self._file.close()

    def _write(self) -> None:
        while True:
            with self._wake:
                while not self._closing and not self._due:
                    self._wake.wait()
                if self._closing and not self._waiting:
                    return
                lines, batch = self._waiting, self._batch
                self._waiting, self._batch, self._due = [], Future(), False
                closing = self._closing
            saved = self._append(b"".join(lines))
            if not saved:
                with self._wake:
                    self._waiting = [*lines, *self._waiting]
            batch.set_result(saved)
            if closing and not saved:
                return

    def _append(self, data: bytes) -> bool:
        try:
            if self._torn:
                self._file.seek(self._whole)
                self._file.truncate(self._whole)
            self._torn = True
            written = 0
            while written < len(data):
                written += self._file.write(data[written:]) or 0
            os.fsync(self._file.fileno())
            self._torn = False
        except OSError as error:
            self.problem = error.strerror or str(error)
            return False
        except Exception as error:  # noqa: BLE001 - if this thread died, waiting callers would hang
            remember(error)
            self.problem = "something went wrong in the program"
            return False
        self._whole += len(data)
        self.problem = ""
        return True


def read(path: Path, event_of: EventOf[Event]) -> tuple[Header, list[Event]]:
    """The header and the events of a journal; ``event_of`` makes events from JSON values.

    A partial last line was never acknowledged and is left out. Raises ``OSError``, ``NewerSchema``,
    and ``BrokenJournal`` for any other damage.
    """
    data = read_bytes(path, MOST)
    head = data[: data.find(b"\n") + 1]
    if not head:
        raise BrokenJournal(f"{path} is empty.")
    header = header_in(path, head)
    return header, events_in(path, data[len(head) : whole(data)], 1, header, event_of)


def header_in(path: Path, line: bytes) -> Header:
    """The header in the first line of the journal at ``path``.

    Raises ``NewerSchema`` or ``BrokenJournal``.
    """
    try:
        return Header.from_dict(json.loads(line), path)
    except (ValueError, AttributeError) as error:
        raise BrokenJournal(f"{path} is not a whole journal: {error}.") from error


def events_in(
    path: Path, lines: bytes, first: int, header: Header, event_of: EventOf[Event]
) -> list[Event]:
    """The events in whole lines of the journal at ``path``, the first numbered ``first``.

    Raises ``BrokenJournal``.
    """
    try:
        events = [event_of(json.loads(line), header) for line in lines.splitlines()]
    except (ValueError, AttributeError) as error:
        raise BrokenJournal(f"{path} is not a whole journal: {error}.") from None
    for wanted, event in enumerate(events, first):
        if event.number != wanted:
            raise BrokenJournal(f"{path}: event {wanted} is missing.")
    return events


def write(path: Path, header: Header, events: Sequence[JournalRow]) -> None:
    """Replace a journal in one step; the caller holds its lock. Raises ``OSError``."""
    values = (header.to_dict(), *(event.to_dict() for event in events))
    replace_file(path, map(line_of, values), keep_last_good=False, mode=PRIVATE)


def lines_of(path: Path) -> Iterator[bytes]:
    """The whole lines after the header, one at a time. Raises ``OSError``."""
    with path.open("rb") as file:
        file.readline()
        for line in file:
            if line.endswith(b"\n"):
                yield line


def whole(data: bytes) -> int:
    """The length of the whole lines; the rest is cut off or still being written."""
    return data.rfind(b"\n") + 1


def line_of(value: object) -> bytes:
    """A JSON value as a line of a journal."""
    # pydantic's writer is the fastest available, and each of a thousand votes is a line.
    return to_json(value, inf_nan_mode="constants") + b"\n"
