"""The facilitator's notes in a terminal of their own, following the session that runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content
from textual.screen import Screen

from trainer import clock
from trainer.case.compiled import Case
from trainer.errors import NoSuchCase, TrainerError
from trainer.group.saved import Follower, case_file, running
from trainer.store.room.header import Header
from trainer.tui.group.base import TICK, BaseApp, PageScreen
from trainer.tui.group.notes_page import notes_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

SEARCH = 4
"""Looks at a journal between two looks for one: a folder is read only once a second."""


def case_of(header: Header) -> Case:
    """The case a session is held on. Raises ``NoSuchCase`` or ``Unreadable``."""
    from trainer.case.loader import load

    scenario = load(case_file(header)).scenario
    if scenario is None:
        raise NoSuchCase(f"The case {header.scenario} {header.scenario_version} has errors.")
    return Case.of(scenario)


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
        """A journal that cannot be followed: said once, not every second."""

    def get_default_screen(self) -> Screen[Any]:
        """The page."""
        return PageScreen()

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(TICK, self.tick)
        self.call_after_refresh(self.tick)

    def tick(self) -> None:
        """Look at the journal, or for one."""
        self._ticks += 1
        try:
            if self.follower is not None:
                self._follow(self.follower)
            elif self._ticks % SEARCH == 1:
                self._search()
        except FileNotFoundError:
            self._over()
        except (TrainerError, OSError) as error:
            self._refused, self.follower = self._path, None
            self._say("These notes cannot go on.", str(error), WARN)

    _path: Path | None = None

    def _search(self) -> None:
        self._path = running(self.saves)
        if self._path is None:
            where = self.saves / "groups"
            self._say("No session runs.", f"Waiting for one to begin in {where}", DIM)
        elif self._path != self._refused:
            self.follower = Follower(self._path, self.case_of)
            self.follower.poll()
            self._draw(self.follower)

    def _follow(self, follower: Follower) -> None:
        running_down = follower.state.open_round
        moved = follower.poll()
        ticking = running_down is not None and running_down.deadline is not None
        # The minutes used go on without any event.
        if moved or (ticking and self._ticks % SEARCH == 0) or self._ticks % (60 * SEARCH) == 0:
            self._draw(follower)
        if follower.state.run.finished:
            self._over()

    def _draw(self, follower: Follower) -> None:
        self._put(notes_page(follower.case, follower.header, follower.state, self.clock()))
        self._shown = ""

    def _over(self) -> None:
        self.follower, self._refused = None, self._path
        self._say("The session is over.", "Its debrief is on the room's screen.", DIM)
        self._ticks = 1

    def _say(self, head: str, text: str, style: str) -> None:
        if self._shown != head + text:
            self._shown = head + text
            self._put(Page().line(head, HEAD).gap().line(text, style).content())

    def _put(self, page: Content) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PageScreen) and screen.is_mounted:
                screen.show(page)
