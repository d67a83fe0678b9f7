"""The phase a room is in, and which actions it allows; nothing else decides this.

The projector, the notes, the page for phones and scripts read it; ``moves`` refuses by it.
"""

from __future__ import annotations

from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine.views import next_question
from trainer.group.state import GroupState

Phase = Literal["day", "question", "open", "closed", "locked", "revealed", "ended"]
Stage = Literal["waiting", "open", "closed", "locked", "revealed", "ended"]
Action = Literal[
    "open_vote", "vote_again", "close_vote", "unclose", "withdraw", "count", "lock_majority",
    "lock_pick", "reveal", "reasons", "next_day", "order", "admission", "end",
]  # fmt: skip

ROUNDS = 5
"""The most rounds on one question: more are taken for a slip of the finger."""

_OVER = "The session is over."
_NOTHING = "Nothing is asked now: go on to the next day."
_CLOSE = "A vote is open: close it first."
_LOCK = "Lock the group's answer first: after the reveal it could no longer be given."
_LOCKED = "The group's answer is locked already."
_REVEAL = "The group's answer is locked: reveal what was reported."
_ALL_REVEALED = "Everything that was asked has been revealed."
_HANDS = "Open the vote first; then count hands."
_NO_VOTE = "No vote is open."
_NO_ROUND = "There is no round on this question."
_FINAL = "The group's answer is locked: its rounds stand."
_MANY = f"There have been {ROUNDS} rounds on this question: lock an answer."
_NOBODY = "Nobody has voted: vote again, or lock your own pick."
_EVEN = "The room is divided evenly: vote again, or lock your own pick."
NO_REASON = "Nobody gave a reason in the last round."
_ENDED: dict[Phase, str] = {"ended": _OVER}
_WAIT: dict[Phase, str] = {
    **_ENDED, "day": _NOTHING, "revealed": _NOTHING, "open": _CLOSE, "locked": _LOCKED,
}  # fmt: skip

WHY_NOT: dict[Action, dict[Phase, str]] = {
    "open_vote": _WAIT | {"locked": _REVEAL, "closed": "There was a vote: vote again."},
    "vote_again": _WAIT | {
        "locked": _REVEAL,
        "question": "There was no vote on this question yet: open the first one.",
    },
    "close_vote": dict.fromkeys(
        ("day", "question", "closed", "locked", "revealed", "ended"), _NO_VOTE
    ),
    "unclose": {
        **dict.fromkeys(("day", "question"), "No vote was closed on this question."),
        **dict.fromkeys(("locked", "revealed"), _FINAL),
        "open": "The vote is open.", "ended": _OVER,
    },
    "withdraw": {
        **dict.fromkeys(("day", "question"), _NO_ROUND),
        **dict.fromkeys(("locked", "revealed"), _FINAL),
        "ended": _OVER,
    },
    "count": _ENDED | dict.fromkeys(("day", "question", "locked", "revealed"), _HANDS),
    "lock_majority": _WAIT | {
        "question": "Nobody has voted: open a vote, or lock the facilitator's pick.",
    },
    "lock_pick": _WAIT,
    "reveal": {
        **dict.fromkeys(("day", "revealed", "ended"), _ALL_REVEALED),
        **dict.fromkeys(("question", "open", "closed"), _LOCK),
    },
    "reasons": {
        **dict.fromkeys(("day", "question"), _NO_ROUND),
        "open": "A vote is open: reasons are shown once it is closed.", "ended": _OVER,
    },
    "next_day": _ENDED | {"open": _CLOSE, "locked": "Reveal what was reported first."},
    "order": _ENDED,
    "admission": _ENDED,
    "end": _ENDED,
}  # fmt: skip
"""Why an action cannot be done in a phase; it can be done in the phases not listed."""


def current(case: Case, state: GroupState) -> AnyQuestion | None:
    """The question that is locked but not yet revealed, else the next one to answer."""
    for name, lock in state.run.locks.items():
        if not lock.revealed:
            return case.questions[name]
    return next_question(case, state.run)


def phase_of(state: GroupState, question: str) -> Phase:
    """The phase of a question; without one, "day", or "ended" once the session is over."""
    if state.run.finished:
        return "ended"
    if not question:
        return "day"
    if state.voting == question:
        return "open"
    lock = state.run.locks.get(question)
    if lock is not None:
        return "revealed" if lock.revealed else "locked"
    return "closed" if state.latest(question) else "question"


def now(case: Case, state: GroupState) -> tuple[Phase, AnyQuestion | None]:
    """The room's phase and the question it is at, None if there is none."""
    if state.run.finished:
        return "ended", None
    question = case.questions[state.voting] if state.voting else current(case, state)
    return phase_of(state, question.id if question else ""), question


def stage(case: Case, state: GroupState) -> tuple[Stage, AnyQuestion | None]:
    """What the room looks at; a result stays until the next vote is opened or the day is over."""
    phase, question = now(case, state)
    match phase:
        case "open" | "closed" | "locked" | "ended":
            return phase, question
    for name, lock in list(state.run.locks.items())[-1:]:
        if lock.day == state.run.day:
            return "revealed", case.questions[name]
    return "waiting", None


GOING_ON: frozenset[Phase] = frozenset({"day", "revealed"})
"""The phases from which the room can go on; in the others the question must be dealt with first."""


def begun(case: Case, state: GroupState) -> str:
    """The question a room is in the middle of; empty if it looks at the day."""
    phase, question = now(case, state)
    return "" if question is None or phase == "question" else question.id


def next_page(case: Case, state: GroupState, at: str) -> str | None:
    """The page after ``at`` (a question's id, or empty for the day's page).

    It is that of the next question to deal with, else the day's page. None if the next step leaves
    the day, for the next one or the end.
    """
    question = current(case, state)
    if question is not None:
        return question.id
    return "" if at else None


def may(action: Action, phase: Phase) -> bool:
    """Whether a phase allows an action; ``why_not`` also looks at the votes."""
    return phase not in WHY_NOT[action]


def why_not(action: Action, state: GroupState, question: AnyQuestion | None) -> str:
    """Why an action cannot be done on a question's page, or without a question on the day's page.

    Empty if it can be done.
    """
    name = question.id if question else ""
    phase = phase_of(state, name)
    if not may(action, phase):
        return WHY_NOT[action][phase]
    if question is None:
        return ""
    rounds = state.counting(name)
    match action:
        case "open_vote" | "vote_again" if len(rounds) >= ROUNDS:
            return _MANY
        case "lock_majority" if not rounds:
            return _NOBODY
        case "lock_majority" if question.majority(rounds[-1].cast) is None:
            return _EVEN
        case "reasons" if state.reasons != name and not reasons_given(state, name):
            return NO_REASON
    return ""


def reasons_given(state: GroupState, question: str) -> bool:
    """Whether anybody gave a reason in the last round on a question."""
    last = state.counting(question)[-1:]
    return any(ballot.reason for votes in last for ballot in votes.votes.values())
