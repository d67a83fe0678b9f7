"""Playing on while the disk refuses: what could not be saved is kept and tried again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from trainer.errors import CannotSave, StoreError
from trainer.store.records import Changes, Event, RunRecord
from trainer.store.runs import OpenRun, RunStore


@dataclass(frozen=True, slots=True)
class SaveResult:
    """Whether all there is is on disk; if not, why, and how many events are only in memory."""

    problem: StoreError | None = None
    unsaved: int = 0

    @property
    def saved(self) -> bool:
        """Whether a loss of power now would lose nothing."""
        return self.problem is None

    @property
    def reason(self) -> str:
        """What the disk said and what to do, without "Not saved" before it; empty if saved."""
        return f"{self.problem.message} {self.problem.what_to_do}" if self.problem else ""


class Journal:
    """A run as it is played: all of it in memory, and on disk as soon as the disk allows.

    `record` is the run with every event, saved or not; `notices` is what the learner should hear.
    Make one with `start` or `resume`, and `close` it.
    """

    def __init__(
        self, record: RunRecord, opening: Callable[[], OpenRun], notices: tuple[str, ...] = ()
    ) -> None:
        self.record = record
        self._opening = opening
        self._saved = len(record.events)
        self._run: OpenRun | None = None
        self._notices = notices
        self._closing: SaveResult | None = None

    @classmethod
    def start(
        cls, store: RunStore, new: RunRecord, now: datetime, *, later: bool = False
    ) -> tuple[Self, SaveResult]:
        """Begin a run; in memory for now where no file can be made, or it is made `later`."""
        record = store.draft(new, now)

        def opening() -> OpenRun:
            label = journal.record.learner_id or store.learner_id(journal.record.learner)
            journal.record = replace(journal.record, learner_id=label)
            return store.adopt(journal.record)

        journal = cls(record, opening)
        return journal, SaveResult() if later else journal.retry()

    @classmethod
    def resume(cls, store: RunStore, run: str) -> tuple[Self, SaveResult]:
        """Go on with a run; where its file cannot be written, in memory for now.

        Raises `NoSuchRun`, `RunLocked`, `NewerSchema`, `BrokenRun` or `CannotRead`.
        """
        try:
            opened = store.open(run)
        except CannotSave as problem:
            stored = store.load(run)
            return cls(stored.record, lambda: store.open(run), stored.notices), SaveResult(problem)
        journal = cls(opened.record, lambda: opened)
        journal._run = opened
        return journal, SaveResult()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was amiss with the files of this run and how it was mended."""
        return self._notices + (self._run.notices if self._run else ())

    def keep(self, events: Sequence[Event], changes: Changes, now: datetime) -> SaveResult:
        """Add `events` and `changes`, and save them with all that is still unsaved.

        Raises ValueError or TypeError for what JSON cannot hold; nothing is added then.
        """
        self.record = self.record.extended(events, changes, now)
        return self.retry()

    def retry(self) -> SaveResult:
        """Try again to save what is unsaved; never raises for a disk that refuses."""
        try:
            if self._run is None:
                self._run = self._opening()
                # A run made late gets another name if its own was taken meanwhile.
                self.record = replace(self.record, run=self._run.record.run)
            if self._run.record != self.record:
                self._run.save(self.record)
        except StoreError as problem:
            return SaveResult(problem, len(self.record.events) - self._saved)
        self._saved = len(self.record.events)
        return SaveResult()

    def close(self) -> SaveResult:
        """Try a last time, then let others open the run. Closing twice gives the same result."""
        if self._closing is None:
            self._closing = self.retry()
            if self._run is not None:
                self._run.close()
        return self._closing
