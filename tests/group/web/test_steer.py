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
from trainer.engine.views import next_event_day
from trainer.group import codes, moves
from trainer.group.offers import current
from trainer.group.session import GroupSession
from trainer.group.web import server
from trainer.group.web.limits import Limits
from trainer.group.web.server import Site
from trainer.group.web.steer import Steering

LEAD = "lead-secret-of-22-chars"


class Led(Room):
    """A room whose facilitator has a page."""

    def __init__(
        self, session: GroupSession, public: str = "", limits: Limits | None = None, of: str = ""
    ) -> None:
        """``public`` is the origin of the facilitator's page, ``of`` that of the phones'."""
        super().__init__(session, limits)
        steering = Steering(public=public, secret=LEAD)
        self.site = Site(session, "127.0.0.1", False, limits, of, steering)

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


def fields(page: str) -> dict[str, str]:
    """What a page's form brings along."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


async def press(phone: Phone, word: str, **changed: str) -> tuple[int, Any]:
    """A button of the page as it is now."""
    form = fields(await phone.get("/"))
    return await phone.post("/do", {**form, "action": word, **changed}, headers={})


async def offered(phone: Phone) -> list[str]:
    """The words of the buttons that the page has now."""
    return re.findall(r'name="action" value="([^"]*)"', await phone.get("/"))


async def test_a_question_is_led_from_a_phone(led: Led) -> None:
    lead, phone = await led.lead(), await led.phone()
    page = await lead.get("/")
    assert f"{KEY} notes" in page
    assert f"{KEY} answer phenotype" in page
    letters = re.findall(r"<p><b>([A-Z])( \*)?</b>", page)
    question = led.session.case.questions["phenotype"]
    assert [bool(star) for _, star in letters[: len(question.choices)]] == [
        option.keyed for option in question.choices
    ]
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
    assert await offered(lead) == ["go on", "lock-join"]
    assert (await press(lead, "go on"))[0] == 303
    assert await offered(lead) == ["open", "pick", "lock-join"]
    for word, why in (("reveal", "Lock the group"), ("go on", "First this question")):
        status, page = await press(lead, word)
        assert status == 409
        assert why in page


async def test_it_goes_on_as_the_wall_does(led: Led) -> None:
    lead, session = await led.lead(), led.session
    for word in ("go on", "open", "close", "reopen", "withdraw"):
        await press(lead, word)
    led.lock("cadm")
    await press(lead, "reveal")
    page = await lead.get("/")
    assert "On the wall: what was reported." in page
    assert await offered(lead) == ["go on", "lock-join"]  # not yet the next question's vote
    first, second = list(session.case.questions)[:2]
    assert session.case.questions[second].title in page
    assert session.at == first
    await press(lead, "go on")
    assert session.at == second
    assert await offered(lead) == ["open", "pick", "lock-join"]


async def test_the_end_takes_two_touches(led: Led) -> None:
    lead, session = await led.lead(), led.session
    while current(session.case, session.state) or next_event_day(session.case, session.state.run):
        while current(session.case, session.state):
            led.lock()
            led.reveal()
        if next_event_day(session.case, session.state.run):
            session.do(moves.next_day)
    assert session.at
    await press(lead, "go on")
    assert session.at == ""
    page = await lead.get("/")
    assert "end with the debrief" in page.partition("<summary>More")[2]
    assert (await press(lead, "end with the debrief"))[0] == 303
    assert "The session is over" in await lead.get("/")
    assert await offered(lead) == []


async def test_without_a_majority_it_says_why_and_another_answer_is_locked(led: Led) -> None:
    lead, session = await led.lead(), led.session
    for word in ("go on", "open", "close"):
        await press(lead, word)
    assert await offered(lead) == ["reopen", "pick", "unclose", "withdraw", "lock-join"]
    page = await lead.get("/")
    assert "Not now: Lock the majority&#39;s answer. Nobody has voted: vote again" in page
    assert 'value="pick"' in page.partition("<summary>More")[0]  # it comes next
    page = await lead.get("/pick")
    assert "Lock this as the group's answer" in page
    form = fields(page)
    none = await lead.post("/do", {**form, "action": "lock this"}, headers={})
    assert none[0] == 409
    assert "Pick an option first" in none[1]
    two = [*form.items(), ("action", "lock this"), ("pick", "cadm"), ("pick", "ipf")]
    assert (await lead.post("/do", two, headers={}))[0] == 409
    picked = {**form, "action": "lock this", "pick": "cadm"}
    assert (await lead.post("/do", picked, headers={}))[0] == 303
    assert session.state.run.locks["phenotype"].picks == ("cadm",)
    assert session.state.how["phenotype"] == "facilitator"
    assert "On the wall: the group" in await lead.get("/pick")  # nothing is left to lock


async def test_a_question_is_passed_from_it(led: Led) -> None:
    lead = await led.lead()
    await press(lead, "go on")
    status, _ = await press(lead, "pick")
    assert status == 303
    form = fields(await lead.get("/pick"))
    assert (await lead.post("/do", {**form, "action": "pass"}, headers={}))[0] == 303
    assert led.session.state.run.locks["phenotype"].passed


async def test_a_page_of_before_does_nothing(led: Led) -> None:
    lead = await led.lead()
    assert (await press(lead, "open", turn="7"))[0] == 409
    assert not led.session.state.voting
    await press(lead, "go on")
    before = await lead.get("/")
    led.open()
    form = fields(before)
    for word in ("open", "pick", "go on"):
        assert (await lead.post("/do", {**form, "action": word}, headers={}))[0] in (303, 409)
    assert led.session.at == "phenotype"
    assert len(led.session.state.rounds["phenotype"]) == 1


async def test_what_is_no_step_of_the_room_makes_no_page_old(led: Led) -> None:
    lead = await led.lead()
    await press(lead, "go on")
    page = await lead.get("/")
    phone = await led.phone()
    led.session.do(lambda _, state: moves.allow_joining(state, False))
    form = fields(page)
    assert (await lead.post("/do", {**form, "action": "open"}, headers={}))[0] == 303
    assert (await phone.vote("phenotype", 1, "cadm"))[0] == 200


@pytest.mark.parametrize("link", ["/", "/?s=", "/?s=guess", f"/?s={SECRET}", f"/?k={SECRET}"])
async def test_nothing_of_the_room_opens_it(led: Led, link: str) -> None:
    phone = await led.phone()
    await phone.get(f"/?k={SECRET}")
    stranger = await led.lead(link)
    assert "This is the facilitator's page" in await stranger.get("/pick")
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


async def test_phones_take_no_place_of_the_facilitator_s(
    make_session: Callable[..., GroupSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST", 4)
    async with AsyncExitStack() as stack:
        room = Led(make_session())
        await room.start()
        stack.push_async_callback(room.stop)
        phones = [await room.phone() for _ in range(4)]
        streams = [await phone.stream() for phone in phones]
        assert len(room.site.connections) == 4
        assert f"{KEY} notes" in await (await room.lead()).get("/")
        assert room.site.streams.devices == len(streams)


async def test_without_being_asked_for_there_is_none(room: Room) -> None:
    assert room.site.steer_port == 0
