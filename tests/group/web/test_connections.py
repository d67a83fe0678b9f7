"""More connections than there is room for: strangers go first, the one idle for longest."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from tests.group.web.attack import head, raw
from tests.group.web.conftest import CODE, SECRET, Phone, Room, next_state, until
from trainer.group import codes
from trainer.group.web import server
from trainer.group.web.connections import NO_REQUEST

MOST = 60


@pytest.fixture
async def small(make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(server, "MOST", MOST)
    made: Room = await make_room()
    return made


def idle(room: Room, count: int) -> list[socket.socket]:
    return [socket.create_connection(("127.0.0.1", room.port)) for _ in range(count)]


async def test_idle_connections_keep_nobody_out(small: Room) -> None:
    sockets = idle(small, MOST + 20)
    inside = await small.phone()
    stream = await inside.stream()
    await next_state(stream)
    sockets += idle(small, MOST + 20)
    late = await small.phone(joined=False)
    assert "You are in" in await late.get(f"/?k={SECRET}")
    small.open()
    assert (await next_state(stream))["status"] == "open"  # and who is in stays
    assert (await late.vote("phenotype", 1, "cadm"))[0] == 200
    for one in sockets:
        one.close()


async def test_the_one_idle_for_longest_goes(small: Room) -> None:
    first = await asyncio.open_connection("127.0.0.1", small.port)
    second = await asyncio.open_connection("127.0.0.1", small.port)
    others = idle(small, MOST - 2)
    await until(lambda: len(small.site.connections) == MOST)
    asked = head(small, "GET /phone.css HTTP/1.1").replace("close", "keep-alive")
    first[1].write(asked.encode())
    await first[0].readuntil(b"\r\n\r\n")
    others += idle(small, 1)
    assert await asyncio.wait_for(second[0].read(), 10) == b""
    first[1].write(head(small, "GET /phone.js HTTP/1.1").encode())
    assert b"EventSource" in await asyncio.wait_for(first[0].read(), 10)
    for each in others:
        each.close()


async def test_where_all_are_in_the_new_one_goes(small: Room) -> None:
    phones: list[Phone] = [await small.phone() for _ in range(MOST)]
    await asyncio.gather(*(phone.stream() for phone in phones))
    with contextlib.suppress(ConnectionError):
        assert await raw(small, head(small, "GET / HTTP/1.1")) == ""
    assert small.site.streams.devices == MOST


async def test_many_connections_of_a_few_who_are_in_keep_nobody_out(small: Room) -> None:
    """A student with a laptop: a seat is quickly had, and its streams are never read."""
    small.open()
    one, greedy = await small.phone(), [await small.phone() for _ in range(MOST // 3)]
    heard = await one.stream()
    await next_state(heard)
    cookies = [f"{codes.cookie_name('s-1')}={phone.token}" for phone in greedy]
    sockets = idle(small, 4 * len(cookies))
    for number, unread in enumerate(sockets):
        cookie = f"Cookie: {cookies[number % len(cookies)]}"
        unread.sendall(head(small, "GET /events HTTP/1.1", cookie).encode())
    await until(lambda: len(small.site.connections) == MOST)
    late = await small.phone()
    for phone in (one, late):
        assert (await phone.vote("phenotype", 1, "cadm"))[0] == 200
    small.close()
    while (await next_state(heard))["status"] != "closed":
        pass  # its own vote: the stream is the one it had, or this never ends well
    for unread in sockets:
        unread.close()


async def test_under_a_crowd_of_strangers_all_come_in_by_the_link_and_vote(small: Room) -> None:
    """A small copy of what ``benchmarks/group_attack.py`` does."""
    small.open()
    sockets = idle(small, MOST)
    strangers = [await small.phone(joined=False) for _ in range(8)]
    over = False

    async def bother(phone: Phone, number: int) -> None:
        while not over:
            try:
                if number % 2:
                    await phone.join(f"{number:06}")
                else:
                    await phone.get("/")
            except aiohttp.ClientError:
                pass  # hung up on

    bothering = [asyncio.create_task(bother(phone, n)) for n, phone in enumerate(strangers)]
    done = []
    for _ in range(20):
        phone = await small.phone(joined=False)
        await phone.get(f"/?k={SECRET}")
        sockets += idle(small, 5)
        done.append((await phone.vote("phenotype", 1, "cadm"))[0])
    over = True
    await asyncio.gather(*bothering)
    assert done == [200] * 20
    assert small.session.code == CODE
    for one in sockets:
        one.close()


@pytest.mark.parametrize(
    "text",
    ["nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
     "GET / HTTP/1.1\r\nHost: a\r\nHost : b\r\n\r\n", f"GET /{'x' * 5000} HTTP/1.1\r\n\r\n",
     "POST /vote HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
     "POST /vote HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\na=b",
     "POST /vote HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
     f"GET / HTTP/1.1\r\nHost: x\r\nX: {'a' * 9000}\r\n\r\n"],
)  # fmt: skip
async def test_what_is_no_request_is_answered_by_the_same_headers(room: Room, text: str) -> None:
    answer = await raw(room, text)
    assert answer.split()[1] == "400"
    has_headers(answer)
    assert answer.partition("\r\n\r\n")[2] == NO_REQUEST  # and nothing of what was sent


async def test_what_comes_before_every_check_has_them_too(room: Room) -> None:
    answer = await raw(room, head(room, "POST /vote HTTP/1.1", "Expect: the-impossible"))
    assert answer.split()[1] == "417"
    has_headers(answer)


def has_headers(answer: str) -> None:
    """An answer's headers are those of every other, and tell no version."""
    given = dict(line.split(": ", 1) for line in answer.split("\r\n\r\n")[0].split("\r\n")[1:])
    assert given["Content-Security-Policy"].startswith("default-src 'none'")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Cache-Control"] == "no-store"
    assert given["Server"] == "trainer"
