"""The one object both interfaces drive: it asks the engine, saves, and only then moves on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from trainer.case.compiled import Case
from trainer.case.loader import Loaded
from trainer.engine import moves
from trainer.engine.events import Committed, Event, Passed, from_dict, to_dict
from trainer.engine.state import State, after, replay
from trainer.scoring.scores import headline
from trainer.store.journal import Journal, SaveResult
from trainer.store.records import Changes, Mode, NewRun
from trainer.store.runs import RunStore


def utc_now() -> datetime:
    """The time to stamp a save with."""
    return datetime.now(UTC)


@dataclass
class Session:
    """A run being played.

    ``do`` applies an event that ``trainer.engine.moves`` gave. It is on disk when ``do`` returns,
    unless ``saving.problem`` says otherwise: then play goes on in memory and each next event, or
    ``retry``, tries again.
    """

    case: Case
    state: State
    mode: Mode
    journal: Journal
    saving: SaveResult
    clock: Callable[[], datetime] = utc_now
    owed: list[str] = field(default_factory=list)
    """Questions of today whose verdict was owed when the run was taken up; shown first."""

    @classmethod
    def start(
        cls,
        loaded: Loaded,
        store: RunStore,
        learner: str = "me",
        mode: Mode = "study",
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Begin a run of a scenario that loaded without errors."""
        if loaded.scenario is None:
            raise ValueError(f"{loaded.path} has errors")
        case = Case.of(loaded.scenario)
        new = NewRun(
            scenario=loaded.scenario.id,
            title=loaded.scenario.title,
            scenario_version=loaded.scenario.version,
            scenario_hash=loaded.content_hash,
            scenario_path=str(loaded.path.resolve()),
            learner=learner,
            mode=mode,
            day=loaded.scenario.clock.first_day,
        )
        journal, saving = Journal.start(store, new, clock())
        return cls(case, replay(case, ()), mode, journal, saving, clock)

    @classmethod
    def resume(
        cls, case: Case, store: RunStore, run: str, clock: Callable[[], datetime] = utc_now
    ) -> Self:
        """Go on with a run. Raises the store's errors, and ``ValueError`` for a foreign event.

        In study each answer has its verdict: where a run of 0.1.0 owes one, it is given now.
        """
        journal, saving = Journal.resume(store, run)
        try:
            state = replay(case, map(from_dict, journal.record.events))
        except (KeyError, IndexError, ValueError):
            journal.close()
            raise
        session = cls(case, state, journal.record.mode, journal, saving, clock)
        if owed := moves.verdicts_owed(session.mode, state):
            session.do(*owed)
            session.owed = [verdict.decision for verdict in owed]
        return session

    def lock(self, answer: Committed | Passed) -> State:
        """Lock an answer; in study its verdict is in the same write."""
        return self.do(*moves.lock(self.mode, answer))

    @property
    def run(self) -> str:
        """The run's id, which may change until it is first saved."""
        return self.journal.record.run

    @property
    def notices(self) -> tuple[str, ...]:
        """What the store has to tell: a mended file, a migration."""
        return self.journal.notices

    def do(self, *events: Event) -> State:
        """Save ``events``, then move on to the state they lead to."""
        state = self.state
        for event in events:
            state = after(state, event)
        changes: Changes = {
            "day": state.day,
            "decisions": sum(not lock.passed for lock in state.locks.values()),
        }
        if state.finished:
            changes["status"] = "finished"
            changes["scores"] = headline(self.case, state)
        self.saving = self.journal.keep([to_dict(e) for e in events], changes, self.clock())
        self.state = state
        return state

    def retry(self) -> SaveResult:
        """Try again to save what could not be saved."""
        self.saving = self.journal.retry()
        return self.saving

    def close(self) -> SaveResult:
        """Let go of the run; what is unsaved is tried once more."""
        return self.journal.close()
