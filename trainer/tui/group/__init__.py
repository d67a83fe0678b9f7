"""The screens of a group session: the room's, on the projector, and the facilitator's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.group.session import GroupSession
    from trainer.group.web import Server


def run_group_app(session: GroupSession, server: Server | None = None, wifi: str = "") -> int:
    """Hold ``session`` on this screen; gives the exit code. Raises ``Ended`` after a crash.

    ``wifi`` is a network as NAME or NAME:PASSWORD, shown as a code on request and kept nowhere.

    The caller keeps the session's journal and the server, and closes both.
    """
    from trainer.tui.group.app import GroupApp
    from trainer.tui.terminal_app import run_terminal

    return run_terminal(GroupApp(session, server, wifi))


def run_notes(saves: Path) -> int:
    """Show the facilitator's notes on the session that runs in another terminal."""
    from trainer.tui.group.notes import NotesApp
    from trainer.tui.terminal_app import run_terminal

    return run_terminal(NotesApp(saves))
