"""The contents of the facilitator's page, and the actions that it offers now as buttons."""

from __future__ import annotations

from typing import Any

from trainer.case.model import AnyQuestion
from trainer.engine.views import next_event_day
from trainer.group import tally
from trainer.group.offers import GOING_ON, Action, Phase, may, next_page, phase_of, why_not
from trainer.group.session import GroupSession
from trainer.presentation.blocks.facilitator import facilitator
from trainer.presentation.blocks.round import percent
from trainer.presentation.blocks.verdict import OPTION
from trainer.presentation.words import day_text
from trainer.questions.marks import LETTERS

PICK = "pick"
"""Leads to the page for another answer."""
BUTTONS: tuple[tuple[str, Action, str], ...] = (
    ("open", "open_vote", "Open the vote"),
    ("close", "close_vote", "Close the vote"),
    ("lock", "lock_majority", "Lock the majority's answer"),
    ("reveal", "reveal", "Reveal the report"),
    ("reopen", "vote_again", "Vote again"),
    (PICK, "lock_pick", "Lock another answer, or pass"),
    ("unclose", "unclose", "Open this vote again"),
    ("withdraw", "withdraw", "Withdraw this round"),
    ("reasons", "reasons", "Show the reasons on the wall"),
    ("hide-reasons", "reasons", "Take the reasons off the wall"),
    ("lock-join", "admission", "Lock the door"),
    ("unlock-join", "admission", "Unlock the door"),
)
"""The word of a script, the action that must be allowed for it, and the text of its button."""
GO_ON, END = "go on", "end with the debrief"
"""Both do what the wall's key does: go to a question, the day or the next day, or end the session.
Ending has a word of its own because it takes two touches."""
NEXT = ("open", "close", "lock", "reveal", GO_ON)
"""The usual next steps, which take one touch; all others take two."""
UNDECIDED = ("reopen", PICK)
"""The usual next steps if there is no majority to lock."""
ON_WALL: dict[Phase, str] = {
    "day": "On the wall: the day's findings.",
    "question": "On the wall: the question. No vote was opened yet.",
    "open": "On the wall: the question. The vote is open.",
    "closed": "On the wall: how the room voted.",
    "locked": "On the wall: the group's answer.",
    "revealed": "On the wall: what was reported.",
    "ended": "On the wall: the debrief. Phones can keep their answers until the wall is left.",
}
"""Where the room is, for a facilitator who cannot see the wall."""
REASONS = "On the wall: the voters' reasons, in their words."


def page_values(session: GroupSession) -> dict[str, Any]:
    """The values for the page's template."""
    turn = session.turn  # read first: if the room moves on meanwhile, the buttons are refused
    case, state = session.case, session.state
    question = case.questions.get(session.at)
    phase = phase_of(state, session.at)
    rounds = state.counting(session.at)
    reasons = tally.reasons(question, rounds[-1]) if question and rounds else []
    left_out = {
        "hide-reasons" if not state.reasons else "reasons",
        "unlock-join" if state.joining else "lock-join",
    } | (set() if reasons else {"reasons", "hide-reasons"})
    offers = [
        (word, text, why_not(offer, state, question))
        for word, offer, text in BUTTONS
        if may(offer, phase) and word not in left_out
    ]
    buttons = [(word, text) for word, text, why in offers if not why]
    if phase in GOING_ON:
        buttons.insert(0, _onward(session))
    undecided = phase == "closed" and "lock" not in dict(buttons)
    return {
        "title": case.scenario.title,
        "day": day_text(case, state.run.day),
        "joined": len(state.participants),
        "voted": state.open_round.counted if state.open_round else None,
        "phase": phase,
        "where": REASONS if question and state.reasons == question.id else ON_WALL[phase],
        "question": question,
        "rows": _rows(session, question) if question and rounds else [],
        "reasons": reasons,
        "turn": turn,
        "buttons": buttons,
        "next": NEXT + (UNDECIDED if undecided else ()),
        "refusals": [(text, why) for _, text, why in offers if why],
        "notes": list(facilitator(case, state.run.day)),
        "option": OPTION,
        "letters": LETTERS,
        "unsaved": session.journal.problem,
    }


def _rows(session: GroupSession, question: AnyQuestion) -> list[tuple[str, str, int, str, bool]]:
    """For each option: letter, text, votes, their share, and whether the report chose it."""
    row = tally.counted(question, session.state.counting(question.id)[-1])
    return [
        (letter, option.wording, row.counts[option.id], percent(row.shares.get(option.id)),
         option.keyed)
        for letter, option in question.lettered
    ]  # fmt: skip


def _onward(session: GroupSession) -> tuple[str, str]:
    """The button that goes on: its word and its text."""
    to = next_page(session.case, session.state, session.at)
    if to is not None:
        title = f"question: {session.case.questions[to].title}" if to else "day"
        return GO_ON, f"Show the {title}"
    if next_event_day(session.case, session.state.run) is None:
        return END, "That was the last day: end with the debrief"
    return GO_ON, "Next day"
