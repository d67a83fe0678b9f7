"""Limits the number of open connections, and answers data that is not an HTTP request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from trainer.group.web.headers import HEADERS

MOST = 5000
"""The most connections at once: more than two for each of the most devices."""
MOST_STEERING = 500
"""The most connections to the facilitator's page."""
NO_REQUEST = "That is not a request that is understood here.\n"


class Connections:
    """The open connections. If there are too many, the stranger's idle for longest is closed.

    A newly opened connection counts as just used, so thousands of idle ones keep nobody out.
    Connections of participants stay; only if these alone are too many, the participant with the
    most loses one, so that many seats taken by one computer keep no phone out.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        """The most connections that stay open."""
        self._owners: dict[Connection, str] = {}
        """The participant of each open connection, empty for a stranger's."""
        self._by_owner: dict[str, dict[Connection, None]] = {"": {}}
        """The connections of each owner; a stranger's are ordered by last use, the latest last."""

    def __len__(self) -> int:
        return len(self._owners)

    def opened(self, connection: Connection) -> None:
        """Add a new connection."""
        self._owners[connection] = ""
        self._by_owner[""][connection] = None
        if len(self._owners) > self.most:
            self._abort(self._least_wanted())

    def used(self, connection: Any, participant: str) -> None:
        """Note a request on a connection; ``participant`` is empty for a stranger's."""
        owner = self._owners.get(connection)
        if owner is None or (participant and participant == owner):
            return
        self.closed(connection)
        self._owners[connection] = participant
        self._by_owner.setdefault(participant, {})[connection] = None

    def closed(self, connection: Connection) -> None:
        """Remove a connection, if it is still counted."""
        owner = self._owners.pop(connection, None)
        if owner is not None:
            own = self._by_owner[owner]
            del own[connection]
            if owner and not own:
                del self._by_owner[owner]

    def _least_wanted(self) -> Connection:
        """The connection to close: the new one itself if each owner has only one."""
        strangers = self._by_owner[""]
        most = max(self._by_owner.values(), key=len)
        if len(strangers) > 1 or len(most) == 1:
            return next(iter(strangers))
        return next(reversed(most))  # the first is the stream that the phone listens to

    def _abort(self, connection: Connection) -> None:
        self.closed(connection)
        if connection.transport is not None:
            connection.transport.abort()

    def protocol(self, server: web.Server, **settings: Any) -> Callable[[], asyncio.BaseProtocol]:
        """A factory of counted connections to ``server``, with aiohttp's ``settings``."""
        loop = asyncio.get_running_loop()
        return lambda: Connection(self, server, loop=loop, **settings)


class Connection(web.RequestHandler):
    """An aiohttp connection that ``Connections`` counts."""

    __slots__ = ("_connections",)

    def __init__(self, connections: Connections, server: web.Server, **settings: Any) -> None:
        super().__init__(server, **settings)
        self._connections = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it."""
        super().connection_made(transport)
        self._connections.opened(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Stop counting it."""
        self._connections.closed(self)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer an invalid request with the usual headers, and without repeating its content."""
        answer = super().handle_error(request, status, exc, message and NO_REQUEST)
        answer.headers.update(HEADERS)
        return answer
