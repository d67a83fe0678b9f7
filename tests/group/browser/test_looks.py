"""Every page at 320 pixels, in light and dark: nothing cut off, nothing axe complains of."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.group.browser.conftest import VIOLATIONS, Stage
from tests.long import LONG

axe = pytest.importorskip(
    "axe_playwright_python.async_playwright",
    reason="axe-playwright-python is not installed: pip install -e '.[test]'",
)
pytestmark = pytest.mark.asyncio(loop_scope="session")
PICTURES = os.environ.get("TRAINER_PICTURES", "")
"""A folder to put a picture of each page into."""
SMALLEST = """() => [...document.querySelectorAll(
    'button, .button, input:not([type=hidden]), select')]
  .filter(e => e.offsetParent).map(e => (e.closest('label.pick') || e).getBoundingClientRect())
  .map(r => Math.min(r.width, r.height)).reduce((a, b) => Math.min(a, b), 999)"""


CHECKED = {"light": VIOLATIONS, "dark": VIOLATIONS | {"runOnly": ["color-contrast"]}}
"""The dark page is the light one in other colours; it is looked at in ``.ci/run``."""


async def pages(stage: Stage, page: Any) -> AsyncIterator[str]:
    """Through a session, one state of the page after the other."""
    await page.goto(f"{stage.server.urls[0]}?c=ABCDEF")
    yield "join"
    await page.fill("#code", "ABCDEG")
    await page.click("text=North")
    await page.click("#join button")
    await page.wait_for_selector(".error")
    yield "wrong-code"
    await page.fill("#code", "ABCDEF")
    await page.click("text=North")
    await page.click("#join button")
    await page.wait_for_selector("h1:has-text('You are in')")
    yield "waiting"
    stage.open(90)
    await page.wait_for_selector("#vote")
    yield "open"
    await page.click("label.pick >> nth=2")
    await page.select_option("#confidence", "70")
    await page.click("#send")
    await page.wait_for_selector(".yours")
    yield "sent"
    stage.close()
    await page.wait_for_selector("#vote", state="detached")
    yield "closed"
    stage.open()
    await page.wait_for_selector("text=Before, you answered")
    await page.click("label.pick >> nth=3")
    await page.click("#send")
    await page.wait_for_selector(".yours")
    yield "second"
    stage.close()
    stage.lock("cadm")
    await page.wait_for_selector("text=comes next")
    yield "locked"
    stage.reveal()
    await page.wait_for_selector("h2:has-text('What was reported')")
    yield "revealed"
    stage.open()
    await page.wait_for_selector("input[type=checkbox]")
    for n in (0, 1):
        await page.click(f"label.pick >> nth={n}")
    yield "several"
    stage.close()
    stage.next_question()
    stage.open()
    await page.wait_for_selector("#value")
    await page.fill("#value", "45")
    await page.click("#send")
    await page.wait_for_selector(".yours")
    yield "number"
    stage.close()
    stage.next_question()
    await page.wait_for_selector("text=The report's number")
    yield "number-revealed"
    stage.end()
    await page.wait_for_selector("text=The session is over")
    yield "ended"
    await page.click("text=Your answers beside")
    await page.wait_for_selector("text=Keep as text")
    yield "mine"


async def test_what_the_page_says_already_is_told_to_the_ear_alone(
    stage: Stage, phone: Callable[..., Any]
) -> None:
    page = await phone()
    stage.open()
    await page.wait_for_selector("#vote")
    assert await line(page) == ("Voting is open.", True)
    await page.click("#send")
    assert await line(page) == ("Pick an option first.", False)
    stage.close()
    await page.wait_for_selector("#vote", state="detached")
    assert await line(page) == ("Voting is closed.", True)
    assert "Voting is closed." in await page.inner_text("main")


async def line(page: Any) -> tuple[str, bool]:
    """What the line above the page says, and whether it is out of sight."""
    colour = await page.evaluate("getComputedStyle(document.getElementById('say')).color")
    return await page.inner_text("#say"), colour == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("scheme", CHECKED if LONG else ["light"])
async def test_every_page(
    make_stage: Callable[..., Stage],
    phone: Callable[..., Any],
    provoked: set[str],
    scheme: str,
) -> None:
    provoked.add("status of 403")  # the wrong code
    stage = make_stage(teams=("North", "South"), ask_confidence=True)
    page = await phone(at=stage, joined=False, color_scheme=scheme, reduced_motion="reduce")
    async for name in pages(stage, page):
        if PICTURES:
            path = Path(PICTURES) / f"{name}-{scheme}.png"
            await page.screenshot(path=path, full_page=True, animations="disabled")
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, name
        assert await page.evaluate(SMALLEST) >= 44, name
        found = (await axe.Axe().run(page, options=CHECKED[scheme])).response["violations"]
        bad = [(v["id"], v["nodes"]) for v in found if v["impact"] in ("serious", "critical")]
        assert not bad, (name, bad)
