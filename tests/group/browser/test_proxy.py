"""Phones in a real browser, with a proxy between that speaks HTTPS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.group.browser.conftest import Stage
from tests.group.browser.test_phones import heading, pick, send
from tests.group.caddy import Caddy, installed
from tests.group.web.conftest import until
from trainer.group.web.steer import Steering

pytestmark = [pytest.mark.asyncio(loop_scope="session"), installed]
Phone = Callable[..., Any]


async def test_a_session_by_https(
    make_stage: Callable[..., Stage], caddy: Caddy, phone: Phone, provoked: set[str]
) -> None:
    provoked |= {"net::ERR_", "status of 502"}
    stage = make_stage(public=caddy.origin)
    caddy.start(stage.port)
    await until(lambda: caddy.answers)
    pages = [await phone(at=stage, ignore_https_errors=True) for _ in range(2)]
    for page in pages:
        assert page.url == f"{caddy.origin}/"  # the secret is not left in the address
        await heading(page, "You are in")
    stage.open()
    for page, letter in zip(pages, "CD", strict=True):
        await heading(page, stage.case.questions["phenotype"].title)
        await pick(page, letter)
        await send(page)
    assert len(stage.votes()) == 2
    cookies = await pages[0].context.cookies()
    assert {cookie["secure"] for cookie in cookies} == {True}
    stage.close()
    stage.lock("cadm")
    stage.reveal()
    for page in pages:
        await page.wait_for_selector("text=What was reported")


async def test_a_session_led_from_a_phone_by_https(
    make_stage: Callable[..., Stage], caddy: Caddy, phone: Phone, provoked: set[str]
) -> None:
    provoked.add("status of 403")  # what a participant sees at the facilitator's address
    stage = make_stage(public=caddy.origin, steering=Steering(public=caddy.lead_origin))
    assert stage.server._site is not None
    caddy.start(stage.port, stage.server._site.steer_port)
    await until(lambda: caddy.answers)
    page = await phone(at=stage, ignore_https_errors=True)
    lead = await phone(joined=False, ignore_https_errors=True)
    await lead.goto(stage.server.steer_url)
    await lead.wait_for_selector("text=On the wall: the day's findings.")
    assert lead.url == f"{caddy.lead_origin}/"  # the secret is not left in the address
    title = stage.case.questions["phenotype"].title
    await lead.click(f"button:has-text('Show the question: {title}')")
    await lead.click("button:has-text('Open the vote')")
    await heading(page, title)
    await pick(page, "C")
    await send(page)
    await lead.reload()
    await lead.wait_for_selector("text=1 voted")
    for step in ("Close the vote", "Lock the majority", "Reveal the report"):
        await lead.click(f"button:has-text('{step}')")
    await page.wait_for_selector("text=What was reported")
    assert await lead.inner_text(".quiet") == "On the wall: what was reported."
    assert {c["secure"] for c in await lead.context.cookies()} == {True}
    await page.goto(caddy.lead_origin)
    assert "facilitator's page: scan" in await page.inner_text("body")


async def test_where_streams_are_held_back_the_page_asks(stage: Stage, phone: Phone) -> None:
    page = await phone()
    await page.route("**/events", lambda route: None)  # a proxy that never hands anything on
    await page.reload()
    await heading(page, "You are in")
    stage.open()
    await heading(page, stage.case.questions["phenotype"].title)
