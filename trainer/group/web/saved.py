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
        self._waiting: dict[Future[bool], asyncio.Future[bool]] = {}

    async def wait(self, written: Future[bool]) -> bool:
        """Whether it is on disk, once that is known."""
        known = self._waiting.get(written)
        if known is None:
            loop = asyncio.get_running_loop()
            known = self._waiting[written] = loop.create_future()

            def tell(_: Future[bool]) -> None:
                with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                    loop.call_soon_threadsafe(self._tell, written)

            written.add_done_callback(tell)
        return await asyncio.shield(known)

    def _tell(self, written: Future[bool]) -> None:
        self._waiting.pop(written).set_result(written.result())
