"""A session with a page, and phones that are aiohttp clients."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.group.web.marked import marked_case
from trainer.case.compiled import Case
from trainer.group import moves
from trainer.group.saved import read
from trainer.group.session import GroupSession
from trainer.group.web.limits import Limits
from trainer.group.web.server import Site
from trainer.questions import Answer
from trainer.store.room.journal import Header, RoomJournal

CODE = "ABCDEF"
SECRET = "sXk3_mQ9r-T2vB7nLc5wEd"
"""What the link carries."""
JSON = {"Accept": "application/json"}


async def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the loop go on until a condition holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never held"
        await asyncio.to_thread(time.sleep, 0)  # others' turn: this thread's and this loop's


@pytest.fixture(scope="session")
def case() -> Case:
    return marked_case()


@pytest.fixture
def make_session(case: Case, tmp_path: Path) -> Iterator[Callable[..., GroupSession]]:
    """A session with its journal; asked again, it goes on with what the journal has."""
    made: list[GroupSession] = []

    def make(**given: Any) -> GroupSession:
        path = tmp_path / "journal"
        clock = {"clock": given.pop("clock")} if "clock" in given else {}
        played = given.pop("case", case)
        if path.exists():
            header, events = read(path)
            made.append(GroupSession(played, header, RoomJournal(path), events, **clock))
        else:
            header = Header("s-1", CODE, "x", "1", "h", "p", 1.0, **{"secret": SECRET} | given)
            made.append(GroupSession(played, header, RoomJournal.begin(path, header), **clock))
        return made[-1]

    yield make
    for session in made:
        with contextlib.suppress(OSError, ValueError):
            session.journal.close()


@dataclass
class Phone:
    """One phone: a client with cookies of its own."""

    http: aiohttp.ClientSession
    seen: bytearray = field(default_factory=bytearray)

    async def post(
        self, path: str, data: Any = None, **given: Any
    ) -> tuple[int, dict[str, Any] | str]:
        given.setdefault("headers", JSON)
        async with self.http.post(path, data=data, allow_redirects=False, **given) as answer:
            body = await answer.read()
            self.seen += body
            is_json = answer.content_type == "application/json"
            return answer.status, json.loads(body) if is_json else body.decode()

    async def get(self, path: str, **given: Any) -> str:
        async with self.http.get(path, **given) as answer:
            body = await answer.read()
            self.seen += body
            return body.decode()

    async def state(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(await self.get("/state"))
        return told

    async def join(self, code: str = CODE, team: str = "") -> tuple[int, Any]:
        return await self.post("/join", {"code": code, "team": team})

    async def vote(self, decision: str, round_: int, *picks: str, **more: Any) -> tuple[int, Any]:
        data = [("decision", decision), ("round", str(round_)), *(("pick", p) for p in picks)]
        return await self.post("/vote", [*data, *((k, str(v)) for k, v in more.items())])

    async def stream(self) -> aiohttp.ClientResponse:
        return await self.http.get("/events", timeout=aiohttp.ClientTimeout(total=20))

    @property
    def token(self) -> str:
        return next(iter(self.http.cookie_jar)).value


class Patient:
    """A clock by which much time passes between any two looks: nothing is ever too fast."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 10
        return self.now


class Room:
    """A site in the test's own loop, and its phones."""

    def __init__(self, session: GroupSession, limits: Limits | None, public: str = "") -> None:
        self.session = session
        self.site = Site(session, "127.0.0.1", lan=False, limits=limits, public=public)
        self.port = 0
        self._stack = contextlib.AsyncExitStack()

    async def start(self, port: int = 0) -> Room:
        self.port = await self.site.start(port)
        self._stack.push_async_callback(self.site.close)
        return self

    async def phone(self, *, joined: bool = True, **given: Any) -> Phone:
        jar = aiohttp.CookieJar(unsafe=True)
        http = aiohttp.ClientSession(f"http://127.0.0.1:{self.port}", cookie_jar=jar, **given)
        phone = Phone(await self._stack.enter_async_context(http))
        if joined:
            assert (await phone.join())[0] == 200
        return phone

    def open(self, seconds: int | None = None) -> None:
        self.session.do(lambda c, s: moves.open_vote(c, s, seconds))

    def close(self) -> None:
        self.session.do(lambda _, s: moves.close_vote(s))

    def lock(self, *picks: str) -> None:
        self.session.do(lambda c, s: moves.lock_pick(c, s, Answer(picks) if picks else None))

    def reveal(self) -> None:
        self.session.do(moves.reveal)

    def end(self) -> None:
        self.session.do(lambda _, s: moves.end(s))

    async def stop(self) -> None:
        await self._stack.aclose()


@pytest.fixture
async def make_room(
    make_session: Callable[..., GroupSession],
) -> AsyncIterator[Callable[..., Any]]:
    rooms: list[Room] = []

    async def make(
        port: int = 0, limits: Limits | None = None, public: str = "", **given: Any
    ) -> Room:
        rooms.append(await Room(make_session(**given), limits, public).start(port))
        return rooms[-1]

    yield make
    for room in rooms:
        await room.stop()


@pytest.fixture
async def room(make_room: Callable[..., Any]) -> Room:
    made: Room = await make_room(limits=Limits(clock=Patient()))
    return made


async def next_state(stream: aiohttp.ClientResponse) -> dict[str, Any]:
    """The next snapshot of a stream."""
    name = ""
    while line := await stream.content.readline():
        if line.startswith(b"event: "):
            name = line[7:].strip().decode()
        elif line.startswith(b"data: ") and name == "state":
            told: dict[str, Any] = json.loads(line[6:])
            return told
    raise EOFError
