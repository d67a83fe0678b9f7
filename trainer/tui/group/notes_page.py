"""What the facilitator alone reads: the running tally, what to do next, time, notes and the key."""

from __future__ import annotations

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.counting import some
from trainer.group import tally
from trainer.group.offers import current, phase_of
from trainer.group.state import GroupState, Round
from trainer.presentation.blocks.round import percent
from trainer.questions.marks import LETTERS
from trainer.store.room.header import Header
from trainer.tui.widgets.pages import facilitator_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

RULE = {
    "explain again": "under 35 % right: give a hint or explain again, then vote again",
    "discuss and vote again": "35 to 70 % right: discuss in pairs, then vote again",
    "explain": "over 70 % right: explain shortly and go on",
}
NEXT = {
    "day": "Read the day together, then n: to the question.",
    "asked": "Read the question aloud, then v: open the vote.",
    "open": "v: close the vote.",
    "closed": "v: vote again.  l: lock the majority.  p: lock another answer.",
    "locked": "r: reveal what was reported.",
    "revealed": "n: go on.",
}


def notes_page(case: Case, header: Header, state: GroupState, now: float) -> Content:
    """The page at ``now``, in seconds since 1970."""
    page = Page()
    _time(page, case, state, now)
    asked = current(case, state)
    if state.run.finished:
        page.line("The session is over.", HEAD)
        return page.content()
    if asked is None:
        page.line("Nothing is asked now.  n: the next day.")
    else:
        _question(page, header, state, asked, now)
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


def _question(page: Page, header: Header, state: GroupState, asked: Decision, now: float) -> None:
    phase = phase_of(state, asked.id)
    rounds = state.rounds.get(asked.id, ())
    page.head(f"Now: {asked.title}")
    page.line(NEXT[phase])
    if not rounds:
        return
    here = rounds[-1]
    how = "open" if here.is_open else "closed"
    left = ""
    if here.is_open and here.deadline is not None:
        left = f", {max(0.0, here.deadline - now):.0f} s left"
    devices = f" of {len(state.participants)} devices" if state.participants else ""
    page.line(f"Round {len(rounds)} {how}: {some(here.counted, 'vote')}{devices}{left}", "bold")
    _tally(page, asked, here)
    _rule(page, asked, rounds)
    if header.teams:
        for team, votes in tally.by_team(state.participants, here).items():
            counts = " ".join(
                f"{letter} {n}"
                for letter, n in zip(LETTERS, tally.counts(asked, votes).values(), strict=False)
            )
            page.line(f"  {team or 'no team'}: {counts}  ({some(votes.counted, 'vote')})")


def _tally(page: Page, asked: Decision, here: Round) -> None:
    if not asked.choices:
        given = ", ".join(f"{v:g}" for v in asked.numbers(here.cast)) or "none"
        page.line(f"Numbers: {given}; the report's: {'; '.join(asked.key_in_words())}")
    shares = tally.shares(asked, here)
    for letter, option in zip(LETTERS, asked.choices, strict=False):
        count = tally.counts(asked, here)[option.id]
        share = shares.get(option.id, 0.0)
        keyed = "*" if option.keyed else " "
        page.parts(
            (f"{keyed} {letter} ", "bold"),
            (f"{'█' * round(20 * share):20} {count:>4}  {percent(share):>5}  ", ""),
            (option.judgement, DIM),
        )


def _rule(page: Page, asked: Decision, rounds: tuple[Round, ...]) -> None:
    share, advice = tally.agreement(asked, rounds[-1]), tally.advice(asked, rounds[-1])
    if advice is not None and share is not None:
        page.parts(
            (f"Right: {percent(share)}.  ", "bold"), (f"Rule of thumb: {RULE[advice]}.", WARN)
        )
    elif rounds[-1].counted:
        page.line("No answer is the reported one: look at how the distribution moves.", DIM)
    if len(rounds) > 1:
        moved = tally.shift(asked, rounds[0], rounds[-1])
        if moved is not None:
            page.line(f"Moved since the first round: {percent(moved)}", DIM)
    sure = tally.confidence(rounds[-1])
    if sure.mean is not None:
        page.line(f"Confidence: {sure.mean:.0f} % on average, given by {sure.given}", DIM)
