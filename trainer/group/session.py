"""The session object that the screens, the page for phones and scripts all drive."""

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
    """An accepted event, and a future: True once it is on disk, False if the disk refused it."""

    stamped: Stamped
    saved: Future[bool]


class GroupSession:
    """One session. Any thread may call its methods, and may read ``state`` without a lock.

    Listeners are called after each event, in the thread that caused it, and must not block.
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
        """A sentence for each thing in the stored session that no longer fits the case."""
        self.course = [e for e in events if not isinstance(e.event, DEVICE_EVENTS)]
        """All events except joins and votes, which the state holds."""
        self._at = begun(case, self.state)
        self._moved = self.state.number
        """The number of the last event that moved the room on."""
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []

    @property
    def at(self) -> str:
        """The question that the wall shows; empty if it shows the day. Events change it."""
        return self._at

    @property
    def turn(self) -> str:
        """A text that changes when a question or the day moves on, or the wall's page is turned."""
        return f"{self._moved} {self._at}".strip()

    def show(self, page: str, turn: str | None = None) -> None:
        """Turn the wall to a question's page, or to the day's if ``page`` is empty. No event.

        ``turn`` is the turn that the caller saw. Raises ``Refused`` if it has changed since.
        """
        with self._lock:
            self._check_turn(turn)
            self._at = page

    def do(self, move: Move, turn: str | None = None) -> Receipt:
        """Make a move of the facilitator, e.g. ``moves.open_vote``.

        Raises ``Refused`` if the move does, or if ``turn``, which the caller saw, has changed.
        """
        with self._lock:
            self._check_turn(turn)
            return self._take(move(self.case, self.state))

    def vote(self, participant: str, question: str, number: int, ballot: Answer) -> Receipt:
        """Take a ballot. Raises ``Refused``, or ``TooLate`` if its round is over."""
        (result,) = self.vote_all([VoteCast(participant, question, number, ballot)])
        if isinstance(result, Refused):
            raise result
        return result

    def vote_all(self, votes: Iterable[VoteCast]) -> list[Receipt | Refused]:
        """Take ballots that came together, with one new state and one write for all of them.

        Each is accepted or refused as if it came alone.
        """
        with self._lock:
            now = self.clock()
            results = [self._checked(vote, now) for vote in votes]
            cast = [vote for vote in results if isinstance(vote, VoteCast)]
            if not cast:
                return [vote for vote in results if isinstance(vote, Refused)]
            stamped = self._stamped(cast, now)
            state = after_votes(self.state, cast, stamped[-1])
            saved = self.journal.keep(*stamped)
            self._publish(state, stamped)
            receipts = iter([Receipt(row, saved) for row in stamped])
            return [r if isinstance(r, Refused) else next(receipts) for r in results]

    def _checked(self, vote: VoteCast, now: float) -> VoteCast | Refused:
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
        with self._lock:
            return self._take(moves.join(self.state, participant, team))

    @property
    def code(self) -> str:
        """The code that lets a device in when it is typed."""
        return self.state.code or self.header.code

    @property
    def secret(self) -> str:
        """The secret in the link that lets a device in; empty in a session of an older version."""
        return self.state.secret or self.header.secret

    def close_when_due(self) -> Receipt | None:
        """Close the open round if its countdown is over."""
        # Checked without the lock first, so that the screen does not wait behind hundreds of votes.
        if not self._due():
            return None
        with self._lock:
            return self._take(moves.close_vote(self.state)) if self._due() else None

    def _check_turn(self, turn: str | None) -> None:
        if turn is not None and turn != self.turn:
            raise Refused(MOVED_ON)

    def _due(self) -> bool:
        return self.seconds_left() == 0

    def seconds_left(self) -> float | None:
        """Seconds left of the countdown, at least 0; None if there is none."""
        return self.state.seconds_left(self.clock())

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after each event, until the function returned is called."""
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
            # Set after the state: a page made in between has the old turn, and its move is refused.
            self._moved = stamped.number
            self._at = event.decision if isinstance(event, QuestionEvent) else ""
        self._publish(state, [stamped])
        return receipt

    def _stamped(self, events: Iterable[GroupEvent], now: float) -> list[Stamped]:
        # Rounded to milliseconds, as in the journal: reading it back must give the same state.
        at = round(now, 3)
        return [Stamped(number, at, e) for number, e in enumerate(events, self.state.number + 1)]

    def _publish(self, state: GroupState, events: Sequence[Stamped]) -> None:
        self.state = state
        for listener in tuple(self._listeners):
            for stamped in events:
                listener(state, stamped)
