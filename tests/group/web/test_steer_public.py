"""The facilitator's own page behind a proxy: a name of its own, which opens to its secret alone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import aiohttp
import pytest

from tests import forked
from tests.group.caddy import Caddy, installed
from tests.group.conftest import SHIPPED
from tests.group.web.attack import head, raw
from tests.group.web.conftest import SECRET, Phone, until
from tests.group.web.marked import SECRET as KEY
from tests.group.web.test_steer import LEAD, Led, press
from trainer.group.session import GroupSession
from trainer.group.web.limits import Limits
from trainer.group.web.steer import STRANGERS

NAME = "lead.example"
PUBLIC = f"https://{NAME}"
ROOM = "https://room.example"
Make = Callable[..., Any]


@pytest.fixture
async def make_led(make_session: Callable[..., GroupSession]) -> AsyncIterator[Make]:
    async with AsyncExitStack() as stack:

        async def make(public: str = PUBLIC, of: str = ROOM) -> Led:
            room = Led(make_session(), public, Limits(), of)
            await room.start()
            stack.push_async_callback(room.stop)
            return room

        yield make


@pytest.fixture
async def led(make_led: Make) -> Led:
    room: Led = await make_led()
    return room


async def asked(led: Led, path: str, host: str, *lines: str) -> str:
    """What the facilitator's port answers to who asks for it by a name."""
    text = head(led, f"GET {path} HTTP/1.1", f"Host: {host}", *lines)
    return await raw(led, text, port=led.site.steer_port)


def status(answer: str) -> int:
    return int(answer.split()[1])


@pytest.mark.parametrize("host", ["room.example", "127.0.0.1", "localhost", "evil.example",
                                  f"{NAME}.evil", f"{NAME}:8443", "127.0.0.1:{port}"])  # fmt: skip
async def test_one_name_and_no_other(led: Led, host: str) -> None:
    host = host.format(port=led.site.steer_port)
    refused = await asked(led, f"/?s={LEAD}", host, f"X-Forwarded-Host: {NAME}")
    assert status(refused) == 421
    assert "Set-Cookie" not in refused
    assert status(await asked(led, f"/?s={LEAD}", NAME)) == 200
    assert status(await asked(led, f"/?s={LEAD}", f"{NAME}:443")) == 200


async def test_the_room_s_port_does_not_answer_to_its_name(led: Led) -> None:
    for path in ("/", f"/?s={LEAD}", f"/?k={SECRET}"):
        assert status(await raw(led, head(led, f"GET {path} HTTP/1.1", f"Host: {NAME}"))) == 421


async def test_the_link_brings_a_cookie_and_no_key(led: Led) -> None:
    entered = await asked(led, f"/?s={LEAD}", NAME)
    assert KEY not in entered  # a preview of the link sees nothing
    [cookie] = [line for line in entered.splitlines() if line.startswith("Set-Cookie")]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Strict"))
    sent = cookie.partition(": ")[2].partition(";")[0]
    assert f"{KEY} notes" in await asked(led, "/", NAME, f"Cookie: {sent}")


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [(PUBLIC, 303), (ROOM, 403), (f"http://{NAME}", 403), (f"{PUBLIC}:8443", 403),
     ("https://evil.example", 403)],
)  # fmt: skip
async def test_one_origin_and_no_other(led: Led, origin: str, wanted: int) -> None:
    entered = await asked(led, f"/?s={LEAD}", NAME)
    cookie = entered.partition("Set-Cookie: ")[2].partition(";")[0]
    page = await asked(led, "/", NAME, f"Cookie: {cookie}")
    form = page.partition('name="form" value="')[2].partition('"')[0]
    turn = page.partition('name="turn" value="')[2].partition('"')[0]
    body = f"action=open&turn={turn}&form={form}"
    kind = "Content-Type: application/x-www-form-urlencoded"
    lines = (f"Host: {NAME}", f"Cookie: {cookie}", f"Origin: {origin}", kind)
    request = head(led, "POST /do HTTP/1.1", *lines, f"Content-Length: {len(body)}") + body
    assert status(await raw(led, request, port=led.site.steer_port)) == wanted
    assert bool(led.session.state.voting) == (wanted == 303)


async def test_who_guesses_is_slowed_down_and_its_owner_is_not(led: Led) -> None:
    entered = await asked(led, f"/?s={LEAD}", NAME)
    cookie = entered.partition("Set-Cookie: ")[2].partition(";")[0]
    rate, burst = STRANGERS
    answers = [status(await asked(led, f"/?s=guess{n}", NAME)) for n in range(int(burst) + 20)]
    assert set(answers) == {403, 429}
    assert answers.count(403) < burst + 20 * rate
    assert status(await asked(led, f"/?s={LEAD}", NAME)) == 200
    assert status(await asked(led, "/", NAME, f"Cookie: {cookie}")) == 200
    assert (await raw(led, head(led, "GET / HTTP/1.1", "Host: room.example"))).split()[1] == "200"


def begun(tmp_path: Path, *words: str) -> CompletedProcess[str]:
    saves = ("--headless", "--saves", str(tmp_path), "--port", "0")
    return forked.trainer(
        "group", "anti-mda5-ild", *saves, *words, stdin="", cwd=SHIPPED.parents[1]
    )


def test_it_is_there_when_asked_for(tmp_path: Path) -> None:
    words = ("--public-url", ROOM, "--steer-url", PUBLIC, "--steer-port", "0")
    first = json.loads(begun(tmp_path, *words).stdout.splitlines()[0])
    assert first["steer_url"].startswith(f"{PUBLIC}/?s=")
    assert first["join_url"].startswith(f"{ROOM}/?k=")
    assert "steer_url" not in json.loads(begun(tmp_path, *words[:2]).stdout.splitlines()[0])


@pytest.mark.parametrize(
    ("words", "why"),
    [(("--public-url", ROOM, "--steer-url", ROOM), "the participants' address"),
     (("--public-url", f"{ROOM}:443", "--steer-url", f"{ROOM}/"), "the participants' address"),
     (("--steer-url", "http://x.example"), "not an address"), (("--steer",), "--lan"),
     (("--lan", "--steer-port", "8643"), "--steer-url")],
)  # fmt: skip
def test_what_cannot_be_is_told(words: tuple[str, ...], why: str, tmp_path: Path) -> None:
    done = begun(tmp_path, *words)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "groups").exists()  # and no session was begun


@installed
async def test_a_room_is_led_through_caddy(make_led: Make, caddy: Caddy) -> None:
    led: Led = await make_led(caddy.lead_origin, caddy.origin)
    caddy.start(led.port, led.site.steer_port)
    await until(lambda: caddy.answers)
    connector = aiohttp.TCPConnector(ssl=caddy.trusted)

    def client(origin: str) -> Any:
        return aiohttp.ClientSession(origin, connector=connector, connector_owner=False)

    async with connector, client(caddy.lead_origin) as one, client(caddy.origin) as another:
        lead, phone = Phone(one), Phone(another)
        await lead.get(f"/?s={LEAD}")
        assert "You are in" in await phone.get(f"/?k={SECRET}")
        for word in ("go on", "open"):
            assert (await press(lead, word))[0] == 303
        assert led.session.state.voting
        # A participant's link and cookies lead nowhere there, nor the facilitator's at the room's.
        for link in (f"/?k={SECRET}", f"/?s={SECRET}", f"/?c={led.session.code}", "/"):
            assert "facilitator's page: scan" in await phone.get(f"{caddy.lead_origin}{link}")
        assert KEY not in await lead.get(f"{caddy.origin}/?s={LEAD}")
