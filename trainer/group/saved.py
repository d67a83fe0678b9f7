"""A session's files, with the events of a session in them."""

from __future__ import annotations

from pathlib import Path

from trainer.group.events import Stamped, from_dict
from trainer.store.room import journal
from trainer.store.room.header import Header
from trainer.store.room.sessions import GroupStore, Kept, OpenGroup

Sessions = GroupStore[Stamped]
KeptSession = Kept[Stamped]
OpenSession = OpenGroup[Stamped]


def sessions(saves: Path) -> Sessions:
    """The sessions kept in a folder of saves."""
    return Sessions(saves, from_dict)


def read(path: Path) -> tuple[Header, list[Stamped]]:
    """The header and the events of a journal, as ``journal.read`` gives and refuses them."""
    return journal.read(path, from_dict)
