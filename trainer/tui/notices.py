"""Short notices in the corner: literal text, long enough to be read, each once at a time."""

from __future__ import annotations

from time import monotonic
from typing import Literal

from trainer.tui.terminal_app import TerminalApp

Severity = Literal["information", "warning", "error"]


class Notices(TerminalApp):
    """An app that tells things; a notice that is still there is not put up again."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, float] = {}

    def notice(self, text: str, severity: Severity = "information") -> None:
        """Tell something."""
        now, seconds = monotonic(), 6 + len(text) / 15  # time to read it
        if self._told.get(text, now) <= now:
            self._told[text] = now + seconds
            self.notify(text, severity=severity, timeout=seconds, markup=False)

    def clear_notifications(self) -> None:
        """Take all down."""
        self._told.clear()
        super().clear_notifications()
