"""Serves the page for phones, in a running loop (``Site``) or a thread of its own (``Server``)."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future

from aiohttp import web

from trainer.collecting import SERVING, settle
from trainer.errors import CannotServe
from trainer.group.session import GroupSession
from trainer.group.web import addresses, pages
from trainer.group.web.connections import MOST, MOST_STEERING, Connections
from trainer.group.web.guard import LOG, Guard
from trainer.group.web.headers import bring_headers
from trainer.group.web.incoming import LARGEST
from trainer.group.web.limits import Limits, Rest
from trainer.group.web.phones import Phones
from trainer.group.web.snapshot import Snapshots
from trainer.group.web.steer import STRANGERS, Steer, Steering
from trainer.group.web.streams import Streams
from trainer.presentation.html import prepare
from trainer.unexpected import quiet_log

HEAD_SECONDS = 15.0
"""A connection that is idle or has not sent a whole request is closed after this."""
LINGER_SECONDS = 2.0
TICK = 0.1


class Server:
    """The page, served in a thread of its own as soon as it is created. Any thread may use it.

    It listens on the loopback only, unless ``lan``; ``port`` 0 is any free port. ``public`` is the
    origin, such as ``https://room.example``, of a proxy or tunnel that leads to it. With
    ``steering`` the facilitator has a page at another port. Raises ``CannotServe``.
    """

    def __init__(
        self,
        session: GroupSession,
        host: str = "",
        port: int = 0,
        lan: bool = False,
        public: str = "",
        steering: Steering | None = None,
    ) -> None:
        self._session = session
        self._steering = steering
        self._host = addresses.listening_host(host, lan)
        self._lan = lan
        self._public = public
        self._ready: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._site: Site | None = None
        self._thread = threading.Thread(
            target=self._run, args=(port,), name="group-web", daemon=True
        )
        prepare("phones")
        settle(SERVING)
        self._thread.start()
        try:
            self.port = self._ready.result()
        except CannotServe:
            self._thread.join()
            raise
        hosts = addresses.reached_at(self._host)
        self.urls = [f"{public}/"] if public else [addresses.url(h, self.port) for h in hosts]
        """The addresses at which phones reach it, the likeliest first."""

    @property
    def join_url(self) -> str:
        """The address for the QR code, with the link's secret (or the code, if there is none)."""
        session = self._session
        query = f"k={session.secret}" if session.secret else f"c={session.code}"
        return f"{self.urls[0]}?{query}"

    @property
    def steer_url(self) -> str:
        """The address of the facilitator's page with its secret; empty if there is no such page."""
        if self._site is None or self._steering is None:
            return ""
        address = f"{self._steering.public}/"
        if not self._steering.public:
            host = addresses.reached_at(self._host)[0]
            address = addresses.url(host, self._site.steer_port)
        return f"{address}?s={self._steering.secret}"

    @property
    def devices(self) -> int:
        """How many phones are connected now."""
        return self._site.streams.devices if self._site else 0

    def screen_first(self) -> None:
        """Make phones wait some milliseconds, because the facilitator has pressed a key."""
        if self._site:
            self._site.rest.begin()

    def stop(self) -> None:
        """Take the page down and end all streams; all acknowledged votes are on disk already."""
        with contextlib.suppress(RuntimeError):  # it has stopped already
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _run(self, port: int) -> None:
        quiet_log("asyncio")
        self._loop.set_exception_handler(
            lambda _, context: LOG.error(
                "%s", context["message"], exc_info=context.get("exception")
            )
        )
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self._serve(port))
            except Exception as error:  # noqa: BLE001 - the thread that waits for the port raises it
                LOG.exception("the page for phones")
                if not self._ready.done():
                    self._ready.set_exception(error)

    async def _serve(self, port: int) -> None:
        self._site = Site(
            self._session, self._host, self._lan, public=self._public, steering=self._steering
        )
        try:
            self._ready.set_result(await self._site.start(port))
            await self._end.wait()
        finally:
            await self._site.close()


