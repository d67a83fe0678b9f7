"""What a debrief shows: a run beside the reported course, the three judgements kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from trainer.case.compiled import Case
from trainer.case.model import (
    Citation,
    Decision,
    EstimateDecision,
    LearningPoint,
    Option,
    Review,
    Source,
    SourceNote,
)
from trainer.engine.state import Lock, State
from trainer.engine.views import source_notes
from trainer.scoring.calibration import calibration
from trainer.scoring.missed import Missed, missed
from trainer.scoring.parts import Axis
from trainer.scoring.scores import axes
from trainer.scoring.timeline import TimelineDay, chosen, timeline


@dataclass(frozen=True, slots=True)
class OptionTold:
    """An option; what is judged of it is None as long as the answer is not revealed."""

    id: str
    text: str
    picked: bool
    reported: str | None
    judgement: str | None
    why: str | None
    hindsight: str | None
    cite: tuple[Citation, ...]
    hindsight_cite: tuple[Citation, ...] = ()
    """Of 'hindsight', where it has citations of its own."""


@dataclass(frozen=True, slots=True)
class EstimateTold:
    """The number a source gives for an estimate."""

    value: float
    unit: str
    within: float
    zero_at: float
    why: str
    hindsight: str | None
    cite: tuple[Citation, ...]
    hindsight_cite: tuple[Citation, ...] = ()
    """Of 'hindsight', where it has citations of its own."""


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """A decision as answered, and, once revealed, as reported and judged."""

    id: str
    title: str
    day: int
    prompt: str
    kind: Literal["one", "several", "estimate"]
    passed: bool
    chosen: tuple[str, ...]
    """The texts of the picks; for an estimate the number with its unit."""
    confidence: int | None
    reason: str
    hints: int
    told: bool
    """Whether the answer may be shown: the run is over, or it was revealed."""
    has_reported_answer: bool
    answer: str | None
    answer_cite: tuple[Citation, ...]
    options: tuple[OptionTold, ...]
    estimate: EstimateTold | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """All of it. Of an unfinished run: only what its learner may know by now."""

    title: str
    day: int
    finished: bool
    axes: Mapping[str, Axis]
    calibration: Mapping[str, Any]
    decisions: tuple[DecisionTold, ...]
    timeline: tuple[TimelineDay, ...]
    missed: tuple[Missed, ...]
    source_notes: tuple[SourceNote, ...]
    learning_points: tuple[LearningPoint, ...]
    sources: tuple[Source, ...]
    review: tuple[Review, ...]
    """Who stands behind what no program can check: medical truth, fair options."""
    weights_note: str
    takeaway: str
    changed: tuple[str, ...] = ()
    """What must be said of a run whose case has changed since: what no longer fits above all."""


def debrief(case: Case, state: State, changed: Sequence[str] = ()) -> Debrief:
    """The debrief of a run: whole when it is finished, else as far as it went.

    Before the end nothing of later days is told: no hindsight, no learning points, no answer that
    is not revealed, no timed action or watch before its last day is past, and no sources, whose
    titles name the diagnosis.
    """
    known = _told_so_far(state)
    scenario = case.scenario
    note = scenario.weights_note or "All weights are the author's choice."
    return Debrief(
        scenario.title,
        state.day,
        state.finished,
        told_axes(case, state),
        calibration(case, known),
        tuple(_decision(case, d, state) for d in case.decisions.values() if d.id in state.locks),
        timeline(case, state),
        missed(case, state, known),
        tuple(source_notes(case, state)),
        scenario.learning_points if state.finished else (),
        scenario.sources if state.finished else (),
        scenario.review if state.finished else (),
        note,
        state.takeaway,
        tuple(changed),
    )


def told_axes(case: Case, state: State) -> dict[str, Axis]:
    """The axes, without the parts that would tell what is still to come."""
    scored = axes(case, _told_so_far(state))
    if state.finished:
        return scored
    scored_all = axes(case, state)
    over = {a.id for a in case.scenario.timed if _over(state, a.window.last + a.late, a.reported)}
    over |= {w.id for w in case.scenario.watches if _over(state, w.last)}
    for name in ("timing", "vigilance"):
        # From the whole state: what was picked was done, whether or not its answer is revealed.
        parts = scored_all[name].parts
        scored[name] = Axis(name, tuple(p for p in parts if p.id in over))
    return scored


def _over(state: State, *days: int | None) -> bool:
    return all(day is None or day < state.day for day in days)


def _told_so_far(state: State) -> State:
    """The state without the answers that are not revealed, so that no score tells them."""
    if state.finished:
        return state
    return replace(state, locks={k: v for k, v in state.locks.items() if v.revealed})


def _decision(case: Case, asked: Decision, state: State) -> DecisionTold:
    lock = state.locks[asked.id]
    told = state.finished or lock.revealed
    options: tuple[Option, ...] = getattr(asked, "options", ())
    estimate = None
    if isinstance(asked, EstimateDecision) and told:
        later = asked.hindsight if state.finished else None
        estimate = EstimateTold(
            asked.value, asked.unit, asked.within, asked.zero_at, asked.why, later, asked.cite,
            asked.hindsight_cite if later else (),
        )  # fmt: skip
    return DecisionTold(
        asked.id,
        asked.title,
        asked.day,
        asked.prompt,
        asked.kind,
        lock.passed,
        chosen(case, asked, lock),
        lock.confidence,
        lock.reason,
        state.hints.get(asked.id, 0),
        told,
        asked.has_reported_answer,
        asked.answer.text if told else None,
        asked.answer.cite if told else (),
        tuple(_option(o, lock, told, state.finished) for o in options),
        estimate,
    )


def _option(option: Option, lock: Lock, told: bool, finished: bool) -> OptionTold:
    picked = option.id in lock.picks
    if not told:
        return OptionTold(option.id, option.text, picked, None, None, None, None, ())
    later = option.hindsight if finished else None
    reported, judgement = option.reported, option.judgement
    return OptionTold(
        option.id, option.text, picked, reported, judgement, option.why, later, option.cite,
        option.hindsight_cite if later else (),
    )  # fmt: skip
