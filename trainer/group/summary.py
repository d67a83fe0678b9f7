"""What a group debrief tells: counts only, nothing of a single device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine.events import DayReached, Finished
from trainer.engine.state import State
from trainer.group import tally
from trainer.group.events import AnswerRevealed, Stamped
from trainer.group.fitting import fitted
from trainer.group.state import GroupState
from trainer.presentation.blocks.round import GroupSummary, OptionRow, QuestionRow
from trainer.questions.marks import LETTERS
from trainer.questions.option import Option
from trainer.questions.words import judgement_word
from trainer.scoring.debrief import Debrief, axes_so_far, debrief

FEWEST_NAMED = 5
"""Who changed to what is told only where at least so many voted twice: fewer could be known."""


def summary(
    case: Case, events: Sequence[Stamped], created: float = 0.0, reasons: bool = False
) -> GroupSummary:
    """The session that ``events`` tell of, as far as it went; ``created`` dates an empty one.

    ``reasons``: with what voters wrote.
    """
    fit = fitted(case, events)
    whole = summary_of(case, fit.state, events, fit.lost, created)
    if not reasons:
        return whole
    rows = (replace(row, reasons=_reasons(case, fit.state, row.id)) for row in whole.decisions)
    return replace(whole, decisions=tuple(rows))


def _reasons(case: Case, state: GroupState, question: str) -> tuple[str, ...]:
    rounds = state.counting(question)[-1:]
    by_round = [tally.reasons(case.questions[question], votes) for votes in rounds]
    return tuple(sorted(reason for one in by_round for _, reason in one))


def summary_of(
    case: Case,
    state: GroupState,
    course: Sequence[Stamped],
    lost: Sequence[str] = (),
    created: float = 0.0,
) -> GroupSummary:
    """The same of a state and what led to it; votes and joins need not be in ``course``."""
    scenario = case.scenario
    used = minutes_used(case, course, state.started)
    reached = [
        d for d in case.questions.values() if state.counting(d.id) or d.id in state.run.locks
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
        decisions=tuple(question_row(state, d, used.get(d.id)) for d in reached),
        scores=scores(case, state),
        lost=tuple(lost),
    )


def scores(case: Case, state: GroupState) -> dict[str, float | None]:
    """The axes of the group's answers; of a session that ended early, as far as it went."""
    axes = axes_so_far(case, _so_far(case, state.run))
    return {name: axis.score for name, axis in axes.items()}


def group_debrief(case: Case, run: State, lost: Sequence[str] = ()) -> Debrief:
    """The whole debrief; what a room that ended early never came to is not held against it."""
    so_far = debrief(case, _so_far(case, run))
    return replace(debrief(case, run, lost), axes=so_far.axes, missed=so_far.missed)


def _so_far(case: Case, run: State) -> State:
    return replace(run, finished=False) if run.day < case.scenario.clock.last_day else run


def minutes_used(case: Case, events: Sequence[Stamped], started: float) -> dict[str, float]:
    """Minutes by question: from the day's beginning or the reveal before it, to its own reveal."""
    used: dict[str, float] = {}
    since = started
    for stamped in events:
        match stamped.event:
            case AnswerRevealed(question):
                used[question] = (stamped.at - since) / 60
                since = stamped.at
            case DayReached() | Finished():
                since = stamped.at
    return {name: minutes for name, minutes in used.items() if name in case.questions}


def question_row(
    state: GroupState, question: AnyQuestion, minutes: float | None = None
) -> QuestionRow:
    """How a question was voted on; what is judged only once its answer is revealed."""
    lock = state.run.locks.get(question.id)
    revealed = state.run.finished or (lock is not None and lock.revealed)
    votes = state.counting(question.id)
    rounds = [tally.counted(question, v, n, state.participants) for n, v in enumerate(votes, 1)]
    changes: dict[tuple[str, str], int] = {}
    shift = gain = None
    if len(rounds) > 1:
        first, last = rounds[0], rounds[-1]
        changes = tally.changes(question, votes[0], votes[-1])
        shift = tally.shift(first, last)
        gain = tally.gain(question, first, last) if revealed else None
    if not revealed:
        rounds = [replace(row, agreement=None) for row in rounds]
    return QuestionRow(
        id=question.id,
        title=question.title,
        day=question.day,
        prompt=question.prompt,
        kind=question.kind,
        options=tuple(
            OptionRow(o.id, letter, o.wording, *(_judged(question, o) if revealed else ()))
            for letter, o in zip(LETTERS, question.choices, strict=False)
        ),
        rounds=tuple(rounds),
        changes=changes if sum(changes.values()) >= FEWEST_NAMED else {},
        shift=shift,
        gain=gain,
        locked=question.in_words(lock.answer) if lock and lock.answer else (),
        how=state.how.get(question.id, ""),
        revealed=revealed,
        answer=question.answer.text if revealed else "",
        cite=question.answer.cite if revealed else (),
        minutes=minutes,
        planned=question.facilitator.minutes if question.facilitator else None,
    )


def _judged(question: AnyQuestion, option: Option) -> tuple[str, str, str]:
    word = judgement_word(question.topic, option.judgement)
    return option.reported, option.judgement, word
