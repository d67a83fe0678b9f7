"""The page for phones, in a thread and a loop of its own: a busy room must not slow the screen."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
from concurrent.futures import Future

from trainer.errors import CannotServe
from trainer.group.session import GroupSession
from trainer.group.web import addresses
from trainer.group.web.guard import LOG
from trainer.group.web.site import Site
from trainer.presentation.html import prepare
from trainer.unexpected import quiet_log


class Server:
    """The page while it is up; any thread may ask."""

    def __init__(self, session: GroupSession, host: str, port: int, lan: bool) -> None:
        self._session = session
        self._host = addresses.listening_host(host, lan)
        self._lan = lan
        self._ready: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._site: Site | None = None
        self._thread = threading.Thread(
            target=self._run, args=(port,), name="group-web", daemon=True
        )
        prepare("phones")
        # A whole collection looks at all of the case and the screens, for 50 to 80 ms, and a
        # thousand votes set one off: what is here to stay is left out of it.
        gc.collect()
        gc.freeze()
        self._thread.start()
        try:
            self.port = self._ready.result()
        except OSError as error:
            self._thread.join()
            raise CannotServe(
                f"The page cannot be put up at {self._host}, port {port}"
                f" ({error.strerror or error}). Another port: --port; any that is free: --port 0."
            ) from None
        self.urls = [addresses.url(h, self.port) for h in addresses.reached_at(self._host)]
        """Where phones reach it, the likeliest first."""

    @property
    def join_url(self) -> str:
        """The address with the code in it, for the QR code."""
        return f"{self.urls[0]}?c={self._session.header.code}"

    @property
    def devices(self) -> int:
        """How many phones are connected now."""
        return self._site.streams.devices if self._site else 0

    def screen_first(self) -> None:
        """Have phones wait some milliseconds: the facilitator has pressed a key."""
        if self._site:
            self._site.turn.ask()

    def stop(self) -> None:
        """Take the page down and end all streams; what was acknowledged is on disk already."""
        with contextlib.suppress(RuntimeError):  # it has stopped before
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _run(self, port: int) -> None:
        quiet_log("asyncio")
        self._loop.set_exception_handler(
            lambda _, told: LOG.error("%s", told["message"], exc_info=told.get("exception"))
        )
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self._serve(port))
            except Exception as error:  # noqa: BLE001 - told to the thread that waits for it
                LOG.exception("the page for phones")
                if not self._ready.done():
                    self._ready.set_exception(error)

    async def _serve(self, port: int) -> None:
        self._site = Site(self._session, self._host, self._lan)
        try:
            self._ready.set_result(await self._site.start(port))
            await self._end.wait()
        finally:
            await self._site.close()


def serve(session: GroupSession, host: str = "", port: int = 0, lan: bool = False) -> Server:
    """Put up the page for phones. Raises ``CannotServe``.

    On the loopback only, unless ``lan``; ``port`` 0 is any that is free.
    """
    return Server(session, host, port, lan)
