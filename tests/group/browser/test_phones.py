"""A room of phones in Chromium: joining, voting, sleeping, coming back, seeing the result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.group.browser.conftest import CODE, Stage
from trainer.group import moves
from trainer.group.web import pages
from trainer.questions.marks import LETTERS

pytestmark = pytest.mark.asyncio(loop_scope="session")
Phone = Callable[..., Any]
HIDE = """hidden => {
  Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event('visibilitychange'));
}"""


async def pick(page: Any, letter: str) -> None:
    await page.click(f"label:has(#o{LETTERS.index(letter)})")


async def send(page: Any) -> None:
    await page.click("#send")
    await said(page, "Sent.")


async def said(page: Any, text: str) -> None:
    await page.wait_for_function("t => document.getElementById('say').textContent.includes(t)",
                                 arg=text)  # fmt: skip


async def heading(page: Any, text: str) -> None:
    await page.wait_for_selector(f"h1:has-text('{text}')")


async def test_a_room_votes_twice_and_sees_the_result(stage: Stage, phone: Phone) -> None:
    phones = [await phone() for _ in range(4)]
    for page in phones:
        await heading(page, "You are in")
        assert page.url == stage.server.urls[0]  # and the code is gone from the address
    stage.open()
    for page, letter in zip(phones, "CCDE", strict=True):
        await pick(page, letter)
        await send(page)
        await page.wait_for_selector(f".yours:has-text('Your answer is in: {letter}')")
    assert stage.votes() == [("cadm",), ("cadm",), ("ipf",), ("vasculitis",)]
    stage.close()
    for page in phones:
        await page.wait_for_selector("text=Voting is closed. >> nth=0")
    stage.open()
    for page in phones:
        await page.wait_for_selector("text=Before, you answered")
        await pick(page, "C")
        await send(page)
    stage.close()
    stage.lock("cadm")
    for page in phones:
        await page.wait_for_selector("text=What was reported comes next")
    stage.reveal()
    for page in phones:
        await page.wait_for_selector("h2:has-text('What was reported')")
        text = await page.inner_text("main")
        assert "2 of 4 (50 %)" in text
        assert "4 of 4 (100 %)" in text
        assert "recommended" in text.lower()
    stage.end()
    await phones[0].click("text=Your answers beside")
    await heading(phones[0], "Your answers beside")


async def test_an_answer_can_be_changed_until_voting_closes(stage: Stage, phone: Phone) -> None:
    page = await phone()
    stage.open()
    await pick(page, "C")
    await said(page, "Not sent yet.")
    await send(page)
    await pick(page, "D")
    await said(page, "Not sent yet.")
    assert stage.votes() == [("cadm",)]
    await send(page)
    await page.wait_for_selector(".yours:has-text('D')")
    assert stage.votes() == [("ipf",)]


async def test_nothing_is_sent_without_a_pick(stage: Stage, phone: Phone) -> None:
    page = await phone()
    stage.open()
    await page.click("#send")
    await said(page, "Pick an option first.")
    assert stage.votes() == []


async def test_a_double_tap_is_one_vote(stage: Stage, phone: Phone) -> None:
    page = await phone()
    stage.open()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.method == "POST" else None)
    await pick(page, "C")
    await page.dblclick("#send")
    await said(page, "Sent.")
    assert stage.votes() == [("cadm",)]
    assert len(asked) <= 2
    before = stage.session.state.number
    joined = await phone(joined=False)
    await joined.goto(stage.server.urls[0])
    await joined.fill("#code", CODE.lower())
    await joined.dblclick("#join button")
    await heading(joined, "Naming the illness")
    assert stage.session.state.number == before + 1


async def test_sent_is_said_only_when_it_is_acknowledged(stage: Stage, phone: Phone) -> None:
    page = await phone()
    stage.open()
    await pick(page, "C")
    held, arrived = asyncio.Event(), asyncio.Event()

    async def hold(route: Any) -> None:
        arrived.set()
        await held.wait()
        await route.continue_()

    await page.route("**/vote", hold)
    await page.click("#send")
    await said(page, "Sending.")
    async with asyncio.timeout(8):
        await arrived.wait()
    assert await page.inner_text("#say") == "Sending."
    held.set()
    await said(page, "Sent.")


async def test_a_phone_that_slept_through_the_opening(
    stage: Stage, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"net::ERR_"}
    page = await phone()
    await page.evaluate(HIDE, True)
    await page.context.set_offline(True)
    stage.open()
    stage.session.do(lambda c, s: moves.count_hands(c, s, {"ipf": 3}))
    stage.close()
    stage.open()
    await heading(page, "You are in")
    await page.context.set_offline(False)
    await page.evaluate(HIDE, False)
    await heading(page, "round 2")
    await pick(page, "C")
    await send(page)
    assert stage.votes() == [("cadm",)]


async def test_a_vote_without_network_is_sent_when_it_is_back(
    stage: Stage, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"net::ERR_"}
    page = await phone()
    stage.open()
    await pick(page, "C")
    await page.context.set_offline(True)
    await page.click("#send")
    await said(page, "Not sent yet: no connection.")
    assert stage.votes() == []
    await page.context.set_offline(False)
    await page.wait_for_selector(".yours:has-text('Your answer is in')")
    assert stage.votes() == [("cadm",)]


async def test_refresh_and_the_back_button(stage: Stage, phone: Phone) -> None:
    page = await phone()
    stage.open()
    await pick(page, "C")
    await send(page)
    await page.reload()
    await page.wait_for_selector(".yours:has-text('C')")
    assert await page.is_checked("#o2")
    await page.goto(f"{stage.server.urls[0]}mine")
    await heading(page, "Naming the illness")
    await page.go_back()
    await heading(page, "Naming the illness")
    await page.goto(stage.server.join_url)
    await heading(page, "Naming the illness")
    assert stage.votes() == [("cadm",)]
    assert len(stage.session.state.participants) == 1


async def test_the_terminal_is_killed_and_comes_back(
    stage: Stage, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"net::ERR_"}
    phones = [await phone() for _ in range(3)]
    stage.open()
    for page in phones:
        await pick(page, "C")
        await send(page)
    stage.down()
    await said(phones[0], "No connection")
    stage.up()
    stage.close()
    stage.open()
    for page in phones:
        await heading(page, "round 2")
        await pick(page, "D")
        await send(page)
    assert stage.votes() == [("ipf",)] * 3
    assert len(stage.session.state.participants) == 3
    assert stage.server.devices == 3


async def test_a_phone_of_a_session_that_is_gone(
    stage: Stage, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"net::ERR_", "status of 403"}
    page = await phone()
    stage.down()
    stage.path.unlink()
    stage.up(secret="of-the-next-session-00")
    await heading(page, "Join the room")


async def test_without_script(
    stage: Stage, phone: Phone, provoked: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    provoked |= {"status of 409"}
    monkeypatch.setattr(pages, "RELOAD", 1)
    page = await phone(java_script_enabled=False)
    await heading(page, "You are in")
    stage.open()
    await page.reload()
    await pick(page, "C")
    await page.click("#send")
    await page.wait_for_selector(".yours:has-text('Your answer is in: C')")
    await pick(page, "D")
    await page.click("#send")
    await page.wait_for_selector(".yours:has-text('Your answer is in: D')")
    assert stage.votes() == [("ipf",)]
    stage.close()
    await pick(page, "E")
    await page.click("#send")
    await page.wait_for_selector("[role=alert]:has-text('That vote is closed.')")
    stage.lock("cadm")
    stage.reveal()
    # Waiting pages look again by themselves; one that is being read waits for a tap.
    await page.wait_for_selector("h2:has-text('What was reported')")
    stage.open(90)
    await page.click("text=Load this page again")
    await page.wait_for_selector("#clock:has-text('left when this page was loaded')")


async def test_without_script_the_page_looks_again_by_itself(
    stage: Stage, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "RELOAD", 1)
    page = await phone(java_script_enabled=False)
    await heading(page, "You are in")
    stage.open()
    await page.wait_for_selector("#vote")


async def test_a_script_that_did_not_arrive(stage: Stage, phone: Phone, provoked: set[str]) -> None:
    provoked |= {"net::ERR_"}
    page = await phone(joined=False)
    await page.route("**/phone.js", lambda r: r.abort())
    await page.goto(stage.server.join_url)
    stage.open()
    await page.unroute("**/phone.js")
    await page.click("text=Load this page again")
    await page.wait_for_selector("#vote")
    stage.close()
    await page.wait_for_selector("text=Voting is closed. >> nth=0")
    assert not await page.is_visible("text=Load this page again")


async def test_several_picks_and_a_number(make_stage: Callable[..., Stage], phone: Phone) -> None:
    stage = make_stage(ask_confidence=True)
    page = await phone(at=stage)
    stage.next_question()
    stage.open()
    await heading(page, "Marks of a poor outlook")
    for letter in "ABCD":
        await pick(page, letter)
    await said(page, "At most 3")
    assert not await page.is_checked("#o3")
    await page.select_option("#confidence", "70")
    await send(page)
    assert len(stage.votes()[0]) == 3
    await page.wait_for_selector(".yours:has-text('70 % sure')")
    stage.close()
    stage.next_question()
    stage.open(60)
    await heading(page, "The outlook in figures")
    await page.wait_for_selector("#clock:has-text(' left')")
    await page.fill("#value", "47,5")
    await send(page)
    await page.wait_for_selector(".yours:has-text('47.5 %')")
    stage.ahead = 61
    await page.wait_for_selector("text=Voting is closed. >> nth=0")


async def test_teams(make_stage: Callable[..., Stage], phone: Phone) -> None:
    stage = make_stage(teams=("North", "South"))
    page = await phone(at=stage, joined=False)
    await page.goto(stage.server.join_url)
    await page.click("text=South")
    await page.click("#join button")
    await heading(page, "You are in")
    assert "South" in await page.inner_text(".where")


async def test_focus_and_announcements(stage: Stage, phone: Phone) -> None:
    page = await phone()
    stage.open()
    await said(page, "Voting is open.")
    await page.focus("#o2")
    await page.keyboard.press("Space")
    await page.focus("#send")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".yours:has-text('C')")
    assert await page.evaluate("document.activeElement.id") == "send"
    assert await page.get_attribute("#say", "aria-live") == "polite"


@pytest.mark.parametrize("where", ["http://evil.example", "null"])
async def test_a_page_of_others_cannot_vote(
    stage: Stage, phone: Phone, where: str, provoked: set[str]
) -> None:
    provoked |= {"status of 403"}
    page = await phone()
    stage.open()
    vote = f"{stage.server.urls[0]}vote"
    form = (
        f'<form method="post" action="{vote}"><input name="decision" value="phenotype">'
        '<input name="round" value="1"><input name="pick" value="cadm"><button>x</button></form>'
    )
    framed = f"<iframe sandbox=\"allow-forms allow-scripts\" srcdoc='{form}'></iframe>"
    foreign = await page.context.new_page()
    await foreign.route(
        "http://evil.example/",
        lambda r: r.fulfill(content_type="text/html", body=form if where != "null" else framed),
    )
    await foreign.goto("http://evil.example/")
    frame = foreign.frames[-1] if where == "null" else foreign
    async with page.context.expect_event("request", lambda r: r.url.endswith("/vote")):
        await frame.click("button")
    await page.reload()  # answered after the vote that came before it
    assert stage.votes() == []


async def test_a_link_from_another_site_is_no_second_phone(stage: Stage, phone: Phone) -> None:
    page = await phone()
    link = f'<a href="{stage.server.join_url}">the room</a>'
    await page.route(
        "http://mail.example/", lambda r: r.fulfill(content_type="text/html", body=link)
    )
    await page.goto("http://mail.example/")
    await page.click("a")
    await heading(page, "You are in")
    assert len(stage.session.state.participants) == 1
