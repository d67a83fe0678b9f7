"""A run in play: events that the disk refuses stay in memory and are saved later."""

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
    """Whether everything is on disk; if not, why, and how many events are only in memory."""

    problem: StoreError | None = None
    unsaved: int = 0

    @property
    def saved(self) -> bool:
        """Whether everything is on disk."""
        return self.problem is None

    @property
    def reason(self) -> str:
        """The problem and what to do, without the title "Not saved"; empty if saved."""
        return f"{self.problem.message} {self.problem.what_to_do}" if self.problem else ""


class Journal:
    """A run in play: complete in memory, and on disk as soon as the disk allows.

    `record` is the run with every event, saved or not; `notices` are for the learner.
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
        """Begin a run; only in memory if no file can be made, or if it is to be made `later`."""
        record = store.draft(new, now)

        def opening() -> OpenRun:
            label = journal.record.learner_id or store.learner_id(journal.record.learner)
            journal.record = replace(journal.record, learner_id=label)
            return store.adopt(journal.record)

        journal = cls(record, opening)
        return journal, SaveResult() if later else journal.retry()

    @classmethod
    def resume(cls, store: RunStore, run: str) -> tuple[Self, SaveResult]:
        """Resume a run; only in memory if its file cannot be written.

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
        """What was wrong with the files of this run and how it was repaired."""
        return self._notices + (self._run.notices if self._run else ())

    def keep(self, events: Sequence[Event], changes: Changes, now: datetime) -> SaveResult:
        """Add `events` and `changes`, and save them with everything still unsaved.

        Raises ValueError or TypeError for values JSON cannot hold; then nothing is added.
        """
        self.record = self.record.extended(events, changes, now)
        return self.retry()

    def retry(self) -> SaveResult:
        """Try again to save what is unsaved; an error of the disk is returned, not raised."""
        try:
            if self._run is None:
                self._run = self._opening()
                # A run saved late gets another name if its own has been taken.
                self.record = replace(self.record, run=self._run.record.run)
            if self._run.record != self.record:
                self._run.save(self.record)
        except StoreError as problem:
            return SaveResult(problem, len(self.record.events) - self._saved)
        self._saved = len(self.record.events)
        return SaveResult()

    def close(self) -> SaveResult:
        """Save a last time, then release the run. Closing twice gives the same result."""
        if self._closing is None:
            self._closing = self.retry()
            if self._run is not None:
                self._run.close()
        return self._closing
