"""What others on the network may try."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.group.web.conftest import CODE, JSON, Phone, Room
from tests.group.web.marked import HOSTILE, marked_case
from trainer.group.web import incoming, phones, seats, site
from trainer.group.web.limits import Bucket, Limits


async def raw(room: Room, text: str, wait: float = 5.0) -> str:
    """What a connection gets that sends ``text`` as it is."""
    reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
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


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_a_post_from_another_page(room: Room, headers: dict[str, str]) -> None:
    phone = await room.phone()
    room.open()
    assert await voted(phone, **headers) == 403
    assert not room.session.state.open_round.votes  # type: ignore[union-attr]
    own = {"Origin": f"http://127.0.0.1:{room.port}", "Sec-Fetch-Site": "same-origin"}
    assert await voted(phone, **own) == 200


async def test_a_form_token_of_another_phone(room: Room) -> None:
    phone, other = await room.phone(), await room.phone()
    room.open()
    data = {"decision": "phenotype", "round": "1", "pick": "cadm"}
    null = {**JSON, "Origin": "null"}
    for token, status in ((seats.form_token(other.token), 403), ("é" * 9, 403),
                          (seats.form_token(phone.token), 200)):  # fmt: skip
        assert (await phone.post("/vote", {**data, "form": token}, headers=null))[0] == status


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


@pytest.mark.parametrize("token", ["", "0" * 32, "x" * 32, "A" * 32, "é", "../../etc", "0" * 3000])
async def test_a_forged_token(room: Room, token: str) -> None:
    await room.phone()
    room.open()
    stranger = await room.phone(joined=False)
    name = seats.cookie_name("s-1")
    status = await voted(stranger, Cookie=f"{name}={token}")
    assert status == 403
    stranger.http.cookie_jar.update_cookies({name: seats.participant_of("0" * 32)})
    assert await voted(stranger) == 403


async def test_the_hash_in_the_journal_is_no_token(room: Room) -> None:
    phone = await room.phone()
    room.open()
    stranger = await room.phone(joined=False)
    known = next(iter(room.session.state.participants))
    assert known == seats.participant_of(phone.token) != phone.token
    for token in (known, known[:32]):
        assert await voted(stranger, Cookie=f"{seats.cookie_name('s-1')}={token}") == 403


async def test_a_token_of_another_session(room: Room) -> None:
    phone = await room.phone()
    room.open()
    stranger = await room.phone(joined=False)
    assert await voted(stranger, Cookie=f"{seats.cookie_name('s-2')}={phone.token}") == 403


async def test_a_vote_that_is_replayed_later(room: Room) -> None:
    phone = await room.phone()
    room.open()
    assert await voted(phone) == 200
    room.close()
    assert await voted(phone) == 409
    room.open()
    assert await voted(phone) == 409
    assert (await phone.vote("phenotype", 2, "cadm"))[0] == 200
    for decision, round_ in (("poor-prognosis", 1), ("phenotype", 3), ("no-such", 1), ("", 0)):
        assert (await phone.vote(decision, round_, "cadm"))[0] == 409


async def test_the_cookie_is_for_this_page_alone(room: Room) -> None:
    phone = await room.phone(joined=False)
    async with phone.http.post("/join", data={"code": CODE}, headers=JSON) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert len(phone.token) == 32


async def test_what_is_too_large(room: Room) -> None:
    phone = await room.phone()
    room.open()
    for body in ("x=" + "y" * incoming.LARGEST, "pick=a&" * 2000):
        status, _ = await phone.post("/vote", body, headers={"Content-Type": incoming.FORM})
        assert status in (413, 400)
    status, _ = await phone.post("/vote", json={"x": "y" * incoming.LARGEST})
    assert status == 413
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
    monkeypatch.setattr(site, "HEAD_SECONDS", 0.3)
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
    cookie = f"Cookie: {seats.cookie_name('s-1')}={phone.token}"
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


async def test_guessing_the_code(
    make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    room: Room = await make_room(limits=Limits(lambda: 0.0))
    monkeypatch.setattr(phones, "WRONG_CODE_SECONDS", 0.01)
    monkeypatch.setattr(phones, "Bucket", lambda rate, burst: Bucket(rate, burst, lambda: now[0]))
    guessed: Room = await make_room()
    phone = await guessed.phone(joined=False)
    found = [(await phone.join(f"{n:06}"))[0] for n in range(70)]
    assert found == [403] * 60 + [429] * 10
    assert (await phone.join())[0] == 429  # and says nothing of whether it was right
    now[0] += 1
    assert (await phone.join())[0] == 200
    assert room.port


async def test_a_wrong_code_waits(room: Room) -> None:
    phone = await room.phone(joined=False)
    began = time.monotonic()
    assert (await phone.join("ABCDEG"))[0] == 403
    assert time.monotonic() - began >= phones.WRONG_CODE_SECONDS
    for odd in ("", "é" * 6, "\x00", "A" * 500, "ABCDEF\nX"):
        assert (await phone.join(odd))[0] in (400, 403)
    assert not room.session.state.participants


async def test_the_code_dies_with_the_session(room: Room) -> None:
    phone = await room.phone(joined=False)
    assert (await phone.join("ZZZZZZ"))[0] == 403
    room.end()
    assert (await phone.join())[0] == 409


async def test_one_phone_too_fast_is_not_the_others_trouble(make_room: Callable[..., Any]) -> None:
    room: Room = await make_room(limits=Limits(lambda: 0.0))
    fast, other = await room.phone(), await room.phone()
    room.open()
    found = [await voted(fast) for _ in range(45)]
    assert found.count(200) == 40
    assert found[-1] == 429
    assert await voted(other) == 200


async def test_strangers_do_not_keep_the_room_from_voting(make_room: Callable[..., Any]) -> None:
    limits = Limits(lambda: 0.0)
    room: Room = await make_room(limits=limits)
    phone = await room.phone()
    room.open()
    while limits.allow(""):
        pass
    stranger = await room.phone(joined=False)
    assert "Too much at once" in await stranger.get("/")
    assert await voted(phone) == 200


async def test_the_room_is_full(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    take = type(room.session).join
    most = {"most": 2}

    def join(self: Any, who: str, team: str = "") -> Any:
        from trainer.group import moves

        return self.do(lambda _, s: moves.join(s, who, team, **most))

    assert take
    monkeypatch.setattr(type(room.session), "join", join)
    for _ in range(2):
        await room.phone()
    late = await room.phone(joined=False)
    status, told = await late.join()
    assert status == 409
    assert "full" in told["error"]


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


@pytest.mark.parametrize(
    "headers",
    [
        {"Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
async def test_the_code_lets_in_only_who_means_it(room: Room, headers: dict[str, str]) -> None:
    phone = await room.phone(joined=False)
    page = await phone.get(f"/?c={CODE}", headers=headers)
    assert "Join the room" in page
    assert f'value="{CODE}"' in page
    async with phone.http.head(f"/?c={CODE}") as answer:
        assert answer.status == 200
    assert not room.session.state.participants
