"""The facilitator's notes on a running session, on a page and in a terminal of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content
from textual.screen import Screen

from trainer import clock
from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.counting import some
from trainer.errors import NoSuchCase, TrainerError
from trainer.group import tally
from trainer.group.offers import current, phase_of, why_not
from trainer.group.saved import Follower, case_file, running
from trainer.group.state import GroupState
from trainer.group.summary import question_row
from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.round import RoundRow
from trainer.questions.words import judgement_word
from trainer.store.room.journal import Header
from trainer.tui.group.base import TICK, BaseApp, PageScreen
from trainer.tui.widgets.pages import facilitator_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

RULE = {
    "explain again": "under 35 % right: give a hint or explain again, then vote again",
    "discuss and vote again": "35 to 70 % right: discuss in pairs, then vote again",
    "explain": "over 70 % right: explain shortly and go on",
}
NEXT = {
    "day": "Read the day together, then n: to the question.",
    "question": "n: show the question.  Read it aloud, then v: open the vote.",
    "open": "v: close the vote.",
    "closed": "v: vote again.  l: lock the majority.  p: lock another answer.",
    "locked": "r: reveal what was reported.",
    "revealed": "n: go on.",
}
UNDECIDED = "v: vote again.  p: lock your own pick."


def notes_page(case: Case, state: GroupState, now: float) -> Content:
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
        phase = phase_of(state, question.id)
        undecided = phase == "closed" and why_not("lock_majority", state, question)
        page.head(f"Now: {question.title}")
        page.line(f"{UNDECIDED}  {undecided}" if undecided else NEXT[phase])
        if state.counting(question.id):
            _votes(page, state, question, now)
    return page.gap().add(facilitator_page(case, state.run.day)).content()


def _time(page: Page, case: Case, state: GroupState, now: float) -> None:
    notes = case.scenario.facilitator
    minutes = {d.id: d.facilitator.minutes or 0 for d in case.questions.values() if d.facilitator}
    planned = (notes.minutes if notes else None) or sum(minutes.values())
    done = sum(m for name, m in minutes.items() if name in state.run.locks)
    used = max(0.0, now - state.started) / 60 if state.started else 0.0
    page.parts(
        (f"{used:.0f} minutes used", "bold"),
        (f" of {planned} planned" if planned else "", ""),
        (f"; the answered questions were planned to take {done}" if planned else "", DIM),
    )


def _votes(page: Page, state: GroupState, question: AnyQuestion, now: float) -> None:
    votes = state.counting(question.id)[-1]
    row = tally.counted(question, votes)
    how = "open" if votes.is_open else "closed"
    seconds = state.seconds_left(now)
    left = "" if seconds is None else f", {seconds:.0f} s left"
    devices = f" of {len(state.participants)} devices" if state.participants else ""
    number = len(state.counting(question.id))
    page.line(f"Round {number} {how}: {some(row.voters, 'vote')}{devices}{left}", "bold")
    if not question.choices:
        numbers = ", ".join(f"{v:g}" for v in question.numbers(votes.cast)) or "none"
        page.line(f"Numbers: {numbers}; the report's: {'; '.join(question.key_in_words())}")
    for letter, option in question.lettered:
        share = row.shares.get(option.id, 0.0)
        figures = f"{row.counts[option.id]:>4}  {words.percent(share):>5}  "
        page.parts(
            (f"{'*' if option.keyed else ' '} {letter} ", "bold"),
            (f"{'█' * round(20 * share):20} {figures}", ""),
            (judgement_word(question.topic, option.judgement), DIM),
        )
    reasons = tally.reasons(question, votes)
    for choice, reason in reasons:
        page.parts((f"  {choice}  ", "bold"), (reason, ""))
    if reasons:
        page.line("s: show these words on the wall, or hide them, once the vote is closed.", DIM)
    _rule(page, row)
    whole = question_row(state, question)
    for line in (words.shift(whole), words.confidence([row]), *words.by_team(whole)):
        if line:
            page.line(line, DIM)


def _rule(page: Page, row: RoundRow) -> None:
    advice = tally.advice(row)
    if advice is not None:
        right = f"Right: {words.percent(row.agreement)}.  "
        page.parts((right, "bold"), (f"Rule of thumb: {RULE[advice]}.", WARN))
    elif row.voters:
        page.line("No answer is the reported one: look at how the distribution moves.", DIM)


SEARCH = 4
"""Ticks between two searches for a session, so that the folder is read once a second."""


def case_of(header: Header) -> Case:
    """The case a session is held on. Raises ``NoSuchCase`` or ``Unreadable``."""
    from trainer.case.loader import load

    scenario = load(case_file(header)).scenario
    if scenario is None:
        raise NoSuchCase(f"The case {header.scenario} {header.scenario_version} has errors.")
    return Case.of(scenario).shuffled(header.seed)


class NotesApp(BaseApp):
    """Looks for a session, then follows its journal until it ends."""

    TITLE = "Facilitator's notes"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(
        self,
        saves: Path,
        case_of: Callable[[Header], Case] = case_of,
        clock: Callable[[], float] = clock.seconds,
    ) -> None:
        super().__init__()
        self.saves = saves
        self.case_of = case_of
        self.clock = clock
        self.follower: Follower | None = None
        self._ticks = 0
        self._shown = ""
        self._refused: Path | None = None
        """A journal that cannot be followed; its error is shown once, not every second."""

    def get_default_screen(self) -> Screen[Any]:
        """The page."""
        return PageScreen()

    def on_mount(self) -> None:
        """Start ticking."""
        self.set_interval(TICK, self.tick)
        self.call_after_refresh(self.tick)

    def tick(self) -> None:
        """Read what is new in the journal, or search for one."""
        self._ticks += 1
        try:
            if self.follower is not None:
                self._follow(self.follower)
            elif self._ticks % SEARCH == 1:
                self._search()
        except FileNotFoundError:
            self._show_end()
        except (TrainerError, OSError) as error:
            self._refused, self.follower = self._path, None
            self._show_message("These notes cannot go on.", str(error), WARN)

    _path: Path | None = None

    def _search(self) -> None:
        self._path = running(self.saves)
        if self._path is None:
            where = self.saves / "groups"
            self._show_message("No session runs.", f"Waiting for one to begin in {where}", DIM)
        elif self._path != self._refused:
            self.follower = Follower(self._path, self.case_of)
            self.follower.poll()
            self._draw(self.follower)

    def _follow(self, follower: Follower) -> None:
        open_round = follower.state.open_round
        changed = follower.poll()
        timed = open_round is not None and open_round.deadline is not None
        # The minutes used change without an event.
        if changed or (timed and self._ticks % SEARCH == 0) or self._ticks % (60 * SEARCH) == 0:
            self._draw(follower)
        if follower.state.run.finished:
            self._show_end()

    def _draw(self, follower: Follower) -> None:
        self._show_page(notes_page(follower.case, follower.state, self.clock()))
        self._shown = ""

    def _show_end(self) -> None:
        self.follower, self._refused = None, self._path
        self._show_message("The session is over.", "Its debrief is on the room's screen.", DIM)
        self._ticks = 1

    def _show_message(self, head: str, text: str, style: str) -> None:
        if self._shown != head + text:
            self._shown = head + text
            self._show_page(Page().line(head, HEAD).gap().line(text, style).content())

    def _show_page(self, page: Content) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PageScreen) and screen.is_mounted:
                screen.show(page)
