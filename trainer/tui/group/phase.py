"""Which of the facilitator's keys stand on which page of the room's screen."""

from __future__ import annotations

from trainer.case.compiled import Case
from trainer.group.offers import WHY_NOT, Action, Phase, may, now
from trainer.group.state import GroupState

PAGES: dict[str, frozenset[Phase]] = {
    "go_on": frozenset({"day", "revealed"}),
    "order": frozenset({"day", "revealed"}),
    "undo_order": frozenset({"day"}),
    "day": frozenset({"asked", "open", "closed", "locked", "revealed"}),
}
"""The pages that these keys stand on; the engine allows them elsewhere, too."""
OFFERED: dict[str, tuple[Action, ...]] = {
    **{name: (name,) for name in WHY_NOT if name not in ("count", "next_day", "order", "end")},
    "countdown": ("open_vote", "vote_again"),
    "hands": ("open_vote", "count"),
}
"""What a key does: it stands where one of these may be done."""
FIRST: dict[Phase, str] = {
    "asked": "First v opens the vote, h counts hands, or p enters the group's answer.",
    "open": "First v closes the vote.",
    "closed": "First the group's answer is locked: l for the majority's, p for your pick.",
    "locked": "First r reveals what was reported.",
}
"""What comes before a key in ``EARLY`` can do anything."""
EARLY = {"n": "go_on", "space": "go_on", "r": "reveal", "l": "lock_majority"}


def stands(command: str, phase: Phase) -> bool:
    """Whether a command's key does anything on the page of a phase."""
    if command in PAGES:
        return phase in PAGES[command]
    actions = OFFERED.get(command, ())
    return not actions or any(may(action, phase) for action in actions)


def begun(case: Case, state: GroupState) -> str:
    """The decision the room was in the middle of, for a session that is taken up again."""
    phase, asked = now(case, state)
    return "" if asked is None or phase == "asked" else asked.id
