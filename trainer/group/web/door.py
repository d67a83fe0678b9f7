"""The socket phones come in by, and how many may be in at once."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys

from aiohttp import web

MOST = 5000
SILENT_MS = 30_000
"""What was sent to a phone and not taken for this long ends its connection."""


class Door:
    """Makes the protocol of each connection: aiohttp's, or one that hangs up where it is full."""

    def __init__(self, server: web.Server, most: int = MOST) -> None:
        self._server = server
        self._most = most

    def __call__(self) -> asyncio.BaseProtocol:
        """The protocol of a new connection."""
        full = len(self._server.connections) >= self._most
        return _Full() if full else self._server()


class _Full(asyncio.Protocol):
    """Hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hang up."""
        assert isinstance(transport, asyncio.Transport)
        transport.abort()


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises ``OSError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    kind, number, protocol, _, address = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)[
        0
    ]
    listener = socket.socket(kind, number, protocol)
    try:
        if sys.platform != "win32":  # there it would let a second program take the port as well
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # what it lets in takes it over
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MS)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def allow_many_files() -> None:
    """Ask for as many open connections as the system gives: some allow 256 unless asked."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + 500
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