class Site:
    """The page in a running loop; create and ``close`` it in that loop."""

    def __init__(
        self,
        session: GroupSession,
        host: str,
        lan: bool,
        limits: Limits | None = None,
        public: str = "",
        steering: Steering | None = None,
    ) -> None:
        self._session = session
        self._steering = steering
        self.steer_port = 0
        """The port of the facilitator's page, 0 if there is none."""
        self._host = host
        self._lan = lan
        self._public = public
        self._limits = limits or Limits()
        self.connections = Connections(MOST)
        # Counted apart: however many phones connect, the facilitator's page stays reachable.
        self._steering_connections = Connections(MOST_STEERING)
        self._snapshots = Snapshots(session)
        self.rest = Rest()
        self.streams = Streams(self._snapshots, self.rest)
        self._stack = contextlib.AsyncExitStack()

    async def start(self, port: int) -> int:
        """Start listening, and return the port in use. Raises ``CannotServe``."""
        _allow_many_files()
        port = await self._listen(self._host, port, self.app, "--port", self.connections)
        if self._steering is not None:
            # With a public origin, it is reached only through a proxy on this machine.
            host = addresses.LOOPBACK if self._steering.public else self._host
            wanted = self._steering.port
            self.steer_port = await self._listen(
                host, wanted, self.steer_app, "--steer-port", self._steering_connections
            )
        self._stack.callback(self.streams.close)
        self._stack.callback(self._session.listen(self.streams.on_event))
        ticking = asyncio.create_task(self._close_when_due())
        self._stack.callback(ticking.cancel)
        return port

    async def _listen(
        self,
        host: str,
        port: int,
        app: Callable[[int], web.Application],
        option: str,
        connections: Connections,
    ) -> int:
        try:
            listening = addresses.listening(host, port)
        except OSError as error:
            raise CannotServe(
                f"The page cannot be served at {host}, port {port} ({error.strerror or error})."
                f" Another port can be given with {option}; {option} 0 takes any free port."
            ) from None
        with contextlib.closing(listening) as listener:
            port = listener.getsockname()[1]
            runner = web.AppRunner(app(port), handler_cancellation=True, shutdown_timeout=1.0)
            await runner.setup()
            self._stack.push_async_callback(runner.cleanup)
            assert runner.server is not None
            protocol = connections.protocol(
                runner.server,
                access_log=None,
                logger=LOG,
                keepalive_timeout=HEAD_SECONDS,
                lingering_time=LINGER_SECONDS,
                max_line_size=2048,
                max_field_size=4096,
                max_headers=64,
            )
            # asyncio accepts this many connections in one go, before it reads from any of them:
            # they must be far fewer than may be open.
            backlog = max(100, connections.most // 5)
            server = await asyncio.get_running_loop().create_server(
                protocol, sock=listener.dup(), backlog=backlog
            )
        self._stack.callback(server.close)
        return port

    async def close(self) -> None:
        """Take the page down and end all streams."""
        await self._stack.aclose()

    def app(self, port: int) -> web.Application:
        """The phones' application, for requests that name ``port``."""
        phones = Phones(self._session, self.streams, self._snapshots, secure=bool(self._public))
        return self._application(phones, port, self._limits, self.connections, self._public)

    def steer_app(self, port: int) -> web.Application:
        """The facilitator's application, for requests that name ``port``."""
        assert self._steering is not None
        limits = Limits(strangers=STRANGERS)
        steer = Steer(self._session, self._steering)
        own = self._steering_connections
        return self._application(steer, port, limits, own, self._steering.public)

    def _application(
        self,
        handlers: Phones | Steer,
        port: int,
        limits: Limits,
        connections: Connections,
        public: str,
    ) -> web.Application:
        names = addresses.names(self._host, self._lan)
        guard = Guard(names, port, limits, handlers.standing, self.rest, connections, public)
        app = web.Application(middlewares=[guard.middleware], client_max_size=LARGEST)
        app.on_response_prepare.append(bring_headers)
        app.add_routes([*handlers.routes(), *pages.files()])
        return app

    async def _close_when_due(self) -> None:
        """Close each round when its countdown is over."""
        while True:
            self._session.close_when_due()
            await asyncio.sleep(TICK)


def _allow_many_files() -> None:
    """Raise the limit on open files for the connections: some systems allow only 256 by default."""
    try:
        import resource
    except ImportError:  # on Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + MOST_STEERING + 500
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
