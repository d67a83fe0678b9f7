"""What is said of a run whose case has changed since it was played."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.scoring.scores import headline
from trainer.scoring.stored import SCORING, stored_scores
from trainer.store.records import RunSummary


def since_played(case: Case, state: State, run: RunSummary, lost: Sequence[str]) -> tuple[str, ...]:
    """Sentences for the head of its debrief: the version, the scores as stored, and ``lost``.

    Nothing where the debrief tells just what the run was.
    """
    version, told = case.scenario.version, []
    if run.scenario_version != version:
        told.append(f"You played version {run.scenario_version}; this debrief follows {version}.")
    if run.status == "finished" and run.scores and run.scores != headline(case, state):
        scores = stored_scores(run.scores, run.scoring) or "nothing to score"
        told.append(
            f"Your scores when you finished, on version {run.scenario_version}: {scores}."
            f" They stay; those below follow the case of today and version {SCORING} of the rules."
        )
    if lost:
        told.append("What you did that no longer fits the case is left out.")
    return (*told, *lost)
