"""Phones in a real browser, as many as a test needs; skipped where there is none."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.group.web.conftest import CODE, SECRET
from tests.group.web.marked import shipped_case
from trainer.case.compiled import Case
from trainer.group import moves, offers
from trainer.group.saved import read
from trainer.group.session import GroupSession
from trainer.group.web import Server
from trainer.group.web.steer import Steering
from trainer.questions import Answer
from trainer.store.room.journal import Header, RoomJournal

playwright = pytest.importorskip(
    "playwright.async_api", reason="Playwright is not installed: pip install -e '.[test]'"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SMALL = {"width": 320, "height": 640}
VIOLATIONS = {"resultTypes": ["violations"]}
"""All that axe shall give details of: those of what is fine take it several times as long."""


class Stage:
    """A session and its page, that can be killed and come back."""

    def __init__(self, path: Path, case: Case | None = None) -> None:
        self.path = path
        self.case = case or shipped_case()
        self.port = 0
        self.ahead = 0
        """Seconds by which its clock is ahead of the others: what has to pass need not."""
        self.session: GroupSession
        self.server: Server

    def up(self, *, steering: Steering | None = None, **given: Any) -> None:
        if self.path.exists():
            header, events = read(self.path)
            journal = RoomJournal(self.path)
        else:
            known = {"secret": SECRET} | given
            header, events = Header("s-1", CODE, "x", "1", "h", "p", 1.0, **known), []
            journal = RoomJournal.begin(self.path, header)
        self.session = GroupSession(
            self.case, header, journal, events, clock=lambda: time.time() + self.ahead
        )
        self.server = Server(self.session, port=self.port, public=header.public, steering=steering)
        self.port = self.server.port

    def down(self) -> None:
        self.server.stop()
        self.session.journal.close()

    def cut_streams(self) -> None:
        """End the stream of every phone, as a network between may do."""
        site = self.server._site
        assert site is not None
        self.server._loop.call_soon_threadsafe(site.streams.close)

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
        asked = offers.current(self.case, self.session.state)
        assert asked is not None
        last = self.session.state.rounds[asked.id][-1]
        return sorted(b.picks for b in last.votes.values())


class Phones:
    """Pages of one browser, each with cookies of its own, used again by the tests that follow."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._spare: dict[str, list[Any]] = {}
        self._lent: list[tuple[str, Any]] = []
        self._problems: list[str] = []

    async def lend(self, **given: Any) -> Any:
        """A page that knows nothing of what came before; ``given`` is for its context."""
        kind = repr(sorted(given.items()))
        spare = self._spare.setdefault(kind, [])
        page = spare.pop() if spare else await self._new(given)
        self._lent.append((kind, page))
        return page

    async def take_back(self) -> list[str]:
        """Take all pages back and clean them; what the browser complained of meanwhile."""
        await asyncio.gather(*(self._clean(page) for _, page in self._lent))
        for kind, page in self._lent:
            self._spare[kind].append(page)
        self._lent.clear()
        problems = list(self._problems)
        self._problems.clear()
        return problems

    async def _clean(self, page: Any) -> None:
        context = page.context
        await asyncio.gather(*(p.close() for p in context.pages if p is not page))
        await context.set_offline(False)
        await page.unroute_all(behavior="ignoreErrors")
        await page.goto("about:blank")
        await context.clear_cookies()

    async def _new(self, given: dict[str, Any]) -> Any:
        context = await self._browser.new_context(viewport=SMALL, **given)
        context.set_default_timeout(8000)
        context.on("weberror", lambda e: self._problems.append(str(e.error)))
        context.on(
            "console", lambda m: self._problems.append(m.text) if m.type == "error" else None
        )
        return await context.new_page()


@pytest.fixture
def make_stage(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(*, case: Case | None = None, **given: Any) -> Stage:
        made.append(Stage(tmp_path / f"journal-{len(made)}", case))
        made[-1].up(**given)
        return made[-1]

    yield make
    for stage in made:
        with contextlib.suppress(OSError, ValueError):
            stage.down()


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def phones() -> AsyncIterator[Phones]:
    """One browser for all tests of a worker: to start it, or a phone, takes half a second."""
    async with playwright.async_playwright() as player:
        own = player.chromium.executable_path
        found = next(filter(None, map(shutil.which, NAMES)), None)
        path = found or (own if Path(own).exists() else None)
        if path is None:
            pytest.skip(f"no chromium here: looked for {', '.join(NAMES)}")
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = await player.chromium.launch(
            executable_path=path,
            # A process for each phone would be a tenth more of work.
            args=["--renderer-process-limit=1", *(["--no-sandbox"] if root else [])],
            # A person's browser has it: a page one comes back to may be as it was left.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield Phones(browser)
        await browser.close()


@pytest.fixture
def provoked() -> set[str]:
    """Parts of what the browser complains of because the test wants it to, e.g. no network."""
    return set()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(
    phones: Phones, stage: Stage, provoked: set[str]
) -> AsyncIterator[Callable[..., Any]]:
    """A phone of its own: joined unless asked otherwise. An error on any page fails the test."""

    async def make(*, at: Stage | None = None, joined: bool = True, **given: Any) -> Any:
        page = await phones.lend(**given)
        if joined:
            await page.goto((at or stage).server.join_url)
            await page.wait_for_selector("main:not([data-key=join])")
        return page

    yield make
    problems = await phones.take_back()
    assert not [p for p in problems if not any(part in p for part in provoked)]
