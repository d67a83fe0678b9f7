"""Which connections stay where there are too many, and what is answered to what is no request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from trainer.group.web.headers import HEADERS

MOST = 5000
"""Connections at once."""
NO_REQUEST = "That is no request that is understood here.\n"


class Connections:
    """The open connections. One too many ends that of a stranger, the one idle for longest.

    Who has not joined and opens a connection is the last to have been heard of, so that thousands
    of idle ones keep nobody out. Those of participants stay.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[Connection] = set()
        self._strangers: dict[Connection, None] = {}
        """The one heard of last at the end."""

    def __len__(self) -> int:
        return len(self._open)

    def opened(self, connection: Connection) -> None:
        """There is another one."""
        self._open.add(connection)
        self._strangers[connection] = None
        if len(self._open) > self._most:
            # Of participants alone there are too many: then it is the new one.
            self._abort(next(iter(self._strangers)))

    def used(self, connection: Any, *, joined: bool) -> None:
        """A request came by it."""
        self._strangers.pop(connection, None)
        if not joined and connection in self._open:
            self._strangers[connection] = None

    def closed(self, connection: Connection) -> None:
        """It is gone."""
        self._open.discard(connection)
        self._strangers.pop(connection, None)

    def _abort(self, connection: Connection) -> None:
        self.closed(connection)
        if connection.transport is not None:
            connection.transport.abort()

    def protocol(self, server: web.Server, **settings: Any) -> Callable[[], asyncio.BaseProtocol]:
        """Makes the protocol of each connection to ``server``, with aiohttp's ``settings``."""
        loop = asyncio.get_running_loop()
        return lambda: Connection(self, server, loop=loop, **settings)


class Connection(web.RequestHandler):
    """A connection that is counted."""

    __slots__ = ("_connections",)

    def __init__(self, connections: Connections, server: web.Server, **settings: Any) -> None:
        super().__init__(server, **settings)
        self._connections = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it."""
        super().connection_made(transport)
        self._connections.opened(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Count it no more."""
        self._connections.closed(self)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What is no request is answered by the same headers as all else, and is not said back."""
        answer = super().handle_error(request, status, exc, message and NO_REQUEST)
        answer.headers.update(HEADERS)
        return answer
