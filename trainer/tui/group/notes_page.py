"""The facilitator's notes on a running session: time, tally, rule of thumb, key."""

from __future__ import annotations

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.counting import some
from trainer.group import tally
from trainer.group.offers import current, phase_of
from trainer.group.state import GroupState
from trainer.group.summary import decision_row
from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.round import RoundRow
from trainer.questions.marks import LETTERS
from trainer.store.room.header import Header
from trainer.tui.widgets.facilitator_page import facilitator_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

RULE = {
    "explain again": "under 35 % right: give a hint or explain again, then vote again",
    "discuss and vote again": "35 to 70 % right: discuss in pairs, then vote again",
    "explain": "over 70 % right: explain shortly and go on",
}
NEXT = {
    "day": "Read the day together, then n: to the question.",
    "question": "Read the question aloud, then v: open the vote.",
    "open": "v: close the vote.",
    "closed": "v: vote again.  l: lock the majority.  p: lock another answer.",
    "locked": "r: reveal what was reported.",
    "revealed": "n: go on.",
}


def notes_page(case: Case, header: Header, state: GroupState, now: float) -> Content:
    """The page at ``now``, in seconds since 1970."""
    page = Page()
    _time(page, case, state, now)
    question = current(case, state)
    if state.run.finished:
        page.line("The session is over.", HEAD)
        return page.content()
    if question is None:
        page.line("Nothing is asked now.  n: the next day.")
    else:
        page.head(f"Now: {question.title}").line(NEXT[phase_of(state, question.id)])
        if state.rounds.get(question.id):
            _votes(page, header, state, question, now)
    return page.gap().add(facilitator_page(case, state.run.day)).content()


def _time(page: Page, case: Case, state: GroupState, now: float) -> None:
    notes = case.scenario.facilitator
    minutes = {d.id: d.facilitator.minutes or 0 for d in case.decisions.values() if d.facilitator}
    planned = (notes.minutes if notes else None) or sum(minutes.values())
    done = sum(m for name, m in minutes.items() if name in state.run.locks)
    used = (now - state.started) / 60 if state.started else 0.0
    page.parts(
        (f"{used:.0f} minutes used", "bold"),
        (f" of {planned} planned" if planned else "", ""),
        (f"; what is answered was planned to take {done}" if planned else "", DIM),
    )


def _votes(page: Page, header: Header, state: GroupState, question: Decision, now: float) -> None:
    votes = state.rounds[question.id][-1]
    row = tally.counted(question, votes)
    how = "open" if votes.is_open else "closed"
    seconds = state.seconds_left(now)
    left = "" if seconds is None else f", {seconds:.0f} s left"
    devices = f" of {len(state.participants)} devices" if state.participants else ""
    number = len(state.rounds[question.id])
    page.line(f"Round {number} {how}: {some(row.voters, 'vote')}{devices}{left}", "bold")
    if not question.choices:
        numbers = ", ".join(f"{v:g}" for v in question.numbers(votes.cast)) or "none"
        page.line(f"Numbers: {numbers}; the report's: {'; '.join(question.key_in_words())}")
    for letter, option in zip(LETTERS, question.choices, strict=False):
        share = row.shares.get(option.id, 0.0)
        figures = f"{row.counts[option.id]:>4}  {words.percent(share):>5}  "
        page.parts(
            (f"{'*' if option.keyed else ' '} {letter} ", "bold"),
            (f"{'█' * round(20 * share):20} {figures}", ""),
            (option.judgement, DIM),
        )
    _rule(page, row)
    for line in (words.moved(decision_row(state, question)), words.confidence([row])):
        if line:
            page.line(line, DIM)
    if header.teams:
        for team, part in tally.by_team(state.participants, votes).items():
            apart = tally.counted(question, part)
            counts = zip(LETTERS, apart.counts.values(), strict=False)
            named = " ".join(f"{letter} {n}" for letter, n in counts)
            page.line(f"  {team or 'no team'}: {named}  ({some(apart.voters, 'vote')})")


def _rule(page: Page, row: RoundRow) -> None:
    advice = tally.advice(row)
    if advice is not None:
        right = f"Right: {words.percent(row.agreement)}.  "
        page.parts((right, "bold"), (f"Rule of thumb: {RULE[advice]}.", WARN))
    elif row.voters:
        page.line("No answer is the reported one: look at how the distribution moves.", DIM)
