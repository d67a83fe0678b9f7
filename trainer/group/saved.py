"""A room's sessions on disk: reading them, following a journal as it grows, writing the file."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from trainer.case.compiled import Case
from trainer.engine.events import Finished
from trainer.errors import BrokenJournal, NewerSchema, NoSuchCase, StoreError
from trainer.group.events import AnswerLocked, AnswerRevealed, Stamped, VoteClosed, from_dict
from trainer.group.fitting import GroupFitter
from trainer.group.session import GroupSession
from trainer.group.state import GroupState
from trainer.store.room import journal
from trainer.store.room.journal import Header
from trainer.store.room.sessions import GroupStore, Kept, OpenGroup

Sessions = GroupStore[Stamped]
KeptSession = Kept[Stamped]
OpenSession = OpenGroup[Stamped]

_SETTLED = (VoteClosed, AnswerLocked, AnswerRevealed, Finished)
"""The session's file is written after each of these events."""


def sessions(saves: Path) -> Sessions:
    """The sessions kept in a folder of saves."""
    return Sessions(saves, from_dict)


def read(path: Path) -> tuple[Header, list[Stamped]]:
    """The header and the events of a journal. Raises the errors of ``journal.read``."""
    return journal.read(path, from_dict)


def case_file(header: Header) -> Path:
    """The file of the case that a session plays. Raises ``NoSuchCase`` if there is none."""
    from trainer.case.library.cases import heads, scenario_folders
    from trainer.case.library.played import file_of_run

    path = file_of_run(header, heads(scenario_folders(os.environ), None))
    if path is None:
        name = f"{header.scenario} {header.scenario_version}"
        raise NoSuchCase(f"The case {name} is no longer there.")
    return path


def running(saves: Path) -> Path | None:
    """The journal of the running session: of those not over, the one written last."""
    dated = []
    for path in (saves / "groups").glob("*.journal"):
        try:
            dated.append((path.stat().st_mtime_ns, path))
        except OSError:  # its session has just ended
            continue
    for _, path in sorted(dated, reverse=True):
        try:
            _, events = read(path)
        except (OSError, BrokenJournal, NewerSchema):
            continue
        if not any(e.ends for e in events):
            return path
    return None


class Follower:
    """Replays a journal once, then only what is appended: a journal has thousands of votes.

    ``case_of`` finds the case of a header. Raises the errors of ``read``.
    """

    def __init__(self, path: Path, case_of: Callable[[Header], Case]) -> None:
        self.path = path
        with path.open("rb") as file:
            first = file.readline()
        self.header = journal.header_in(path, first)
        self.case = case_of(self.header)
        self._fitter = GroupFitter(self.case)
        self._read = len(first)

    @property
    def state(self) -> GroupState:
        """The session's state after the events read so far."""
        return self._fitter.state

    def poll(self) -> bool:
        """Replay the events that were appended; True if there were any.

        Raises ``FileNotFoundError`` once the session has ended and its journal is gone.
        """
        if self.path.stat().st_size <= self._read:
            return False
        with self.path.open("rb") as file:
            file.seek(self._read)
            data = file.read()
        data = data[: journal.whole(data)]
        first = self.state.number + 1
        for stamped in journal.events_in(self.path, data, first, self.header, from_dict):
            self._fitter.take(stamped)
        self._read += len(data)
        return bool(data)


class Settler:
    """Writes the session's events into its TinyDB file, in a thread of its own."""

    def __init__(self, opened: OpenSession, session: GroupSession) -> None:
        self.problem = ""
        self._settled = False
        """Whether the last write, in ``finish``, succeeded."""
        self._opened = opened
        self._session = session
        self._due = threading.Event()
        self._over = False
        self._stop = session.listen(self._on_event)
        self._thread = threading.Thread(target=self._work, name="group-settler", daemon=True)
        self._thread.start()

    def finish(self) -> str:
        """Write a last time; return what went wrong, or an empty text."""
        self._stop()
        self._over = True
        self._due.set()
        self._thread.join()
        if not self._settled and not self.problem:  # an error ended the thread
            self.problem = "The session's file is not up to date; its journal has all of it."
        return self.problem

    def _on_event(self, _: GroupState, stamped: Stamped) -> None:
        if isinstance(stamped.event, _SETTLED):
            self._due.set()

    def _work(self) -> None:
        while True:
            self._due.wait()
            self._due.clear()
            over = self._over
            try:
                # The file is copied from the journal, so events the disk refused are tried again.
                whole = self._session.journal.retry().result()
                self._opened.settle()
                self.problem = "" if whole else self._session.journal.problem
                self._settled = over and whole
            except StoreError as error:
                self.problem = str(error)
            if over:
                return
