"""Phones in a real browser, as many as a test needs; skipped where there is none."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.group.web.conftest import CODE
from tests.group.web.marked import shipped_case
from trainer.group import moves
from trainer.group.header import Header
from trainer.group.journal import Journal, read
from trainer.group.session import GroupSession
from trainer.group.web import Server, serve
from trainer.questions import Answer

playwright = pytest.importorskip(
    "playwright.async_api", reason="Playwright is not installed: pip install -e '.[test]'"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SMALL = {"width": 320, "height": 640}


class Stage:
    """A session and its page, that can be killed and come back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.case = shipped_case()
        self.port = 0
        self.session: GroupSession
        self.server: Server

    def up(self, **given: Any) -> None:
        if self.path.exists():
            header, events = read(self.path)
            journal = Journal(self.path)
        else:
            header, events = Header("s-1", CODE, "x", "1", "h", "p", 1.0, **given), []
            journal = Journal.begin(self.path, header)
        self.session = GroupSession(self.case, header, journal, events)
        self.server = serve(self.session, port=self.port)
        self.port = self.server.port

    def down(self) -> None:
        self.server.stop()
        self.session.close()

    def open(self, seconds: int | None = None) -> None:
        self.session.do(lambda c, s: moves.open_vote(c, s, seconds))

    def close(self) -> None:
        self.session.do(lambda _, s: moves.close_vote(s))

    def lock(self, *picks: str) -> None:
        self.session.do(lambda c, s: moves.lock_pick(c, s, Answer(picks) if picks else None))

    def reveal(self) -> None:
        self.session.do(moves.reveal)

    def next_question(self) -> None:
        """Past the one that is asked, without an answer of the group."""
        self.lock()
        self.reveal()

    def end(self) -> None:
        self.session.do(lambda _, s: moves.end(s))

    def votes(self) -> list[tuple[str, ...]]:
        """What was picked in the last round of the decision the room is at."""
        asked = moves.current(self.case, self.session.state)
        assert asked is not None
        last = self.session.state.rounds[asked.id][-1]
        return sorted(b.picks for b in last.votes.values())


@pytest.fixture
def make_stage(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(**given: Any) -> Stage:
        made.append(Stage(tmp_path / f"journal-{len(made)}"))
        made[-1].up(**given)
        return made[-1]

    yield make
    for stage in made:
        with contextlib.suppress(OSError, ValueError):
            stage.down()


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage()


@pytest.fixture
async def browser() -> AsyncIterator[Any]:
    async with playwright.async_playwright() as player:
        own = player.chromium.executable_path
        found = next(filter(None, map(shutil.which, NAMES)), None)
        path = found or (own if Path(own).exists() else None)
        if path is None:
            pytest.skip(f"no chromium here: looked for {', '.join(NAMES)}")
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        args = ["--no-sandbox"] if root else []
        browser = await player.chromium.launch(executable_path=path, args=args)
        yield browser
        await browser.close()


@pytest.fixture
async def phone(browser: Any, stage: Stage) -> Callable[..., Any]:
    """A new phone: a page of its own context; joined unless asked otherwise."""

    async def make(*, at: Stage | None = None, joined: bool = True, **given: Any) -> Any:
        context = await browser.new_context(viewport=SMALL, **given)
        context.set_default_timeout(8000)
        page = await context.new_page()
        here = at or stage
        page.problems = problems = []  # what the browser complains of
        page.on("pageerror", lambda e: problems.append(str(e)))
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        if joined:
            await page.goto(here.server.join_url)
            await page.wait_for_selector("main:not([data-key=join])")
        return page

    return make
