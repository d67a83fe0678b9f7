"""The addresses of the page: on this machine only, or reachable from its network."""

from __future__ import annotations

import ipaddress
import socket
import sys

from trainer.errors import CannotServe

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
SILENT_MS = 30_000
"""A connection ends if the phone has not acknowledged sent data for this long."""


def listening_host(host: str, lan: bool) -> str:
    """The address to listen on.

    Raises ``CannotServe`` if other devices could reach ``host`` and ``lan`` is false.
    """
    if not host:
        return EVERYWHERE if lan else LOOPBACK
    if not lan and not _is_loopback(host):
        raise CannotServe(f"Other devices could reach {host}: add --lan if that is intended.")
    return host


def reached_at(host: str) -> list[str]:
    """The hosts to show to people, the likeliest first."""
    if host not in (EVERYWHERE, "::"):
        return [host]
    hosts = [_outward(), *_own_addresses()]
    return [a for a in dict.fromkeys(hosts) if a and not _is_loopback(a)] or [LOOPBACK]


def names(host: str, lan: bool) -> frozenset[str]:
    """The host names that a request may use, beside the address it was sent to."""
    own = {host.casefold()} if not _is_address(host) else set()
    if lan:
        machine = socket.gethostname().casefold().partition(".")[0]
        own |= {machine, f"{machine}.local", socket.getfqdn().casefold()}
    # This name always means the loopback, so no foreign page can be served under it.
    return frozenset(own | {"localhost"})


def url(host: str, port: int) -> str:
    """The URL of a host and port, such as ``http://192.168.1.20:8000/``."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}/" if port == 80 else f"http://{name}:{port}/"


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises ``OSError`` if it cannot be bound."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    resolved = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
    kind, number, protocol, _, address = resolved[0]
    listener = socket.socket(kind, number, protocol)
    try:
        if sys.platform != "win32":  # on Windows it would let another program take the same port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # accepted connections inherit it
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MS)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def _outward() -> str:
    """The address of the interface that leads to the network, or empty; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation, RFC 5737
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _own_addresses() -> list[str]:
    try:
        return sorted({str(i[4][0]) for i in socket.getaddrinfo(
            socket.gethostname(), None, socket.AF_INET)})  # fmt: skip
    except OSError:
        return []


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return ipaddress.ip_address(host).is_loopback if _is_address(host) else host == "localhost"
