"""Requests that are not as they should be: names, sizes, kinds, times, paths, methods, text."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.group.web.attack import head, raw, voted
from tests.group.web.conftest import JSON, Room
from tests.group.web.marked import HOSTILE, marked_case
from trainer.group import codes
from trainer.group.web import incoming, phones, server


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.2:{port}",
     "127.0.0.1.evil.example:{port}", "x@127.0.0.1:{port}", "127.0.0.1:{port}/x", "",
     "127.0.0.1:99999", "[::1:{port}", "LOCALHOST.evil:{port}"],
)  # fmt: skip
async def test_a_foreign_host(room: Room, host: str) -> None:
    answer = await raw(room, head(room, "GET / HTTP/1.1", f"Host: {host.format(port=room.port)}"))
    assert answer.split(" ", 2)[1] in ("421", "400")


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LocalHost.:{port}"])
async def test_our_own_host(room: Room, host: str) -> None:
    answer = await raw(room, head(room, "GET / HTTP/1.1", f"Host: {host.format(port=room.port)}"))
    assert answer.startswith("HTTP/1.1 200")


async def test_two_hosts_and_none(room: Room) -> None:
    here = f"Host: 127.0.0.1:{room.port}"
    assert (await raw(room, head(room, "GET / HTTP/1.1", here, "Host: evil"))).split()[1] in (
        "421", "400")  # fmt: skip
    none = await raw(room, "GET / HTTP/1.0\r\n\r\n")
    assert none.split()[1] in ("421", "400")


async def test_what_is_too_large(room: Room) -> None:
    phone = await room.phone()
    room.open()
    for body in ("x=" + "y" * incoming.LARGEST, "pick=a&" * 2000):
        status, _ = await phone.post("/vote", body, headers={"Content-Type": incoming.FORM})
        assert status in (413, 400)
    status, told = await phone.post("/vote", json={"x": "y" * incoming.LARGEST})
    assert status == 413
    assert told["ok"] is False
    answer = await raw(room, head(room, "GET / HTTP/1.1", f"Cookie: a={'b' * 9000}"))
    assert answer.split()[1] == "400"
    answer = await raw(room, head(room, f"GET /{'x' * 9000} HTTP/1.1"))
    assert answer.split()[1] == "400"
    assert await voted(phone) == 200


@pytest.mark.parametrize(
    "body",
    ["", "[]", "null", "1", "{", "[" * 4000, '{"round":' + "9" * 4000 + "}", '{"round":true}',
     '{"round":{}}', '{"pick":[1]}', '{"pick":{"a":1}}', '{"decision":7}', '{"value":NaN}',
     '{"value":1e999}', '{"decision":"\\u0000"}', '{"confidence":"x"}', "\xff\xfe",
     '{"pick":["' + '","'.join("a" * 40) + '"]}'],
)  # fmt: skip
async def test_json_that_is_none(room: Room, body: str) -> None:
    phone = await room.phone()
    room.open()
    given = {"Content-Type": incoming.JSON}
    status, told = await phone.post("/vote", body.encode("latin-1"), headers=given)
    assert status in (400, 409)
    assert told["ok"] is False  # type: ignore[index]


async def test_other_kinds_of_body(room: Room) -> None:
    phone = await room.phone()
    room.open()
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/xml"):
        assert (await phone.post("/vote", b"x", headers={**JSON, "Content-Type": kind}))[0] == 415
    odd = {**JSON, "Content-Type": f"{incoming.FORM}; charset=nonsense"}
    assert (await phone.post("/vote", b"a=b", headers=odd))[0] == 400


async def test_a_client_that_says_nothing(
    room: Room, make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    slow: Room = await make_room()
    started = time.monotonic()
    for sent in ("", "GET / HTTP/1.1\r\nHost:"):
        assert await raw(slow, sent) == ""
    assert time.monotonic() - started < 3


async def test_a_body_that_does_not_come(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    read = incoming.fields
    monkeypatch.setattr(incoming, "fields", lambda request: read(request, 0.2))
    phone = await room.phone()
    room.open()
    cookie = f"Cookie: {codes.cookie_name('s-1')}={phone.token}"
    kind = f"Content-Type: {incoming.FORM}"
    began = time.monotonic()
    answer = await raw(
        room, head(room, "POST /vote HTTP/1.1", cookie, kind, "Content-Length: 100") + "pick=a"
    )
    assert answer.startswith("HTTP/1.1 408")
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    "path",
    ["/..", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//phone.js",
     "/static/phone.js", "/phone.js/", "/phone.js%00", "/./phone.py", "/phone.js/../guard.py", "/~",
     "\\..\\x", "/%", "/%ff", "/host", "/open", "/reveal", "/admin"],
)  # fmt: skip
async def test_paths_that_lead_nowhere(room: Room, path: str) -> None:
    answer = await raw(room, head(room, f"GET {path} HTTP/1.1"))
    assert answer.split()[1] in ("404", "400")
    assert "root:" not in answer
    assert "import " not in answer


async def test_absolute_addresses(room: Room) -> None:
    here = f"http://127.0.0.1:{room.port}/"
    assert (await raw(room, head(room, f"GET {here} HTTP/1.1"))).startswith("HTTP/1.1 200")
    for there in ("http://evil.example/", "http://127.0.0.1:1/", "file:///etc/passwd"):
        answer = await raw(room, head(room, f"GET {there} HTTP/1.1"))
        assert answer.split()[1] in ("400", "404", "421")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
async def test_methods(room: Room, method: str) -> None:
    for path in ("/", "/vote", "/phone.js", "/events"):
        answer = await raw(room, head(room, f"{method} {path} HTTP/1.1"))
        assert answer.split()[1] in ("405", "404", "400")
    assert (await raw(room, head(room, "GET /vote HTTP/1.1"))).split()[1] == "405"
    assert (await raw(room, head(room, "HEAD /events HTTP/1.1"))).split()[1] == "405"
    override = head(room, "GET /vote HTTP/1.1", "X-HTTP-Method-Override: POST")
    assert (await raw(room, override)).split()[1] == "405"


async def test_there_is_no_control_on_the_web(room: Room) -> None:
    app = room.site.app(room.port)
    routes = {(r.method, r.resource.canonical) for r in app.router.routes() if r.resource}
    assert routes == {
        ("GET", "/"), ("HEAD", "/"), ("POST", "/join"), ("POST", "/vote"), ("GET", "/state"),
        ("HEAD", "/state"), ("GET", "/events"), ("GET", "/mine"), ("HEAD", "/mine"),
        ("GET", "/mine.txt"), ("HEAD", "/mine.txt"), ("GET", "/phone.css"), ("HEAD", "/phone.css"),
        ("GET", "/phone.js"), ("HEAD", "/phone.js"),
    }  # fmt: skip


async def test_text_stays_text(make_room: Callable[..., Any]) -> None:
    room: Room = await make_room(
        case=marked_case(prompt=HOSTILE + "\x1b[31m\u2028", title=HOSTILE), teams=(HOSTILE,)
    )
    phone = await room.phone(joined=False)
    pages = [await phone.get("/"), await phone.get("/?c=<script>alert('x')</script>")]
    assert (await phone.join(team=HOSTILE))[0] == 200
    room.open()
    pages.append(await phone.get("/"))
    await phone.vote("phenotype", 1, "cadm")
    room.close()
    pages.append(await phone.get("/"))
    room.lock("cadm")
    room.reveal()
    pages.append(await phone.get("/"))
    room.end()
    pages.append(await phone.get("/mine"))
    for page in pages:
        assert "<script>alert" not in page
        assert "\x1b" not in page
        assert page.count("<script") == 1
    assert json.loads(await phone.get("/state"))["title"] == HOSTILE


@pytest.mark.parametrize("path", ["/", "/phone.js", "/phone.css", "/state", "/nowhere"])
async def test_headers_of_every_answer(room: Room, path: str) -> None:
    phone = await room.phone()
    async with phone.http.get(path) as answer:
        given = answer.headers
    policy = given["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Referrer-Policy"] == "no-referrer"
    assert given["Cache-Control"] == "no-store"
    assert given["Server"] == "trainer"


async def test_trouble_of_ours_tells_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = await room.phone()

    def broken(*_: Any) -> None:
        raise RuntimeError("private words")

    monkeypatch.setattr(phones, "snapshot", broken)
    page = await phone.get("/")
    assert "private" not in page
    assert "Something went wrong" in page
