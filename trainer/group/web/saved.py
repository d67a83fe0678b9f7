"""Waiting, in the server's loop, for what the journal's thread writes."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import Future


class Saved:
    """Tells all that wait for one write of the journal, with one call into the loop.

    Not ``asyncio.wrap_future``: a phone that goes away cancels its handler, that would cancel the
    journal's future, and with it the acknowledgement of everybody in the same write.
    """

    def __init__(self) -> None:
        self._waiting: dict[Future[bool], list[asyncio.Future[bool]]] = {}

    async def wait(self, written: Future[bool]) -> bool:
        """Whether it is on disk, once that is known."""
        loop = asyncio.get_running_loop()
        waiter = loop.create_future()
        others = self._waiting.get(written)
        if others is not None:
            others.append(waiter)
            return bool(await waiter)
        self._waiting[written] = [waiter]

        def tell(_: Future[bool]) -> None:
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(self._tell, written)

        written.add_done_callback(tell)
        return bool(await waiter)

    def _tell(self, written: Future[bool]) -> None:
        for waiter in self._waiting.pop(written):
            if not waiter.done():
                waiter.set_result(written.result())
