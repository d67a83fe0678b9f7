"""The page for phones in whatever loop runs: put up, kept, taken down."""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import web

from trainer.group.session import GroupSession
from trainer.group.web import addresses, files
from trainer.group.web.door import Door, allow_many_files, listening
from trainer.group.web.guard import LOG, Guard
from trainer.group.web.incoming import LARGEST
from trainer.group.web.limits import Limits
from trainer.group.web.phones import Phones
from trainer.group.web.snapshot import Snapshots
from trainer.group.web.streams import Streams
from trainer.group.web.turn import Turn

HEAD_SECONDS = 15.0
"""A connection without a whole request is closed after this, as is an idle one."""
LINGER_SECONDS = 2.0
TICK = 0.1


class Site:
    """Make it in a running loop; ``close`` it there, too."""

    def __init__(
        self, session: GroupSession, host: str, lan: bool, limits: Limits | None = None
    ) -> None:
        self._session = session
        self._host = host
        self._lan = lan
        self._limits = limits or Limits()
        self._snapshots = Snapshots(session)
        self.turn = Turn()
        self.streams = Streams(self._snapshots, self.turn)
        self._stack = contextlib.AsyncExitStack()

    async def start(self, port: int) -> int:
        """Listen; the port in use. Raises ``OSError``."""
        allow_many_files()
        with contextlib.closing(listening(self._host, port)) as listener:
            port = listener.getsockname()[1]
            runner = web.AppRunner(
                self.app(port),
                handler_cancellation=True,
                access_log=None,
                logger=LOG,
                keepalive_timeout=HEAD_SECONDS,
                lingering_time=LINGER_SECONDS,
                max_line_size=2048,
                max_field_size=4096,
                max_headers=64,
                shutdown_timeout=1.0,
            )
            await runner.setup()
            self._stack.push_async_callback(runner.cleanup)
            assert runner.server is not None
            server = await asyncio.get_running_loop().create_server(
                Door(runner.server), sock=listener.dup(), backlog=1024
            )
        self._stack.callback(self.streams.close)
        self._stack.callback(server.close)
        self._stack.callback(self._session.listen(self.streams.heard))
        ticking = asyncio.create_task(self._close_when_due())
        self._stack.callback(ticking.cancel)
        return port

    async def close(self) -> None:
        """Take the page down and end all streams."""
        await self._stack.aclose()

    def app(self, port: int) -> web.Application:
        """The application, for requests that name ``port``."""
        phones = Phones(self._session, self.streams, self._snapshots)
        names = addresses.names(self._host, self._lan)
        guard = Guard(names, port, self._limits, phones.participant, self.turn)
        app = web.Application(middlewares=[guard.middleware()], client_max_size=LARGEST)
        app.add_routes([*phones.routes(), *files.routes()])
        return app

    async def _close_when_due(self) -> None:
        """Close each round when its countdown is over."""
        while True:
            self._session.close_when_due()
            await asyncio.sleep(TICK)
