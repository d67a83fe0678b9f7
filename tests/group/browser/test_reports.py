"""The reports that are one page each: on a phone, on a desk and on paper, in light and dark."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.group.browser.conftest import SMALL, VIOLATIONS, Phones
from tests.group.conftest import written
from tests.group.test_group_report import held
from tests.group.web.marked import shipped_case
from tests.presentation.test_debrief_page import HEAD
from tests.scoring.test_debrief import play
from trainer.group.report import html
from trainer.group.session import GroupSession
from trainer.group.summary import summary
from trainer.presentation.html.debrief import debrief_html

axe = pytest.importorskip(
    "axe_playwright_python.async_playwright",
    reason="axe-playwright-python is not installed: pip install -e '.[test]'",
)
pytestmark = pytest.mark.asyncio(loop_scope="session")
PICTURES = os.environ.get("TRAINER_PICTURES", "")
UNFOLDED = """() => [...document.querySelectorAll('details')].filter(d => [...d.children].some(
  e => e.tagName !== 'SUMMARY' && e.checkVisibility({contentVisibilityAuto: true}))).length"""


@pytest.fixture(params=["debrief", "session"])
def report(request: pytest.FixtureRequest, session: GroupSession, tmp_path: Path) -> Path:
    if request.param == "session":
        text = html(summary(session.case, written(held(session))))
    else:
        text = debrief_html(shipped_case(), play(shipped_case()), HEAD)
    path = tmp_path / f"{request.param}.html"
    path.write_text(text, "utf-8")
    return path


# Each width and each scheme once.
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1200)])
async def test_a_report(phones: Phones, report: Path, scheme: str, width: int) -> None:
    page = await phones.lend(color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try:
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(report.as_uri())
        if PICTURES:
            path = Path(PICTURES) / f"{report.stem}-{width}-{scheme}.png"
            await page.screenshot(path=path, full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        # Unfolded it shows all that it shows folded, and more.
        await page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert await serious(page) == []
        assert asked == [report.as_uri()]
    finally:
        await page.set_viewport_size(SMALL)
        assert await phones.take_back() == []


async def test_on_paper_nothing_stays_folded(phones: Phones, report: Path) -> None:
    page = await phones.lend()
    try:
        await page.goto(report.as_uri())
        folded = await page.locator("details").count()
        assert folded > 0 or report.stem == "session"
        assert await page.evaluate(UNFOLDED) == 0
        await page.emulate_media(media="print")
        # What is out of sight is laid out with the next frame.
        await page.wait_for_function(f"wanted => ({UNFOLDED})() === wanted", arg=folded)
        await page.emulate_media(media="null")
    finally:
        assert await phones.take_back() == []


async def serious(page: Any) -> list[Any]:
    found = (await axe.Axe().run(page, options=VIOLATIONS)).response["violations"]
    return [(v["id"], v["nodes"]) for v in found if v["impact"] in ("serious", "critical")]
