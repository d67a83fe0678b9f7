"""The group's run as the order dialog wants it."""

from __future__ import annotations

from typing import cast

from trainer.case.compiled import Case
from trainer.engine.events import Event
from trainer.engine.state import State
from trainer.errors import CannotSave
from trainer.group.events import GroupEvent
from trainer.group.session import GroupSession
from trainer.store.journal import SaveResult


class GroupDesk:
    """Orders placed for a group."""

    def __init__(self, session: GroupSession) -> None:
        self.session = session

    @property
    def case(self) -> Case:
        """The case."""
        return self.session.case

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
