"""The full-screen trainer: which screen is shown, and what all of them share."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from trainer.collecting import PLAYING, settle
from trainer.errors import Unreadable
from trainer.files.config import config
from trainer.tui.command_app import CommandApp
from trainer.tui.commands import Command, bindings
from trainer.tui.keymap import keymap_of
from trainer.tui.learner_app import LearnerApp
from trainer.tui.places import Places
from trainer.tui.terminal_app import run_terminal
from trainer.unexpected import UNHARMED

if TYPE_CHECKING:
    from trainer.case.library.head import CaseHead
    from trainer.case.loader import Loaded
    from trainer.presentation.home import Suggestion
    from trainer.session import Session
    from trainer.store.records import RunSummary
    from trainer.tui.tour import Tour


class TrainerApp(CommandApp, LearnerApp):
    """Opens the library, or ``case`` straight away, and moves from screen to screen."""

    TITLE = "Case trainer"
    CSS_PATH = "trainer.tcss"
    COMMANDS = App.COMMANDS | {Places}
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = (
        Command("help", "question_mark", "Help", "What can be done on this screen.", footer=True),
        Command("command_palette", "ctrl+p", "Commands", "Find a command by its name."),
        Command("tour", "", "Tour", "Two minutes on the first day of a case; nothing is kept."),
        Command("end_tour", "f9", "End the tour", "Back home; nothing of the tour is kept."),
        Command("suspend_process", "ctrl+z", "Suspend", "Back to the shell; fg comes back here."),
        Command("review", "", "Review", "Answer what comes back."),
        Command("progress", "", "Progress", "How you are doing, and every past run."),
        Command("change_theme", "", "Theme", "Choose the colours; they are remembered."),
        Command("quit", "ctrl+q", "Quit", "Leave the trainer. Everything committed is saved."),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    tour: Tour | None = None
    _problems: Sequence[str] = ()

    def get_default_screen(self) -> Screen[Any]:
        """Home, unless a case was named: an empty screen below home would be styled for nothing."""
        if self.case is not None:
            return super().get_default_screen()
        from trainer.tui.screens.home import HomeScreen

        return HomeScreen()

    def compose(self) -> ComposeResult:
        """The title of the case that was named, shown until its first screen covers it."""
        if self.case is not None and self.case.scenario is not None:
            yield Static(Content(f"Opening {self.case.scenario.title} ..."), classes="title")

    def on_load(self) -> None:
        """Set the keys and the theme before anything is styled."""
        self.keymap, problems = keymap_of(self.setting("keys") or config(os.environ).get("keys"))
        self.set_keymap(self.keymap)
        self._problems = [f"Keys in the settings: {problem}." for problem in problems]
        theme = self.setting("theme") or config(os.environ).get("theme")
        self.theme = theme if theme in self.available_themes else self.theme

    def on_mount(self) -> None:
        """Report problems of the settings, and open the case that was named."""
        for problem in self._problems:
            self.notice(problem, "warning")
        self.theme_changed_signal.subscribe(self, lambda _: self.keep_setting("theme", self.theme))
        if "settings" in vars(self):
            for notice in self.settings.notices:
                self.notice(notice, "warning")
        if self.case is not None:
            self.open_case(self.case)

    # Screens

    def library(self) -> None:
        """Go back to the library, and close the run being played."""
        from trainer.tui.screens.home import HomeScreen

        self.let_go()
        library = next((s for s in self.screen_stack if isinstance(s, HomeScreen)), None)
        if library is not None:
            while self.screen is not library:
                self.pop_screen()
            library.opening("")
        elif len(self.screen_stack) == 1:
            self.push_screen(HomeScreen())  # Textual cannot switch an app's first screen
        else:
            self.switch_screen(HomeScreen())

    def play(self, session: Session) -> None:
        """Play a run."""
        from trainer.tui.screens.case import CaseScreen

        self._take(session)
        self.push_screen(CaseScreen(session))

    def debrief(self, session: Session) -> None:
        """Show a finished run's debrief in place of the case."""
        from trainer.session import first_play
        from trainer.tui.screens.debrief import DebriefScreen
        from trainer.tui.screens.home import HomeScreen

        self._take(session)
        first = first_play(session.case, self.store, session.journal.record.summary)
        screen = DebriefScreen(session, first)
        if isinstance(self.screen, HomeScreen) or len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def open_case(self, case: Path | Loaded) -> Worker[None]:
        """Ask how to play a case, then play it."""
        from trainer.tui.start_run import open_case

        return self.run_worker(open_case(self, case), group="opening", exclusive=True)

    async def read_ahead(self, case: Path) -> None:
        """Read a case, so that what opening any case needs is loaded before one is opened."""
        if "trainer.case.loader" not in sys.modules:
            await asyncio.to_thread(_read_to_load, case)
            settle(PLAYING)

    def open_run(self, run: RunSummary) -> Worker[None]:
        """Go on with a run, or show its debrief; asks only if its case has changed since."""
        from trainer.tui.start_run import open_run

        return self.run_worker(open_run(self, run), group="opening", exclusive=True)

    # The first minutes

    async def action_tour(self) -> None:
        """Begin the tour, on a case that comes with the program."""
        from trainer.case.library.cases import own_folder
        from trainer.tui.start_run import read_case
        from trainer.tui.tour import CASE, Tour

        self.keep_setting("tour", "taken")
        loaded = await asyncio.to_thread(read_case, own_folder() / f"{CASE}.yaml")
        if isinstance(loaded, str):
            self.notice(loaded, "error")
            return
        tour = Tour.of(loaded)
        self.play(tour.session)
        self.tour = tour

    def action_end_tour(self) -> None:
        """Leave the tour."""
        self.library()

    def post_display_hook(self) -> None:
        """Check after each paint whether a step of the tour is done."""
        super().post_display_hook()
        if self.tour is not None and self.screen_stack:
            self.tour.look(self)

    def review(self, minutes: int | None = None) -> Worker[None]:
        """Start a review of ``minutes``; without them the learner is asked how long."""
        from trainer.tui.start_learning import open_review

        return self.run_worker(open_review(self, minutes), group="opening", exclusive=True)

    def for_tonight(self) -> tuple[Suggestion | None, CaseHead | None]:
        """The suggestion to review, if anything is due, and a case. Raises ``CannotRead``."""
        from trainer.tui.start_learning import for_tonight

        return for_tonight(self)

    def progress(self) -> Worker[None]:
        """Show how the learner is doing, and every past run."""
        from trainer.tui.start_learning import open_progress

        return self.run_worker(open_progress(self), group="opening", exclusive=True)

    def action_review(self) -> None:
        """Start a review, from the palette."""
        self.review()

    def action_progress(self) -> None:
        """Show progress, from the palette."""
        self.progress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer review, progress and the tour only while no run is being played."""
        if action in ("review", "progress", "tour"):
            return self.session is None
        if action == "end_tour":
            return self.tour is not None
        return super().check_action(action, parameters)

    # What is being played

    def _take(self, session: Session) -> None:
        if self.session is not session:
            self.let_go()
            self.session = session
            for notice in session.notices:
                self.notice(notice)

    def let_go(self) -> None:
        """Close the open run, so that it can be opened elsewhere."""
        if problem := self.settle():
            self.notice(problem, "error")

    def settle(self) -> str:
        """Close the open run; returns why it was not saved in full, or an empty text."""
        session, self.session = self.session, None
        tour, self.tour = self.tour, None
        if session is None:
            return ""
        problem = session.close().problem
        if tour is not None:
            tour.end(self)
            self.call_later(self.clear_notifications)  # one of them says that the run is saved
            self.notice("The tour is over; nothing of it is kept.")
            self.note = UNHARMED
            return ""
        self.note = f"Not all is saved: {problem}" if problem else "Your run is saved."
        return str(problem or "")

    def on_unmount(self) -> None:
        """Close the open run."""
        self.let_go()


def _read_to_load(case: Path) -> None:
    from trainer.tui.start_run import read_case

    with suppress(Unreadable):
        read_case(case)


def run_app(app: TrainerApp) -> int:
    """Run the trainer in this terminal; returns the exit code. Raises ``Ended`` after a crash."""
    app.after_first_paint(lambda: settle(PLAYING))
    return run_terminal(app)
