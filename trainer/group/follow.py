"""A session's journal read as it grows, by a process that does not write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from trainer.case.compiled import Case
from trainer.errors import BrokenJournal
from trainer.group.events import Stamped, from_dict
from trainer.group.fitting import GroupFitter
from trainer.group.saved import read
from trainer.group.state import GroupState
from trainer.store.room.header import Header
from trainer.store.room.journal import events_in, header_in, whole


def running(saves: Path) -> Path | None:
    """The journal of the session that runs: of those that are not over, the one written last."""
    dated = []
    for path in (saves / "groups").glob("*.journal"):
        try:
            dated.append((path.stat().st_mtime_ns, path))
        except OSError:  # ended in this moment
            continue
    for _, path in sorted(dated, reverse=True):
        try:
            _, events = read(path)
        except (OSError, BrokenJournal):
            continue
        if not any(e.ends for e in events):
            return path
    return None


class Follower:
    """Replays a journal, and afterwards only what was added to it: thousands of votes add up.

    ``case_of`` finds the case of a header. Raises ``OSError`` and ``BrokenJournal`` as ``read``.
    """

    def __init__(self, path: Path, case_of: Callable[[Header], Case]) -> None:
        self.path = path
        with path.open("rb") as file:
            first = file.readline()
        self.header = header_in(path, first)
        self.case = case_of(self.header)
        self._fitter = GroupFitter(self.case)
        self._read = len(first)

    def _event(self, values: Any) -> Stamped:
        return from_dict(values, self.header)

    @property
    def state(self) -> GroupState:
        """Where the session stands."""
        return self._fitter.state

    def poll(self) -> bool:
        """Take what has been added; True if anything was.

        Raises ``FileNotFoundError`` once the session has ended and its journal is gone.
        """
        size = self.path.stat().st_size
        if size <= self._read:
            return False
        with self.path.open("rb") as file:
            file.seek(self._read)
            data = file.read()
        data = data[: whole(data)]
        for stamped in events_in(self.path, data, self.state.number + 1, self._event):
            self._fitter.take(stamped)
        self._read += len(data)
        return bool(data)
