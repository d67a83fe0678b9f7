"""The base of all apps of the trainer: readable notices, and a terminal left usable."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Literal

from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import Notification

from trainer.unexpected import UNHARMED, Ended, quiet_log

Severity = Literal["information", "warning", "error"]
NO_COLOR = NoColor()
MOST_NOTICES = 3
"""Notices on the screen at a time, at most."""


class TerminalApp(App[None]):
    """An app that ends silently after an error, which the caller then handles.

    Textual would print a traceback with the values of all variables, including the case's key.
    """

    note = UNHARMED
    """What to say about the run if the app ends with an error."""

    def __init__(self) -> None:
        super().__init__()
        self._notices_end: dict[str, float] = {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Remove the terminal's own colours under NO_COLOR: made grey, all would be black."""
        filters = super().get_line_filters()
        if not self.native_ansi_color:
            return filters
        return [NO_COLOR if isinstance(each, Monochrome) else each for each in filters]

    def notice(self, text: str, severity: Severity = "information") -> None:
        """Show a notice in the corner, long enough to read it, unless it is still shown."""
        now, seconds = monotonic(), 6 + len(text) / 15  # time to read it
        if self._notices_end.get(text, now) <= now:
            self._notices_end[text] = now + seconds
            self.notify(text, severity=severity, timeout=seconds, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice in place of earlier remarks; warnings stay until their time is up."""
        standing = list(self._notifications)
        self.take_down([*self.remarks, *standing[: len(standing) - MOST_NOTICES + 1]])
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    @property
    def remarks(self) -> list[Notification]:
        """The notices on the screen that are not warnings or errors."""
        return [note for note in self._notifications if note.severity == "information"]

    def take_down(self, notices: Iterable[Notification]) -> None:
        """Remove notices before their time is up."""
        for note in notices:
            self._notices_end.pop(note.message, None)
            self._unnotify(note, refresh=False)
            for screen in self.screen_stack:  # Textual leaves an empty line in its place
                screen.query(f"#--textual-toast-{note.identity}").remove()

    def clear_notifications(self) -> None:
        """Remove all notices."""
        self._notices_end.clear()
        super().clear_notifications()

    def action_suspend_process(self) -> None:
        """Go back to the shell until ``fg``; does nothing if the system has no such thing.

        Textual's own action resumes on a signal, which is lost if it comes a moment too early.
        """
        if os.name != "nt" and self._driver is not None and self._driver.can_suspend:
            with self.suspend():
                os.kill(os.getpid(), signal.SIGSTOP)
            self.refresh(layout=True)

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, or None."""
        return self._exception

    def settle(self) -> str:
        """Close what is open; returns what could not be saved. Called after an error, too."""
        return ""

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:  # for ``run_terminal``, and for tests
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run_terminal(app: TerminalApp) -> int:
    """Run an app in this terminal; returns the exit code. Raises ``Ended`` if an error ended it."""
    quiet_log("asyncio")
    app.run()
    if app.failure is not None:
        app.settle()
        raise Ended(app.note) from app.failure
    return app.return_code or 0
