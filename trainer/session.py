"""The run being played: applies an event, saves it, and only then shows the new state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from trainer.case.compiled import Case
from trainer.case.loader import Loaded
from trainer.clock import now
from trainer.engine import moves
from trainer.engine.events import Committed, Event, Passed, to_dict
from trainer.engine.fitting import fitted_record
from trainer.engine.state import State, after, begin
from trainer.errors import StoreError
from trainer.scoring.stored import SCORING
from trainer.store.journal import Journal, SaveResult
from trainer.store.records import Changes, Mode, RunRecord, RunSummary, stamped
from trainer.store.runs import RunStore

MOST_NAMED = 3
"""At most this many misfits are listed, the rest counted, so that the question stays short."""


@dataclass
class Session:
    """A run being played.

    ``do`` applies an event from ``trainer.engine.moves``. The event is on disk when ``do`` returns,
    unless ``saving.problem`` is set: then play goes on in memory, and the next event or ``retry``
    tries again. ``lost`` lists what no longer fits the case in a stored run. ``moved`` is the case
    file if it has changed since the run began; the next event notes it in the run.
    """

    case: Case
    state: State
    journal: Journal
    saving: SaveResult
    lost: tuple[str, ...] = ()
    moved: Loaded | None = None
    owed: list[str] = field(default_factory=list)
    """Today's questions that still lacked a verdict when the run was resumed; shown first."""

    @classmethod
    def start(
        cls,
        loaded: Loaded,
        store: RunStore,
        learner: str = "me",
        mode: Mode = "study",
        seed: int | None = None,
        *,
        later: bool = False,
    ) -> Self:
        """Begin a run of a scenario that loaded without errors.

        ``seed`` decides the order of options; None keeps the order of the file. With ``later`` the
        run is first saved by ``retry``, or with its first event.
        """
        case = Case.of_file(loaded).shuffled(seed)
        new = RunRecord(
            scenario=case.scenario.id,
            title=case.scenario.title,
            scenario_version=case.scenario.version,
            scenario_hash=loaded.content_hash,
            scenario_path=str(loaded.path.resolve()),
            learner=learner,
            mode=mode,
            day=case.scenario.clock.first_day,
            seed=seed,
            scoring=SCORING,
        )
        journal, saving = Journal.start(store, new, now(), later=later)
        return cls(case, begin(case, mode), journal, saving)

    @classmethod
    def resume(cls, loaded: Loaded, store: RunStore, run: str) -> Self:
        """Resume a run, as far as it fits the case: see ``lost``.

        In study every answer has a verdict; one missing from a run of version 0.1.0 is added now.
        Raises the store's errors, and ``ValueError`` for a stored event that is malformed.
        """
        journal, saving = Journal.resume(store, run)
        record = journal.record
        case = Case.of_file(loaded).shuffled(record.seed)
        try:
            fit = fitted_record(case, record.events, record.mode)
        except ValueError:
            journal.close()
            raise
        other = record.status == "playing" and record.scenario_hash != loaded.content_hash
        moved = loaded if other else None
        session = cls(case, fit.state, journal, saving, fit.lost, moved)
        if owed := moves.verdicts_owed(session.state):
            session.do(*owed)
            session.owed = [verdict.decision for verdict in owed]
        return session

    def lock(self, answer: Committed | Passed) -> State:
        """Lock an answer; in study the same write holds its verdict."""
        return self.do(*moves.lock(self.state, answer))

    def show_question(self, question: str) -> State:
        """Record that a question is shown, if that makes earlier answers final."""
        return self.do(*event) if (event := moves.show(self.state, question)) else self.state

    @property
    def run(self) -> str:
        """The run's id, which may change until it is first saved."""
        return self.journal.record.run

    @property
    def notices(self) -> tuple[str, ...]:
        """What the store reports: a repaired file, a migration."""
        return self.journal.notices

    @property
    def since_played(self) -> tuple[str, ...]:
        """The debrief's notices if the case has changed since the run."""
        from trainer.presentation.blocks.debrief import since_played

        return since_played(self.case, self.state, self.journal.record.summary, self.lost)

    def do(self, *events: Event) -> State:
        """Save ``events``, then move on to the state they lead to."""
        state = self.state
        for event in events:
            state = after(state, event)
        changes: Changes = {}
        if not self.state.finished:  # a finished run keeps the scores of the version played
            changes["day"] = state.day
            changes["decisions"] = sum(not lock.passed for lock in state.locks.values())
            if state.finished:
                from trainer.scoring.scores import headline  # slow to load; needed only at the end

                changes["status"] = "finished"
                changes["scores"] = headline(self.case, state)
                changes["scoring"] = SCORING
        if self.moved is not None:
            changes["scenario_version"] = self.case.scenario.version
            changes["scenario_hash"] = self.moved.content_hash
            changes["scenario_path"] = str(self.moved.path.resolve())
            self.moved = None
        time = now()
        rows = stamped([to_dict(e) for e in events], time)
        self.saving = self.journal.keep(rows, changes, time)
        self.state = state
        return state

    def retry(self) -> SaveResult:
        """Try again to save what is unsaved."""
        self.saving = self.journal.retry()
        return self.saving

    def close(self) -> SaveResult:
        """Try once more to save what is unsaved, then release the run."""
        return self.journal.close()


def changed_since(loaded: Loaded, store: RunStore, run: RunSummary) -> str:
    """The notice shown before ``run`` is resumed on a case file that has changed.

    Empty if the file has not changed.
    """
    if run.scenario_hash == loaded.content_hash:
        return ""
    message = f"The case file has changed since you began (then version {run.scenario_version})."
    try:
        events = store.load(run.run).record.events
        lost = fitted_record(Case.of_file(loaded), events, run.mode).lost
    except (StoreError, ValueError):  # opening the run reports the error in full
        return message
    if not lost:
        return f"{message} All you did still fits."
    more = len(lost) - MOST_NAMED
    lines = [*lost[:MOST_NAMED], *([f"And {more} more."] if more > 0 else [])]
    advice = "What no longer fits is left out; a question whose day has not passed is asked again."
    return "\n".join([f"{message} {advice}", *lines])


def first_play(case: Case, store: RunStore, run: RunSummary) -> State | None:
    """The final state of the learner's first run of the case.

    None if that is ``run`` itself, or is unfinished or unreadable.
    """
    try:
        mine = store.summaries(learner=run.learner, scenario=run.scenario, tidy=False)
        first = min(mine.runs, key=lambda each: (each.created, each.run), default=run)
        if first.run == run.run or first.status != "finished":
            return None
        return fitted_record(case, store.load(first.run).record.events, first.mode).state
    except (StoreError, ValueError):  # the debrief works without the comparison
        return None
