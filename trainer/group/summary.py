"""What a group debrief tells: counts only, nothing of a single device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.engine.events import DayReached, Finished
from trainer.group import tally
from trainer.group.events import AnswerRevealed, Stamped
from trainer.group.fitting import fitted
from trainer.group.state import GroupState, Round
from trainer.presentation.blocks.round import DecisionRow, GroupSummary, OptionRow, RoundRow
from trainer.questions.marks import LETTERS
from trainer.scoring.debrief import told_axes

SMALLEST_TOLD = 5
"""Who changed to what is told only where at least so many voted twice: fewer could be known."""


def summary(case: Case, events: Sequence[Stamped], created: float = 0.0) -> GroupSummary:
    """The session that ``events`` tell of, as far as it went; ``created`` dates an empty one."""
    fit = fitted(case, events)
    state = fit.state
    scenario = case.scenario
    used = minutes_used(case, events)
    reached = [
        d for d in case.decisions.values() if d.id in state.rounds or d.id in state.run.locks
    ]
    return GroupSummary(
        title=scenario.title,
        scenario=scenario.id,
        version=scenario.version,
        started=state.started or created,
        day=state.run.day,
        finished=state.run.finished,
        devices=len(state.participants),
        teams=tuple(sorted({t for t in state.participants.values() if t})),
        minutes=max(0.0, state.last - state.started) / 60,
        planned=scenario.facilitator.minutes if scenario.facilitator else None,
        decisions=tuple(_decision(state, d, used.get(d.id)) for d in reached),
        scores=scores(case, state),
        lost=fit.lost,
    )


def scores(case: Case, state: GroupState) -> dict[str, float | None]:
    """The axes of the group's answers; of a session that ended early, as far as it went."""
    run = state.run
    if run.day < case.scenario.clock.last_day:
        # What the room never came to is not held against it.
        run = replace(run, finished=False)
    return {name: axis.score for name, axis in told_axes(case, run).items()}


def minutes_used(case: Case, events: Sequence[Stamped]) -> dict[str, float]:
    """Minutes by decision: from the day's beginning or the reveal before it, to its own reveal."""
    used: dict[str, float] = {}
    since = events[0].at if events else 0.0
    for stamped in events:
        match stamped.event:
            case AnswerRevealed(decision):
                used[decision] = (stamped.at - since) / 60
                since = stamped.at
            case DayReached() | Finished():
                since = stamped.at
    return {name: minutes for name, minutes in used.items() if name in case.decisions}


def _decision(state: GroupState, asked: Decision, minutes: float | None) -> DecisionRow:
    rounds = state.rounds.get(asked.id, ())
    lock = state.run.locks.get(asked.id)
    told = state.run.finished or (lock is not None and lock.revealed)
    first, last = (rounds[0], rounds[-1]) if len(rounds) > 1 else (None, None)
    changes: Mapping[tuple[str, str], int] = {}
    shift = gain = None
    if first is not None and last is not None:
        changes = tally.changes(asked, first, last)
        if sum(changes.values()) < SMALLEST_TOLD:
            changes = {}
        shift = tally.shift(asked, first, last)
        gain = tally.gain(asked, first, last) if told else None
    locked: tuple[str, ...] = ()
    if lock is not None and lock.answer is not None:
        locked = asked.in_words(lock.answer)
    return DecisionRow(
        id=asked.id,
        title=asked.title,
        day=asked.day,
        prompt=asked.prompt,
        kind=asked.kind,
        options=tuple(
            OptionRow(
                o.id, letter, o.wording, *((o.reported, o.judgement) if told else (None, None))
            )
            for letter, o in zip(LETTERS, asked.choices, strict=False)
        ),
        rounds=tuple(_round(asked, state, n, r, told) for n, r in enumerate(rounds, 1)),
        changes=changes,
        shift=shift,
        gain=gain,
        locked=locked,
        how=state.how.get(asked.id, ""),
        told=told,
        answer=asked.answer.text if told else "",
        cite=asked.answer.cite if told else (),
        minutes=minutes,
        planned=asked.facilitator.minutes if asked.facilitator else None,
    )


def _round(asked: Decision, state: GroupState, number: int, here: Round, told: bool) -> RoundRow:
    parts = tally.by_team(state.participants, here)
    named = {team: tally.counts(asked, part) for team, part in parts.items() if team}
    return RoundRow(
        number=number,
        voters=here.counted,
        counts=tally.counts(asked, here),
        shares=tally.shares(asked, here),
        median=asked.median(here.cast),
        agreement=tally.agreement(asked, here) if told else None,
        confidence=tally.confidence(here).mean,
        teams=named,
    )
