"""Requests as an attacker makes them."""

from __future__ import annotations

import asyncio

from tests.group.web.conftest import JSON, Phone, Room


async def raw(room: Room, text: str, wait: float = 5.0, port: int = 0) -> str:
    """What a connection gets that sends ``text`` as it is."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port or room.port)
    writer.write(text.encode("latin-1"))
    await writer.drain()
    try:
        return (await asyncio.wait_for(reader.read(), wait)).decode("latin-1")
    finally:
        writer.close()


def head(room: Room, first: str, *lines: str) -> str:
    host = [] if any(x.lower().startswith("host:") for x in lines) else [
        f"Host: 127.0.0.1:{room.port}"]  # fmt: skip
    return "\r\n".join([first, *host, "Connection: close", *lines, "", ""])


async def voted(phone: Phone, **headers: str) -> int:
    data = {"decision": "phenotype", "round": "1", "pick": "cadm"}
    return (await phone.post("/vote", data, headers={**JSON, **headers}))[0]
