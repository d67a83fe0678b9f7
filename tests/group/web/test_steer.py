"""The facilitator's own page: steers for who has its secret, and is nowhere for all others."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest

from tests.group.web.conftest import SECRET, Phone, Room
from tests.group.web.marked import SECRET as KEY
from trainer.group import codes
from trainer.group.session import GroupSession
from trainer.group.web.server import Site

LEAD = "lead-secret-of-22-chars"


class Led(Room):
    """A room whose facilitator has a page."""

    def __init__(self, session: GroupSession) -> None:
        super().__init__(session, None)
        self.site = Site(session, "127.0.0.1", lan=False, steer=LEAD)

    async def lead(self, link: str = f"/?s={LEAD}") -> Phone:
        address = f"http://127.0.0.1:{self.site.steer_port}"
        jar = aiohttp.CookieJar(unsafe=True)
        client = aiohttp.ClientSession(address, cookie_jar=jar)
        phone = Phone(await self._stack.enter_async_context(client))
        await phone.get(link)
        return phone


@pytest.fixture
async def led(make_session: Callable[..., GroupSession]) -> AsyncIterator[Led]:
    async with AsyncExitStack() as stack:
        room = Led(make_session())
        await room.start()
        stack.push_async_callback(room.stop)
        yield room


async def press(phone: Phone, word: str, **changed: str) -> tuple[int, Any]:
    """A button of the page as it is now."""
    page = await phone.get("/")
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return await phone.post("/do", {**form, "action": word, **changed}, headers={})


async def test_a_question_is_led_from_a_phone(led: Led) -> None:
    lead, phone = await led.lead(), await led.phone()
    page = await lead.get("/")
    assert f"{KEY} notes" in page
    assert f"{KEY} answer phenotype" in page
    assert (await press(lead, "open"))[0] == 303
    await phone.vote("phenotype", 1, "cadm")
    assert "1 voted" in await lead.get("/")
    for word in ("close", "unclose", "close", "reopen", "withdraw", "lock", "reveal"):
        assert (await press(lead, word))[0] == 303, word
    assert led.session.state.run.locks["phenotype"].revealed
    assert len(led.session.state.counting("phenotype")) == 1
    assert (await press(lead, "lock-join"))[0] == 303
    assert not led.session.state.joining


async def test_it_offers_what_may_be_done(led: Led) -> None:
    lead = await led.lead()
    page = await lead.get("/")
    assert re.findall(r'name="action" value="([^"]*)"', page) == ["open", "lock-join"]
    status, page = await press(lead, "reveal")
    assert status == 409
    assert "Lock the group" in page


async def test_a_page_of_before_does_nothing(led: Led) -> None:
    lead = await led.lead()
    assert (await press(lead, "open", turn="7"))[0] == 409
    assert not led.session.state.voting


@pytest.mark.parametrize("link", ["/", "/?s=", "/?s=guess", f"/?s={SECRET}", f"/?k={SECRET}"])
async def test_nothing_of_the_room_opens_it(led: Led, link: str) -> None:
    phone = await led.phone()
    await phone.get(f"/?k={SECRET}")
    stranger = await led.lead(link)
    assert not list(stranger.http.cookie_jar)
    own = codes.cookie_name("s-1")
    for name in (own, f"lead_{own}"):
        for token in (phone.token, SECRET, "", led.session.code):
            sent = {"Cookie": f"{name}={token}"}
            assert "This is the facilitator's page" in await stranger.get("/", headers=sent)
            assert (await stranger.post("/do", {"action": "open"}, headers=sent))[0] == 403
    assert not led.session.state.voting


async def test_the_page_for_phones_knows_nothing_of_it(led: Led) -> None:
    phone = await led.phone()
    for path in (f"/?s={LEAD}", "/do", "/steer"):
        page = await phone.get(path)
        assert KEY not in page
        assert "lead_" not in page
    assert (await phone.post("/do", {"action": "open"}))[0] == 404
    assert LEAD not in await phone.get("/phone.js")
    assert not led.session.state.voting


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}],
    ids=str,
)
async def test_another_page_steers_nothing(led: Led, headers: dict[str, str]) -> None:
    lead = await led.lead()
    data = {"action": "open", "turn": "0", "form": codes.form_token(LEAD)}
    assert (await lead.post("/do", data, headers=headers))[0] in (403, 421)
    assert (await press(lead, "open", form="x" * 32))[0] == 403
    assert (await press(lead, "end"))[0] == 403
    assert not led.session.state.voting


async def test_its_cookie_is_for_it_alone(led: Led) -> None:
    lead = await led.lead()
    [cookie] = list(lead.http.cookie_jar)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


async def test_without_being_asked_for_there_is_none(room: Room) -> None:
    assert room.site.steer_port == 0
