"""The line that says what could not be saved."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from trainer.session import Session


class SaveLine(Static):
    """Not there while all is saved."""

    def show(self, session: Session) -> None:
        """Say how saving stands."""
        reason = session.saving.reason
        self.set_class(bool(reason), "-unsaved")
        if reason:
            self.update(Content(f"Not saved: {reason}  Play goes on. r = try again"))
