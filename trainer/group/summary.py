"""The summary of a session for its debrief: counts only, nothing about a single device."""

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
from trainer.questions.option import Option
from trainer.questions.words import judgement_word
from trainer.scoring.debrief import Debrief, axes_so_far, debrief

FEWEST_NAMED = 5
"""Changes of answer are shown only if at least this many voted twice: fewer could be identified."""


def summary(
    case: Case, events: Sequence[Stamped], created: float = 0.0, reasons: bool = False
) -> GroupSummary:
    """The summary of a session, as far as it went.

    ``created`` is the start shown for a session without events; ``reasons`` adds the voters' texts.
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
    """The summary of a state and its events; ``course`` may leave out votes and joins."""
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
    """The scores of the group's answers by axis; a session that ended early counts so far."""
    axes = axes_so_far(case, _unfinished(case, state.run))
    return {name: axis.score for name, axis in axes.items()}


def group_debrief(case: Case, run: State, lost: Sequence[str] = ()) -> Debrief:
    """The whole debrief; questions that a room never reached do not count against it."""
    reached = debrief(case, _unfinished(case, run))
    return replace(debrief(case, run, lost), axes=reached.axes, missed=reached.missed)


def _unfinished(case: Case, run: State) -> State:
    """The run as unfinished if it ended before the last day."""
    return replace(run, finished=False) if run.day < case.scenario.clock.last_day else run


def minutes_used(case: Case, events: Sequence[Stamped], started: float) -> dict[str, float]:
    """Minutes by question: from the start of the day, or the reveal before it, to its reveal."""
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
    """How the room voted on a question; judgements are included only once it is revealed."""
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
            for letter, o in question.lettered
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
