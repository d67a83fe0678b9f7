"""Where the page is reached: on this machine only, or by the phones on its network."""

from __future__ import annotations

import ipaddress
import socket
import sys

from trainer.errors import CannotServe

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
SILENT_MS = 30_000
"""What was sent to a phone and not taken for this long ends its connection."""


def listening_host(host: str, lan: bool) -> str:
    """The address to listen on. Raises ``CannotServe`` where others reach it without ``lan``."""
    if not host:
        return EVERYWHERE if lan else LOOPBACK
    if not lan and not _is_loopback(host):
        raise CannotServe(f"Other devices could reach {host}: say --lan if that is meant.")
    return host


def reached_at(host: str) -> list[str]:
    """The hosts to tell people, the likeliest first."""
    if host not in (EVERYWHERE, "::"):
        return [host]
    hosts = [_outward(), *_named()]
    return [a for a in dict.fromkeys(hosts) if a and not _is_loopback(a)] or [LOOPBACK]


def names(host: str, lan: bool) -> frozenset[str]:
    """The names, beside the address it came to, by which a request may call this machine."""
    own = {host.casefold()} if not _is_address(host) else set()
    if lan:
        machine = socket.gethostname().casefold().partition(".")[0]
        own |= {machine, f"{machine}.local", socket.getfqdn().casefold()}
    # A name of the loopback only: a foreign page cannot have a name that means this machine.
    return frozenset(own | {"localhost"})


def url(host: str, port: int) -> str:
    """``http://192.168.1.20:8000/``."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}/" if port == 80 else f"http://{name}:{port}/"


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises ``OSError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reached = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
    kind, number, protocol, _, address = reached[0]
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


def _outward() -> str:
    """The address of the interface towards the network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # set apart for documentation, RFC 5737
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _named() -> list[str]:
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
