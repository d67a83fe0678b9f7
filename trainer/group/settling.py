"""The session's file brought up to date in the background, whenever a round is over."""

from __future__ import annotations

import threading

from trainer.engine.events import Finished
from trainer.errors import StoreError
from trainer.group.events import AnswerLocked, AnswerRevealed, Stamped, VoteClosed
from trainer.group.saved import OpenSession
from trainer.group.session import GroupSession
from trainer.group.state import GroupState

_WORTH = (VoteClosed, AnswerLocked, AnswerRevealed, Finished)


class Settler:
    """Writes what has happened into the session's TinyDB file, off the threads that wait."""

    def __init__(self, opened: OpenSession, session: GroupSession) -> None:
        self.problem = ""
        self._settled = False
        """Whether the last writing, after the end, succeeded."""
        self._opened = opened
        self._session = session
        self._due = threading.Event()
        self._over = False
        self._stop = session.listen(self._heard)
        self._thread = threading.Thread(target=self._work, name="group-settler", daemon=True)
        self._thread.start()

    def finish(self) -> str:
        """Write a last time; what went wrong, or nothing."""
        self._stop()
        self._over = True
        self._due.set()
        self._thread.join()
        if not self._settled and not self.problem:  # its thread ended by an error
            self.problem = "The session's file is not up to date; its journal has all of it."
        return self.problem

    def _heard(self, _: GroupState, stamped: Stamped) -> None:
        if isinstance(stamped.event, _WORTH):
            self._due.set()

    def _work(self) -> None:
        while True:
            self._due.wait()
            self._due.clear()
            over = self._over
            try:
                self._opened.settle(tuple(self._session.events))
                self.problem = ""
                self._settled = over
            except StoreError as error:
                self.problem = str(error)
            if over:
                return
