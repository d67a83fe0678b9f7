"""Ballots that come together are taken together, and all who wait for one write hear at once."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import Future

from trainer.engine.moves import Refused
from trainer.group.events import VoteCast
from trainer.group.session import GroupSession, Receipt

MOST_TOGETHER = 50
"""Ballots taken at once: the first must not wait until all of a thousand have come."""


class Saved:
    """Tells all that wait for one write of the journal, with one call into the loop.

    Not ``asyncio.wrap_future``: a phone that goes away cancels its handler, that would cancel the
    journal's future, and with it the acknowledgement of everybody in the same write.
    """

    def __init__(self) -> None:
        self._waiting: dict[Future[bool], list[asyncio.Future[bool]]] = {}

    async def wait(self, written: Future[bool]) -> bool:
        """Whether it is on disk, once that is known."""
        known: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.tell(known, written)
        return await known

    def tell(self, known: asyncio.Future[bool], written: Future[bool]) -> None:
        """Give ``known`` its result once that is known. Called in the loop."""
        if written in self._waiting:
            self._waiting[written].append(known)
            return
        self._waiting[written] = [known]
        loop = asyncio.get_running_loop()

        def tell(_: Future[bool]) -> None:
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(self._tell, written)

        written.add_done_callback(tell)

    def _tell(self, written: Future[bool]) -> None:
        saved = written.result()
        for known in self._waiting.pop(written):
            if not known.done():  # its phone has gone away
                known.set_result(saved)


class Ballots:
    """Takes the ballots of one turn of the loop as one: a state each would copy all before it."""

    def __init__(self, session: GroupSession, saved: Saved) -> None:
        self._session = session
        self._saved = saved
        self._sent: list[tuple[VoteCast, asyncio.Future[bool]]] = []

    async def cast(self, vote: VoteCast) -> bool:
        """Whether a ballot is on disk, once that is known. Raises ``Refused``."""
        loop = asyncio.get_running_loop()
        if not self._sent:
            loop.call_soon(self._take)
        known: asyncio.Future[bool] = loop.create_future()
        self._sent.append((vote, known))
        if len(self._sent) >= MOST_TOGETHER:
            self._take()
        return await known

    def _take(self) -> None:
        sent, self._sent = self._sent, []
        if not sent:  # they were the last of a full lot
            return
        results: list[Receipt | Refused] | list[Exception]
        try:
            results = self._session.vote_all(vote for vote, _ in sent)
        except Exception as error:  # noqa: BLE001 - told to the handlers, who wait for it
            results = [error] * len(sent)
        for (_, known), result in zip(sent, results, strict=True):
            if isinstance(result, Receipt):
                self._saved.tell(known, result.saved)
            elif not known.done():  # its phone has gone away
                known.set_exception(result)
