"""The facilitator's commands on the room's screen; the phase decides which are offered."""

from __future__ import annotations

from trainer.group.offers import GOING_ON, WHY_NOT, Action, Phase, may
from trainer.tui.commands import Command

ROOM = (
    Command("go_on", "n,space", "Next", "Go to the next question, or the next day.", True),
    Command("open_vote", "v", "Open vote", "Open the vote on this question.", footer=True),
    Command("close_vote", "v", "Close vote", "Close the vote and show how it stands.", footer=True),
    Command("vote_again", "v", "Vote again", "Open the next round, after a discussion.", True),
    Command("take_back", "u", "Take back", "Open the closed vote again, or withdraw the round."),
    Command("countdown", "t", "Timed vote", "Open a vote that closes after so many seconds."),
    Command("hands", "h", "Hands", "Type in how many raised a hand for each option.", footer=True),
    Command("lock_majority", "l", "Lock", "Lock what most chose as the group's answer.", True),
    Command("lock_pick", "p", "Pick", "Lock the answer you enter, or pass.", footer=True),
    Command("reveal", "r", "Reveal", "Show what was reported, and why.", footer=True),
    Command("reasons", "s", "Reasons", "Show why voters chose so, in their words, or hide it."),
    Command("before", "b", "Earlier", "The question before this one, as it ended; n returns."),
    Command("day", "d", "Day", "Back to the day's findings; n returns.", footer=True),
    Command("order", "o", "Order", "Enter an order the room called out.", footer=True),
    Command("known", "k", "Known", "Everything known so far, to look something up."),
    Command("undo_order", "u", "Undo order", "Take back the latest order of today without result."),
    Command("join", "j", "Join", "How phones get in, and the door: lock it, drop, new code."),
    Command("notes", "f", "Notes", "Your notes and the key HERE, after a warning. Better: 'trainer"
            " group notes' in a second terminal."),
    Command("retry", "w", "Save again", "Try again to save what could not be saved."),
    Command("end", "e", "End", "End the session and show the group's debrief."),
)  # fmt: skip

PAGES: dict[str, frozenset[Phase]] = {
    "go_on": GOING_ON,
    "order": frozenset({"day", "revealed"}),
    "undo_order": frozenset({"day"}),
    "day": frozenset({"question", "open", "closed", "locked", "revealed"}),
}
"""The phases in which these commands are offered; the engine allows them in others, too."""
_OTHERS = ("unclose", "withdraw", "count", "next_day", "order", "admission", "end")
OFFERED: dict[str, tuple[Action, ...]] = {
    **{name: (name,) for name in WHY_NOT if name not in _OTHERS},
    "take_back": ("unclose", "withdraw"),
    "countdown": ("open_vote", "vote_again"),
    "hands": ("open_vote", "count"),
}
"""The actions of each command, which is offered if one of them may be done."""
FIRST: dict[Phase, str] = {
    "day": "First n: nothing is asked on this page.",
    "question": "First v opens the vote, h counts hands, or p enters the group's answer.",
    "open": "First v closes the vote.",
    "closed": "First the group's answer is locked: l for the majority's, p for your pick.",
    "locked": "First r reveals what was reported.",
    "revealed": "First n goes on: this question is done.",
}
"""What has to be done first, by phase; shown when a key of ``EARLY`` cannot act yet."""
_NO_MAJORITY = "First the group's answer is locked."
EARLY = frozenset(("n", "space", "v", "l", "p", "r"))
"""The keys that move a room on; if one cannot act yet, the screen says what comes first."""


def first(phase: Phase, no_majority: str) -> str:
    """What has to be done first in a phase; ``no_majority`` says why none can be locked."""
    return f"{_NO_MAJORITY} {no_majority}" if no_majority else FIRST.get(phase, "")


def stands(command: str, phase: Phase) -> bool:
    """Whether a command is offered in a phase."""
    if command in PAGES:
        return phase in PAGES[command]
    actions = OFFERED.get(command, ())
    return not actions or any(may(action, phase) for action in actions)
