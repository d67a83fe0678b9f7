"""What happens between two moments of a page: before its script, while it sends, as it changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.group.browser.conftest import Stage
from tests.group.browser.test_phones import heading, pick, said, send

pytestmark = pytest.mark.asyncio(loop_scope="session")
Phone = Callable[..., Any]


class Gate:
    """Holds back what a page asks for until it is opened."""

    def __init__(self) -> None:
        self._reached, self._opened = asyncio.Event(), asyncio.Event()

    async def hold(self, route: Any) -> None:
        self._reached.set()
        await self._opened.wait()
        await route.continue_()

    async def reached(self) -> None:
        """Return once something waits."""
        async with asyncio.timeout(8):
            await self._reached.wait()

    def open(self) -> None:
        self._opened.set()


async def look_again(page: Any) -> None:
    """Have the page ask for the state twice: once the second is there, the first has been taken."""
    for _ in range(2):
        async with page.expect_response("**/state"):
            await page.evaluate("dispatchEvent(new Event('online'))")


async def test_a_pick_made_before_the_script_came_is_not_lost(stage: Stage, phone: Phone) -> None:
    page, gate = await phone(), Gate()
    stage.open()
    await page.route("**/phone.js", gate.hold)
    await page.goto(stage.server.urls[0], wait_until="commit")
    await gate.reached()
    await page.wait_for_selector("#vote")
    await page.evaluate("document.getElementById('o2').click()")
    gate.open()
    await page.wait_for_load_state()
    # The same phone answers otherwise in another tab: what is picked here is not taken away.
    other = await page.context.new_page()
    await other.goto(stage.server.urls[0])
    await pick(other, "D")
    await send(other)
    await look_again(page)  # and has heard of the other answer
    assert await page.is_checked("#o2")
    await send(page)
    assert stage.votes() == [("cadm",)]


async def test_an_answer_given_in_another_tab_while_this_one_loads(
    stage: Stage, phone: Phone
) -> None:
    page, gate = await phone(), Gate()
    stage.open()
    other = await page.context.new_page()
    for path in ("events", "state"):
        await other.route(f"**/{path}", gate.hold)
    await other.goto(stage.server.urls[0])
    await gate.reached()
    await pick(page, "C")
    await send(page)
    gate.open()
    await other.wait_for_selector(".yours:has-text('Your answer is in: C')")
    assert await other.is_checked("#o2")


async def test_a_pick_changed_while_it_is_sent_is_not_said_to_be_sent(
    stage: Stage, phone: Phone
) -> None:
    page, gate = await phone(), Gate()
    stage.open()
    await pick(page, "C")
    await page.route("**/vote", gate.hold)
    await page.click("#send")
    await gate.reached()
    await pick(page, "D")
    gate.open()
    await said(page, "The change is not sent yet.")
    assert stage.votes() == [("cadm",)]
    assert await page.is_checked("#o3")
    await send(page)
    await page.wait_for_selector(".yours:has-text('D')")
    assert stage.votes() == [("ipf",)]


async def test_a_pick_made_while_the_page_comes_stays(stage: Stage, phone: Phone) -> None:
    page, gate = await phone(), Gate()
    stage.open()
    await page.wait_for_selector("#vote")
    await pick(page, "C")
    await page.route(stage.server.urls[0], gate.hold)
    await send(page)
    await gate.reached()  # the page with the answer in it is on its way
    await pick(page, "D")
    async with page.expect_response(stage.server.urls[0]):
        gate.open()
    await look_again(page)
    assert await page.is_checked("#o3")
    stage.close()  # and whatever comes next still arrives
    await page.wait_for_selector("text=Voting is closed. >> nth=0")


async def test_a_vote_from_a_page_that_has_not_heard_of_the_end(
    stage: Stage, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"status of 409"}
    page, gate = await phone(), Gate()
    stage.open()
    await pick(page, "C")
    await page.route(stage.server.urls[0], gate.hold)
    stage.end()
    await gate.reached()
    await page.click("#send")
    await said(page, "That vote is closed.")
    gate.open()
    await heading(page, "The session is over")
    assert not stage.session.state.rounds["phenotype"][-1].votes


async def test_a_vote_that_came_too_late_is_told_of_by_the_page_alone(
    stage: Stage, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"status of 409"}
    page, gate = await phone(), Gate()
    stage.open()
    await pick(page, "C")
    await page.route("**/vote", gate.hold)
    await page.click("#send")
    await gate.reached()
    stage.close()
    await page.wait_for_selector("text=You gave no answer.")
    async with page.expect_response("**/vote"):
        gate.open()
    await look_again(page)
    assert await page.text_content("#say") == "Voting is closed."
    assert await page.get_attribute("#say", "class") == "heard"  # what stands below it
