"""What all apps of the trainer share: they leave the terminal usable, whatever happens."""

from __future__ import annotations

from textual.app import App

from trainer.unexpected import UNHARMED, Ended, quiet_log


class TerminalApp(App[None]):
    """An app that ends silently by an error and hands it to who ran it.

    Textual prints a traceback with the values of all variables, the key of the case among them.
    """

    note = UNHARMED
    """What to say of the run where the app ends by an error."""

    @property
    def failure(self) -> Exception | None:
        """The error that ended it."""
        return self._exception

    def settle(self) -> None:
        """Let go of what is open; called after an error, whatever had been done by then."""

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:  # for ``run_terminal``, and for tests
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run_terminal(app: TerminalApp) -> int:
    """Run an app in this terminal; gives the exit code. Raises ``Ended`` from what ended it."""
    quiet_log("asyncio")
    app.run()
    if app.failure is not None:
        app.settle()
        raise Ended(app.note) from app.failure
    return app.return_code or 0
