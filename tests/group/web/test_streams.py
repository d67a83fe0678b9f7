"""Event streams: whole on connecting, at each phone's own pace, gone with their phones."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.group.web.conftest import Room, next_state, until
from tests.group.web.marked import marked_case
from trainer.group import codes
from trainer.group.web import streams


async def test_the_whole_state_on_connecting_and_after_each_change(room: Room) -> None:
    phone = await room.phone()
    room.open()
    stream = await phone.stream()
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert stream.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert stream.headers["Cache-Control"] == "no-store"
    first = await next_state(stream)
    assert first["status"] == "open"
    assert first["revision"] == room.session.state.number
    room.close()
    second = await next_state(stream)
    assert second["status"] == "closed"
    assert second["revision"] > first["revision"]


async def test_a_change_from_another_thread(room: Room) -> None:
    stream = await (await room.phone()).stream()
    await next_state(stream)
    await asyncio.to_thread(room.open)
    assert (await asyncio.wait_for(next_state(stream), 2))["status"] == "open"


async def test_only_the_last_state_waits(room: Room) -> None:
    stream = await (await room.phone()).stream()
    await next_state(stream)
    room.open()
    room.close()
    room.open()
    assert (await next_state(stream))["round"] == 2


async def test_ones_own_vote_is_told_to_ones_other_window_only(room: Room) -> None:
    phone, other = await room.phone(), await room.phone()
    room.open()
    mine, theirs = await phone.stream(), await other.stream()
    await next_state(mine)
    await next_state(theirs)
    await phone.vote("phenotype", 1, "cadm")
    assert (await next_state(mine))["ballot"]["picks"] == ["cadm"]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(next_state(theirs), 0.3)


async def test_what_is_told_to_all_is_not_told_again_to_those_who_voted(room: Room) -> None:
    phone = await room.phone()
    room.open()
    stream = await phone.stream()
    await next_state(stream)
    await phone.vote("phenotype", 1, "cadm")
    room.close()
    closed = await next_state(stream)
    assert (closed["status"], closed["ballot"]["picks"]) == ("closed", ["cadm"])
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(next_state(stream), streams.OWN_SECONDS + 0.2)


async def test_votes_are_answered_while_many_are_told_of_theirs(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PORTION", 2)
    monkeypatch.setattr(streams, "PORTION_SECONDS", 3600)
    room.open()
    phones = [await room.phone() for _ in range(5)]
    listening = [await phone.stream() for phone in phones]
    for stream in listening:
        await next_state(stream)
    for phone in phones:
        await phone.vote("phenotype", 1, "cadm")
    for stream in listening[:2]:  # the first portion; the next is an hour away
        assert (await next_state(stream))["ballot"]["picks"] == ["cadm"]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(next_state(listening[2]), 0.1)
    assert (await phones[4].vote("phenotype", 1, "ipf"))[0] == 200


async def test_streams_do_not_outlive_their_phones(room: Room) -> None:
    phones = [await room.phone() for _ in range(5)]
    opened = [await p.stream() for p in phones]
    await until(lambda: room.site.streams.devices == 5)
    opened[0].close()
    await phones[1].http.close()
    await until(lambda: room.site.streams.devices == 3)


async def test_a_silent_stream_gives_signs_of_life(
    make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams.Streams.__init__, "__defaults__", (0.05,))
    room: Room = await make_room()
    stream = await (await room.phone()).stream()
    await next_state(stream)
    assert b"event: beat" in await asyncio.wait_for(stream.content.readuntil(b"{}\n\n"), 2)


async def test_too_many_windows_of_one_phone(room: Room) -> None:
    phone = await room.phone()
    opened = [await phone.stream() for _ in range(streams.PER_PHONE + 1)]
    await next_state(opened[-1])
    rest = await asyncio.wait_for(opened[0].content.read(), 2)
    assert b"event: crowded" in rest
    assert room.site.streams.devices == 1


async def test_a_stalled_phone_delays_nobody(
    make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "WRITE_SECONDS", 1.0)
    # As long as it takes to fill what the system holds for a client that reads nothing.
    room: Room = await make_room(case=marked_case(prompt="word " * 200_000))
    phone, other = await room.phone(), await room.phone()
    stalled = socket.create_connection(("127.0.0.1", room.port))
    stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    cookie = f"{codes.cookie_name('s-1')}={phone.token}"
    stalled.sendall(
        f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nCookie: {cookie}\r\n\r\n".encode()
    )
    stream = await other.http.get("/events", read_bufsize=2**22)
    await next_state_of_many(stream)
    await until(lambda: room.site.streams.devices == 2)
    slowest = 0.0
    for _ in range(4):
        began = time.monotonic()
        room.open()
        assert (await next_state_of_many(stream))["status"] == "open"
        room.close()
        assert (await next_state_of_many(stream))["status"] == "closed"
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < 1.0
    await until(lambda: room.site.streams.devices == 1)
    stalled.close()


async def next_state_of_many(stream: Any) -> dict[str, Any]:
    """``next_state`` for lines longer than aiohttp reads at once."""
    import json

    found = b""
    while not found.endswith(b"\n\n") or b"event: state" not in found:
        found += await stream.content.readany()
        if found.startswith(b"retry") and found.endswith(b"\n\n") and b"data" not in found:
            found = b""
    told: dict[str, Any] = json.loads(found.split(b"data: ")[-1])
    return told
