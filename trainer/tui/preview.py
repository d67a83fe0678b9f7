"""The trainer on one case file, which is read again whenever its author saves it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from textual.screen import Screen

from trainer.author.preview import carried, up_to
from trainer.case.loader import Loaded, load
from trainer.case.reading.diagnostics import Diagnostic
from trainer.counting import some
from trainer.engine.state import State
from trainer.errors import Unreadable
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.tui.app import TrainerApp
from trainer.tui.commands import Command, bindings
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.preview import FacilitatorScreen, FaultsScreen, ProjectorScreen
from trainer.tui.widgets.answer_field import AnswerDraft
from trainer.tui.widgets.answer_form import AnswerForm

View = Literal["learner", "facilitator", "projector"]
VIEWS: tuple[View, ...] = ("learner", "facilitator", "projector")
LOOK = 0.25
"""Seconds between checks of the file."""


@dataclass
class _Unfinished:
    """What the learner's screens hold but the run does not."""

    pane: str = "today"
    drafts: dict[str, AnswerDraft] = field(default_factory=dict)
    answering: str = ""


class PreviewApp(TrainerApp):
    """Shows the case at a point of play, and returns there each time the file is saved.

    Nothing played here is kept: runs go into a folder that is removed at the end.
    """

    note = "Your file is as you saved it."
    COMMAND_LIST = (
        Command("next_view", "v", "View", "Learner, facilitator, projector in turn.", True),
        Command("step(-1)", "left_square_bracket", "Day before", "The previous day with events."),
        Command("step(1)", "right_square_bracket", "Day after", "The next day with events."),
        Command("faults", "f", "Findings", "What the check found in the file."),
        *(c for c in TrainerApp.COMMAND_LIST if c.name not in ("quit", "tour", "end_tour")),
        Command("quit", "ctrl+q", "Quit", "Leave the preview; nothing of it is kept."),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(
        self,
        file: Path,
        day: int | None = None,
        view: View = "learner",
        saves: Path | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="trainer-preview-")
        super().__init__(saves or Path(self._folder.name) / "settings")
        self.file = file
        self.first_day_wanted = day
        self.view: View = view
        self.loaded: Loaded | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._stamp: object = None
        self._point: State | None = None
        self._runs = 0
        self._unfinished = _Unfinished()
        self._changing = asyncio.Lock()
        """Held while screens change: a screen removed while it is being mounted would break."""

    def get_default_screen(self) -> Screen[Any]:
        """An empty page until the file is read."""
        return FaultsScreen(str(self.file), ())

    def on_mount(self) -> None:
        """Read the file, and keep checking it for changes."""
        self._check_file()
        self.set_interval(LOOK, self._check_file)

    def on_unmount(self) -> None:
        """Remove the folder of the runs."""
        self._folder.cleanup()

    # The file

    def _check_file(self) -> None:
        try:
            status = self.file.stat()
        except OSError:  # missing for a moment while an editor replaces it
            return
        stamp = status.st_mtime_ns, status.st_size, status.st_ino
        if stamp != self._stamp:
            self._stamp = stamp
            self._then(self._read_again())

    async def _read_again(self) -> None:
        try:
            loaded = await asyncio.to_thread(load, self.file, warnings=True)
        except Unreadable as error:
            self.notice(str(error), "error")
            return
        is_reload = self._point is not None
        self._remember()
        self.diagnostics = loaded.diagnostics
        if loaded.scenario is None:
            await self._show(FaultsScreen(str(self.file), self.diagnostics))
            return
        self.loaded = loaded
        await self._begin()
        if is_reload:
            count = len(self.diagnostics)
            verdict = f"{some(count, 'warning')}: f shows them" if count else "nothing to mend"
            self.notice(f"Read again; {verdict}.")

    # The point of play

    def _remember(self) -> None:
        if self.session is not None:
            self._point = self.session.state
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen):
                self._unfinished = _Unfinished(screen.pane or "today", dict(screen.drafts))
            elif isinstance(screen, DecideScreen) and screen.is_mounted:
                self._unfinished.answering = screen.question.id
                if not screen.locked:
                    self._unfinished.drafts[screen.question.id] = screen.query_one(AnswerForm).draft

    async def _begin(self) -> None:
        """Play on at the remembered point, in the file as it is now."""
        assert self.loaded is not None
        self._runs += 1
        self.let_go()
        session = Session.start(self.loaded, RunStore(Path(self._folder.name) / str(self._runs)))
        if self._point is None:
            clock = session.case.scenario.clock
            day = clock.first_day if self.first_day_wanted is None else self.first_day_wanted
            self._point = up_to(session.case, day)
            if self._point.day != day:
                self.notice(f"Play goes from day {clock.first_day} to {clock.last_day}.", "warning")
        events, lost = carried(session.case, self._point)
        if events:
            session.do(*events)
        for text in lost:
            self.notice(text, "warning")
        self.session = session
        await self._show_view()

    async def _show_view(self) -> None:
        session = self.session
        if session is None:
            return
        day = session.state.day
        if self.view == "facilitator":
            await self._show(FacilitatorScreen(session.case, day))
        elif self.view == "projector":
            await self._show(ProjectorScreen(session.case, day))
        elif session.state.finished:
            await self._show(DebriefScreen(session))
        else:
            screen = CaseScreen(session)
            await self._show(screen)
            await self._lay_out(screen)

    async def _lay_out(self, screen: CaseScreen) -> None:
        """Restore the open pane, the drafts and the open question."""
        unfinished, self._unfinished = self._unfinished, _Unfinished()
        case = screen.session.case
        for name, draft in unfinished.drafts.items():
            if name in case.questions:
                picks = tuple(p for p in draft.picks if p in case.options[name])
                screen.drafts[name] = replace(draft, picks=picks)
        if unfinished.pane != "today":
            screen.action_pane(unfinished.pane)
        question = case.questions.get(unfinished.answering)
        if question is not None and question.day == screen.session.state.day:
            decide = DecideScreen(screen.session, question.id, screen.drafts)
            await self.push_screen(decide, screen.decided)

    async def _show(self, screen: Screen[Any]) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(screen)  # the first screen stays below: Textual cannot switch it

    def _then(self, work: Coroutine[Any, Any, None]) -> None:
        async def locked() -> None:
            async with self._changing:
                await work

        self.run_worker(locked())

    async def action_quit(self) -> None:
        """Leave, once no screen is being changed."""
        async with self._changing:
            self.exit()

    # Commands

    def action_next_view(self) -> None:
        """Show the next view of the same day."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self._then(self._show_view())

    def action_learner(self) -> None:
        """Show the case as a learner sees it."""
        self.view = "learner"
        self._then(self._show_view())

    def action_faults(self) -> None:
        """Show the findings of the check."""
        self._then(self._show(FaultsScreen(str(self.file), self.diagnostics)))

    def action_step(self, by: int) -> None:
        """Go to another day with events; open questions before it are answered as reported."""
        if self.session is None:
            return
        case, state = self.session.case, self.session.state
        days = [d for d in case.event_days if (d - state.day) * by > 0]
        if not days:
            return
        point = up_to(case, min(days) if by > 0 else max(days))
        kept = {k: v for k, v in state.locks.items() if case.questions[k].day < point.day}
        orders = tuple(o for o in state.orders if o.day <= point.day)
        self._point = replace(point, locks={**point.locks, **kept}, orders=orders)
        self._then(self._begin())

    def library(self) -> None:
        """End the preview, which has no library to go back to."""
        self.exit()

    def debrief(self, session: Any) -> None:
        """Show the debrief in place of the case."""
        self._point = session.state
        self._then(self._show_view())
