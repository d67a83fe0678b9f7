"""Orders that the room calls out, entered on the same screen as a learner's."""

from __future__ import annotations

from typing import cast

from trainer.engine.events import Event
from trainer.engine.state import State
from trainer.errors import CannotSave
from trainer.group.events import GroupEvent
from trainer.group.session import GroupSession
from trainer.store.journal import SaveResult


class GroupOrders:
    """What orders of a group are placed in."""

    def __init__(self, session: GroupSession) -> None:
        self.session = session
        self.case = session.case

    @property
    def state(self) -> State:
        """The group's run."""
        return self.session.state.run

    @property
    def saving(self) -> SaveResult:
        """How the journal stands."""
        problem = self.session.journal.problem
        return SaveResult(CannotSave(problem, "It is tried again.") if problem else None)

    def do(self, *events: Event) -> State:
        """Apply orders: they are events of a group, too."""
        for event in events:
            placed = cast("GroupEvent", event)
            self.session.do(lambda _case, _state, placed=placed: placed)  # type: ignore[misc]
        return self.state
