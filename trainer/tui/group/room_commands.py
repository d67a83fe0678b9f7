"""What the facilitator can do on the room's screen; the phase decides which stand in the footer."""

from __future__ import annotations

from trainer.tui.commands import Command

ROOM = (
    Command("go_on", "n,space", "Next", "To the question; then the next; then the next day.", True),
    Command("open_vote", "v", "Open vote", "Open the vote on this question.", footer=True),
    Command("close_vote", "v", "Close vote", "Close the vote and show how it stands.", footer=True),
    Command("vote_again", "v", "Vote again", "Open the next round, after a discussion.", True),
    Command("countdown", "t", "Timed vote", "Open a vote that locks after so many seconds."),
    Command("hands", "h", "Hands", "Type in how many raised a hand for each option.", footer=True),
    Command("lock_majority", "l", "Lock", "Lock what most chose as the group's answer.", True),
    Command("lock_pick", "p", "Pick", "Lock the answer you enter, or pass.", footer=True),
    Command("reveal", "r", "Reveal", "Show what was reported, and why.", footer=True),
    Command("day", "d", "Day", "Back to the day's findings; n returns.", footer=True),
    Command("order", "o", "Order", "Enter an order the room called out.", footer=True),
    Command("known", "k", "Known", "Everything known so far, to look something up."),
    Command("undo_order", "u", "Undo order", "Take back the latest order of today without result."),
    Command("join", "j", "Join", "How phones get in, with a picture for cameras."),
    Command("notes", "f", "Notes", "Your notes and the key HERE, after a warning. Better: 'trainer"
            " group notes' in a second terminal."),
    Command("retry", "w", "Save again", "Try again to save what could not be saved."),
    Command("end", "e", "End", "End the session and show the group's debrief."),
)  # fmt: skip
