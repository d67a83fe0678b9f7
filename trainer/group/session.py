"""The session object that the screens, the page for phones and a script all drive."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from trainer import clock
from trainer.case.compiled import Case
from trainer.engine.events import DayReached, Finished
from trainer.engine.moves import Refused
from trainer.group import moves
from trainer.group.events import DEVICE_EVENTS, GroupEvent, QuestionEvent, Stamped, VoteCast
from trainer.group.fitting import fitted
from trainer.group.offers import begun
from trainer.group.state import GroupState, after, after_votes
from trainer.questions import Answer
from trainer.store.room.journal import Header, RoomJournal

Listener = Callable[[GroupState, Stamped], None]
Move = Callable[[Case, GroupState], GroupEvent]
MOVED_ON = "The room has gone on meanwhile: look again."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a wish: the event, and a future that is True once it is on disk."""

    stamped: Stamped
    saved: Future[bool]


class GroupSession:
    """One session. Any thread may call it; ``state`` may be read without asking.

    Listeners are called after each event, in the thread that caused it, and must return at once.
    """

    def __init__(
        self,
        case: Case,
        header: Header,
        journal: RoomJournal,
        events: Sequence[Stamped] = (),
        clock: Callable[[], float] = clock.seconds,
    ) -> None:
        self.case = case
        self.header = header
        self.journal = journal
        self.clock = clock
        fit = fitted(case, events)
        self.state = fit.state
        self.lost = fit.lost
        """What of a stored session no longer fits the case."""
        self.course = [e for e in events if not isinstance(e.event, DEVICE_EVENTS)]
        """What has happened, without what single devices did: of that the state has all."""
        self._at = begun(case, self.state)
        self._moved = self.state.number
        """The number of the last event that moved the room on."""
        self._moving = threading.Lock()
        self._listeners: list[Listener] = []

    @property
    def at(self) -> str:
        """The question that the wall shows, or nothing: the day. It follows what happens."""
        return self._at

    @property
    def turn(self) -> str:
        """Where the room is: another once a question or the day has moved on, or a page turned."""
        return f"{self._moved} {self._at}".strip()

    def show(self, page: str, turn: str | None = None) -> None:
        """Turn the wall to a question's page, or with nothing to the day's: that is no event.

        ``turn`` is where the room was seen by whoever wants it. Raises ``Refused`` elsewhere.
        """
        with self._moving:
            self._only_at(turn)
            self._at = page

    def do(self, move: Move, turn: str | None = None) -> Receipt:
        """What the facilitator wants, e.g. ``moves.open_vote``, who saw the room at ``turn``.

        Raises ``Refused``, also where the room is not there any more.
        """
        with self._moving:
            self._only_at(turn)
            return self._take(move(self.case, self.state))

    def vote(self, participant: str, question: str, number: int, ballot: Answer) -> Receipt:
        """Take a ballot. Raises ``Refused``, ``TooLate`` among them."""
        (result,) = self.vote_all([VoteCast(participant, question, number, ballot)])
        if isinstance(result, Refused):
            raise result
        return result

    def vote_all(self, votes: Iterable[VoteCast]) -> list[Receipt | Refused]:
        """Take ballots that came together, each as if alone: one new state and one write."""
        with self._moving:
            now = self.clock()
            results = [self._judged(vote, now) for vote in votes]
            cast = [vote for vote in results if isinstance(vote, VoteCast)]
            if not cast:
                return [vote for vote in results if isinstance(vote, Refused)]
            stamped = self._stamped(cast, now)
            state = after_votes(self.state, cast, stamped[-1])
            saved = self.journal.keep(*stamped)
            self._tell(state, stamped)
            receipts = iter([Receipt(row, saved) for row in stamped])
            return [r if isinstance(r, Refused) else next(receipts) for r in results]

    def _judged(self, vote: VoteCast, now: float) -> VoteCast | Refused:
        if vote.ballot.reason and not self.header.ask_reason:
            vote = replace(vote, ballot=replace(vote.ballot, reason=""))
        try:
            return moves.vote(self.case, self.state, vote, now)
        except Refused as why:
            return why

    def join(self, participant: str, team: str = "") -> Receipt:
        """Let a device in. Raises ``Refused``."""
        if team and team not in self.header.teams:
            raise Refused("There is no such team.")
        with self._moving:
            return self._take(moves.join(self.state, participant, team))

    @property
    def code(self) -> str:
        """What is typed to get in."""
        return self.state.code or self.header.code

    @property
    def secret(self) -> str:
        """What the link brings along to get in; nothing in a session of an older version."""
        return self.state.secret or self.header.secret

    def close_when_due(self) -> Receipt | None:
        """Close the open round if its countdown is over."""
        # Not in turn at first: behind six hundred votes a screen that asks would stand still.
        if not self._due():
            return None
        with self._moving:
            return self._take(moves.close_vote(self.state)) if self._due() else None

    def _only_at(self, turn: str | None) -> None:
        if turn is not None and turn != self.turn:
            raise Refused(MOVED_ON)

    def _due(self) -> bool:
        return self.seconds_left() == 0

    def seconds_left(self) -> float | None:
        """Of the countdown, not below 0; None where there is none."""
        return self.state.seconds_left(self.clock())

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` called after each event; the result takes it off again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _take(self, event: GroupEvent) -> Receipt:
        (stamped,) = self._stamped([event], self.clock())
        state = after(self.state, stamped)
        receipt = Receipt(stamped, self.journal.keep(stamped))
        if not isinstance(event, DEVICE_EVENTS):
            self.course.append(stamped)
        self.state = state
        if isinstance(event, QuestionEvent | DayReached | Finished):
            # After the state: a page made meanwhile is of an older turn, and refused.
            self._moved = stamped.number
            self._at = event.decision if isinstance(event, QuestionEvent) else ""
        self._tell(state, [stamped])
        return receipt

    def _stamped(self, happened: Iterable[GroupEvent], now: float) -> list[Stamped]:
        # Milliseconds, as they are written down: what is read again must be the same state.
        at = round(now, 3)
        return [Stamped(number, at, e) for number, e in enumerate(happened, self.state.number + 1)]

    def _tell(self, state: GroupState, happened: Sequence[Stamped]) -> None:
        self.state = state
        for listener in tuple(self._listeners):
            for stamped in happened:
                listener(state, stamped)
