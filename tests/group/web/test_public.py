"""Behind a proxy: one name and no other, secure cookies, and nothing believed that others say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests import forked
from tests.group.caddy import Caddy, installed
from tests.group.conftest import SHIPPED
from tests.group.web.attack import head, raw, voted
from tests.group.web.conftest import CODE, JSON, SECRET, Phone, Room, next_state, until
from trainer.group.web.limits import Limits

PUBLIC = "https://room.example"
HOST = {"Host": "room.example"}


@pytest.fixture
async def public(make_room: Callable[..., Any]) -> Room:
    made: Room = await make_room(public=PUBLIC, limits=Limits())
    return made


@pytest.mark.parametrize(
    ("host", "status"),
    [("room.example", "200"), ("ROOM.example", "200"), ("room.example:443", "200"),
     ("room.example:80", "421"), ("evil.example", "421"), ("127.0.0.1", "421"),
     ("localhost", "421"), ("room.example.evil", "421"), ("room.example@evil", "421")],
)  # fmt: skip
async def test_one_name_and_no_other(public: Room, host: str, status: str) -> None:
    answer = await raw(public, head(public, "GET / HTTP/1.1", f"Host: {host}"))
    assert answer.split()[1] == status
    local = await raw(public, head(public, "GET / HTTP/1.1", f"Host: 127.0.0.1:{public.port}"))
    assert local.split()[1] == "421"


@pytest.mark.parametrize(
    ("origin", "status"),
    [(PUBLIC, 200), ("http://room.example", 403), ("https://evil.example", 403),
     ("https://room.example:8443", 403), ("null", 403)],
)  # fmt: skip
async def test_one_origin_and_no_other(public: Room, origin: str, status: int) -> None:
    phone = await public.phone(joined=False)
    public.open()
    async with phone.http.post("/join", data={"code": CODE}, headers={**JSON, **HOST}) as answer:
        cookies = [value.split(";")[0] for value in answer.headers.getall("Set-Cookie")]
    sent = {"Cookie": "; ".join(cookies), "Origin": origin}
    assert await voted(phone, **HOST, **sent) == status


async def test_cookies_are_secure(public: Room) -> None:
    phone = await public.phone(joined=False)
    async with phone.http.get(f"/?k={SECRET}", headers=HOST) as answer:
        cookies = answer.headers.getall("Set-Cookie")
    assert len(cookies) == 2
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "Forwarded", "X-Original-Host"])
async def test_no_other_name_is_believed(public: Room, name: str) -> None:
    for host, told, status in (("evil.example", "room.example", "421"),
                               ("room.example", "evil.example", "200")):  # fmt: skip
        value = f"host={told}" if name == "Forwarded" else told
        answer = await raw(
            public, head(public, "GET / HTTP/1.1", f"Host: {host}", f"{name}: {value}")
        )
        assert answer.split()[1] == status
        assert told not in answer


async def test_a_forged_sender_changes_no_limit(make_room: Callable[..., Any]) -> None:
    limits = Limits(lambda: 0.0)
    room: Room = await make_room(public=PUBLIC, limits=limits)
    while limits.allow(""):
        pass
    for sender in ("127.0.0.1", "10.0.0.1", "203.0.113.7, 10.0.0.1"):
        answer = await raw(
            room,
            head(room, "GET / HTTP/1.1", "Host: room.example", f"X-Forwarded-For: {sender}"),
        )
        assert answer.split()[1] == "429"


async def test_streams_are_not_held_back(room: Room) -> None:
    stream = await (await room.phone()).stream()
    assert stream.headers["X-Accel-Buffering"] == "no"
    assert stream.headers["Cache-Control"] == "no-store"


NO_ADDRESS = ("http://x.example", "x.example", "https://", "https://u@x", "https://x/path",
              "https://x?q=1", "https://x:port")  # fmt: skip


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_an_address_that_is_none_is_told(address: str, tmp_path: Path) -> None:
    words = ("anti-mda5-ild", "--headless", "--public-url", address, "--saves", str(tmp_path))
    done = forked.trainer("group", *words, stdin="", cwd=SHIPPED.parents[1])
    assert done.returncode == 2
    assert "not an address" in done.stderr


def test_the_qr_code_is_made_of_it_and_a_session_that_is_resumed_keeps_it(tmp_path: Path) -> None:
    saves = ("--headless", "--saves", str(tmp_path))
    words = ("anti-mda5-ild", *saves, "--public-url", f"{PUBLIC}:443/", "--port", "0")
    begun = forked.trainer("group", *words, stdin="open\n", cwd=SHIPPED.parents[1])
    first = json.loads(begun.stdout.splitlines()[0])
    assert first["urls"] == [f"{PUBLIC}/"]
    assert first["join_url"].startswith(f"{PUBLIC}/?k=")
    again = forked.trainer("group", "--resume", *saves, stdin="", cwd=SHIPPED.parents[1])
    assert json.loads(again.stdout.splitlines()[0])["join_url"] == first["join_url"]


@installed
async def test_a_session_behind_caddy(make_room: Callable[..., Any], caddy: Caddy) -> None:
    room: Room = await make_room(public=caddy.origin)
    caddy.start(room.port)
    await until(lambda: caddy.answers)
    connector = aiohttp.TCPConnector(ssl=caddy.trusted)

    def phone() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            caddy.origin, connector=connector, connector_owner=False, cookie_jar=aiohttp.CookieJar()
        )

    async with connector, phone() as one, phone() as another:
        first, second = Phone(one), Phone(another)
        assert "You are in" in await first.get(f"/?k={SECRET}")
        assert (await second.join())[0] == 200
        stream = await first.stream()
        assert (await next_state(stream))["status"] == "waiting"
        room.open()
        assert (await next_state(stream))["status"] == "open"  # not held back
        own = {**JSON, "Origin": caddy.origin}
        assert await voted(first, **own) == 200
        assert await voted(second, Origin="https://evil.example") == 403
        assert room.session.state.open_round.counted == 1
        stream.close()
