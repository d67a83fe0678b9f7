"""The first two minutes: a line above the screens of a real case asks for one thing at a time.

The run is saved in a folder that is removed, so that the case stays new.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.tui.keymap import in_words
from trainer.tui.screens.decide import DecideScreen

if TYPE_CHECKING:
    from trainer.case.loader import Loaded
    from trainer.engine.state import State
    from trainer.tui.learner_app import LearnerApp

CASE = "anti-mda5-ild"
"""A shipped case whose first question has one best answer."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """One thing the learner is asked to do, and how to see that it is done."""

    text: str
    """The request, with the meanings of keys in braces."""
    done: Callable[[Screen[Any], State], bool]


STEPS = (
    TourStep(
        "A patient, day by day. Read; then press 3 for the results.",
        lambda screen, _: getattr(screen, "pane", "") == "results",
    ),
    TourStep(
        "Order a test: {order}, a few letters of it, enter. Its result comes.",
        lambda _, state: bool(state.orders),
    ),
    TourStep(
        "Now esc, back to the day; then {decide} to decide its first question.",
        lambda screen, state: isinstance(screen, DecideScreen) or bool(state.locks),
    ),
    TourStep(
        "A number picks, arrows say how sure, {submit} locks it for good.",
        lambda _, state: bool(state.locks),
    ),
    TourStep(
        "The verdict, beside what the report did. {next} goes on.",
        lambda screen, _: not (isinstance(screen, DecideScreen) and screen.locked),
    ),
    TourStep(
        "Look, order, answer, go on. Play on, or leave by esc and {leave}.",
        lambda _screen, _state: False,
    ),
)


class TourLine(Static):
    """The line of the tour above the open screen."""

    DEFAULT_CSS = """
    TourLine {
        dock: top; height: auto; padding: 0 1; text-style: bold;
        color: $block-cursor-foreground; background: $block-cursor-background;
    }
    """


@dataclass
class Tour:
    """A tour in progress."""

    session: Session
    folder: tempfile.TemporaryDirectory[str]
    step: int = 0
    _screen: Screen[Any] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, loaded: Loaded) -> Tour:
        """Begin a tour, with a run that is not kept."""
        folder = tempfile.TemporaryDirectory(prefix="trainer-tour-", ignore_cleanup_errors=True)
        return cls(Session.start(loaded, RunStore(Path(folder.name))), folder)

    def look(self, app: LearnerApp) -> None:
        """Pass over the steps that are done, and show the next one on the open screen."""
        screen, before = app.screen, self.step
        while STEPS[self.step].done(screen, self.session.state):
            self.step += 1
        if self.step == before and screen is self._screen:
            return
        self._screen = screen
        text = in_words(STEPS[self.step].text, app.keymap)
        skips = "ends" if self.step == len(STEPS) - 1 else "skips"
        line = f"{self.step + 1}/{len(STEPS)}  {text}   f9 {skips}"
        try:
            screen.query_one(TourLine).update(Content(line))
        except NoMatches:
            screen.mount(TourLine(Content(line)))

    def end(self, app: LearnerApp) -> None:
        """Remove the line and the run."""
        for screen in app.screen_stack:
            screen.query(TourLine).remove()
        self.folder.cleanup()
