"""Which connections stay where there are too many, and what is answered to what is no request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from trainer.group.web.headers import HEADERS

MOST = 5000
"""Connections at once: two for each of the most devices, and more."""
MOST_STEERING = 500
"""The same of the facilitator's page."""
NO_REQUEST = "That is no request that is understood here.\n"


class Connections:
    """The open connections. One too many ends that of a stranger, the one idle for longest.

    Who has not joined and opens a connection is the last to have been heard of, so that thousands
    of idle ones keep nobody out. Those of participants stay; where there are too many of these
    alone, one goes of whoever has most: a thousand seats of one computer keep no phone out.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        """How many stay."""
        self._open: dict[Connection, str] = {}
        """Each with its participant, or nothing for a stranger's."""
        self._of: dict[str, dict[Connection, None]] = {"": {}}
        """Those of each. Of strangers the one heard of last is at the end."""

    def __len__(self) -> int:
        return len(self._open)

    def opened(self, connection: Connection) -> None:
        """There is another one."""
        self._open[connection] = ""
        self._of[""][connection] = None
        if len(self._open) > self.most:
            self._abort(self._least_wanted())

    def used(self, connection: Any, participant: str) -> None:
        """A request came by it, of a participant or with an empty name of a stranger."""
        before = self._open.get(connection)
        if before is None or (participant and participant == before):
            return
        self.closed(connection)
        self._open[connection] = participant
        self._of.setdefault(participant, {})[connection] = None

    def closed(self, connection: Connection) -> None:
        """It is gone."""
        owner = self._open.pop(connection, None)
        if owner is not None:
            own = self._of[owner]
            del own[connection]
            if owner and not own:
                del self._of[owner]

    def _least_wanted(self) -> Connection:
        """The one that makes room for the one just opened; where each has but one, that one."""
        strangers = self._of[""]
        most = max(self._of.values(), key=len)
        if len(strangers) > 1 or len(most) == 1:
            return next(iter(strangers))
        return next(reversed(most))  # what a phone opened first is the stream it listens to

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
