"""Handles ballots in batches: they are taken together, and acknowledged together once on disk."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import Future

from trainer.engine.moves import Refused
from trainer.group.events import VoteCast
from trainer.group.session import GroupSession, Receipt

MOST_TOGETHER = 50
"""The most ballots in a batch: the first must not wait until all of a thousand have come."""


class Saves:
    """Wakes all handlers that wait for the same write of the journal, with one call into the loop.

    ``asyncio.wrap_future`` will not do: a phone that disconnects cancels its handler, which would
    cancel the journal's future, and with it the acknowledgement of everybody in the same write.
    """

    def __init__(self) -> None:
        self._waiting: dict[Future[bool], list[asyncio.Future[bool]]] = {}

    async def wait(self, written: Future[bool]) -> bool:
        """Wait for a write; whether it succeeded."""
        waiter: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.add(waiter, written)
        return await waiter

    def add(self, waiter: asyncio.Future[bool], written: Future[bool]) -> None:
        """Give ``waiter`` the result of ``written`` when it is done. Call it in the loop."""
        if written in self._waiting:
            self._waiting[written].append(waiter)
            return
        self._waiting[written] = [waiter]
        loop = asyncio.get_running_loop()

        def wake(_: Future[bool]) -> None:
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(self._wake, written)

        written.add_done_callback(wake)

    def _wake(self, written: Future[bool]) -> None:
        saved = written.result()
        for waiter in self._waiting.pop(written):
            if not waiter.done():  # a phone that disconnected has cancelled it
                waiter.set_result(saved)


class Ballots:
    """Takes the ballots of one turn of the loop together, as each new state copies all ballots."""

    def __init__(self, session: GroupSession, saves: Saves) -> None:
        self._session = session
        self._saves = saves
        self._batch: list[tuple[VoteCast, asyncio.Future[bool]]] = []

    async def cast(self, vote: VoteCast) -> bool:
        """Take a ballot and wait until it is written; whether it is on disk. Raises ``Refused``."""
        loop = asyncio.get_running_loop()
        if not self._batch:
            loop.call_soon(self._take)
        waiter: asyncio.Future[bool] = loop.create_future()
        self._batch.append((vote, waiter))
        if len(self._batch) >= MOST_TOGETHER:
            self._take()
        return await waiter

    def _take(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:  # a full batch was taken before this call came
            return
        results: list[Receipt | Refused] | list[Exception]
        try:
            results = self._session.vote_all(vote for vote, _ in batch)
        except Exception as error:  # noqa: BLE001 - the waiting handlers raise it
            results = [error] * len(batch)
        for (_, waiter), result in zip(batch, results, strict=True):
            if isinstance(result, Receipt):
                self._saves.add(waiter, result.saved)
            elif not waiter.done():  # a phone that disconnected has cancelled it
                waiter.set_exception(result)
