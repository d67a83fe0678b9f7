"""How far the room has come with a decision, and what the facilitator can do there."""

from __future__ import annotations

from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.group import moves
from trainer.group.state import GroupState

Phase = Literal["day", "asked", "open", "closed", "locked", "revealed"]

CAN: dict[Phase, frozenset[str]] = {
    "day": frozenset({"go_on", "order", "undo_order"}),
    "asked": frozenset({"open_vote", "countdown", "hands", "lock_pick", "day"}),
    "open": frozenset({"close_vote", "hands", "day"}),
    "closed": frozenset(
        {"vote_again", "countdown", "hands", "lock_majority", "lock_pick", "day"}
    ),
    "locked": frozenset({"reveal", "day"}),
    "revealed": frozenset({"go_on", "order", "day"}),
}  # fmt: skip
"""What can be done at each phase only; the rest can be done at any time."""
FIRST: dict[Phase, str] = {
    "asked": "First v opens the vote, h counts hands, or p enters the group's answer.",
    "open": "First v closes the vote.",
    "closed": "First the group's answer is locked: l for the majority's, p for your pick.",
    "locked": "First r reveals what was reported.",
}
"""What comes before a key in ``EARLY`` can do anything."""
EARLY = {"n": "go_on", "space": "go_on", "r": "reveal", "l": "lock_majority"}
PHASED = frozenset().union(*CAN.values())


def phase_of(state: GroupState, decision: str) -> Phase:
    """How far a decision has come; without one the room looks at the day."""
    if not decision:
        return "day"
    lock = state.run.locks.get(decision)
    if lock is not None:
        return "revealed" if lock.revealed else "locked"
    if state.voting == decision:
        return "open"
    return "closed" if state.rounds.get(decision) else "asked"


def to_handle(case: Case, state: GroupState) -> Decision | None:
    """The decision to go on with: one that waits for its reveal, else the next that is asked."""
    for name, lock in state.run.locks.items():
        if not lock.revealed:
            return case.decisions[name]
    return moves.current(case, state)


def begun(case: Case, state: GroupState) -> str:
    """The decision the room was in the middle of, for a session that is taken up again."""
    asked = to_handle(case, state)
    if asked is None or phase_of(state, asked.id) == "asked":
        return ""
    return asked.id
