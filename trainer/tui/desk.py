"""What orders are placed with: a learner's session, or a group's."""

from __future__ import annotations

from typing import Protocol

from trainer.case.compiled import Case
from trainer.engine.events import Event
from trainer.engine.state import State
from trainer.store.journal import SaveResult


class Desk(Protocol):
    """A run that orders can be placed in."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def state(self) -> State:
        """The run."""

    @property
    def saving(self) -> SaveResult:
        """How saving stands."""

    def do(self, *events: Event) -> State:
        """Apply what ``trainer.engine.moves`` gave."""
