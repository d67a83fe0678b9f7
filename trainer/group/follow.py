"""A session's journal read as it grows, by a process that does not write it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from trainer.case.compiled import Case
from trainer.engine.events import Finished
from trainer.group.events import from_dict
from trainer.group.fitting import GroupFitter
from trainer.group.header import Header
from trainer.group.journal import BrokenJournal, read
from trainer.group.state import GroupState


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
        if not any(isinstance(e.event, Finished) for e in events):
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
        try:
            self.header = Header.from_dict(json.loads(first))
        except (ValueError, AttributeError) as error:
            raise BrokenJournal(f"{path} is not a whole journal: {error}.") from None
        self.case = case_of(self.header)
        self._fitter = GroupFitter(self.case)
        self._read = len(first)

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
        # What follows the last line's end is still being written.
        data = data[: data.rfind(b"\n") + 1]
        for line in data.splitlines():
            try:
                stamped = from_dict(json.loads(line), self.header)
            except ValueError as error:
                raise BrokenJournal(f"{self.path} is not as it was written: {error}.") from None
            if stamped.number != self.state.number + 1:
                raise BrokenJournal(f"{self.path}: event {self.state.number + 1} is missing.")
            self._fitter.take(stamped)
        self._read += len(data)
        return bool(data)
