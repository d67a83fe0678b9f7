"""Simulated phones for the benchmarks of a room: an aiohttp client in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import time
from collections.abc import AsyncIterator
from multiprocessing.connection import Connection
from typing import Any

import aiohttp

OPTIONS = ("anti-synthetase", "dermatomyositis-open", "cadm", "ipf", "vasculitis")
LONGEST = 60.0
"""Seconds after which a step is abandoned."""


class Crowd:
    """Phones, each with a cookie and, if it listens, a stream."""

    def __init__(self, port: int, count: int, code: str) -> None:
        self.code = code
        self.url = f"http://127.0.0.1:{port}"
        self.count = count
        self.cookies: list[dict[str, str]] = []
        self.streams: list[aiohttp.ClientResponse] = []
        connector = aiohttp.TCPConnector(limit=0, force_close=False)
        self.http = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def join(self, count: int = 0) -> list[float]:
        count = count or self.count

        async def one() -> float:
            began = time.perf_counter()
            async with self.http.post(f"{self.url}/join", json={"code": self.code}) as answer:
                assert answer.status == 200, await answer.text()
                name, _, rest = answer.headers["Set-Cookie"].partition("=")
                self.cookies.append({"Cookie": f"{name}={rest.partition(';')[0]}"})
            return time.perf_counter() - began

        return await asyncio.gather(*(one() for _ in range(count)))

    async def vote(self, round_: int) -> tuple[list[float], int]:
        saved = 0

        async def one(at: int, headers: dict[str, str]) -> float:
            nonlocal saved
            pick = OPTIONS[at % len(OPTIONS)]
            vote = {"decision": "phenotype", "round": round_, "pick": pick}
            began = time.perf_counter()
            async with self.http.post(f"{self.url}/vote", json=vote, headers=headers) as answer:
                reply = await answer.json()
                saved += answer.status == 200 and reply["saved"]
            return time.perf_counter() - began

        return await asyncio.gather(*map(one, range(self.count), self.cookies)), saved

    async def bare(self, port: int) -> list[float]:
        """Send the same number of posts to an application that only parses them."""

        async def one(headers: dict[str, str]) -> float:
            vote = {"decision": "phenotype", "round": 1, "pick": OPTIONS[0]}
            began = time.perf_counter()
            async with self.http.post(
                f"http://127.0.0.1:{port}/", json=vote, headers=headers
            ) as answer:
                await answer.json()
            return time.perf_counter() - began

        return await asyncio.gather(*map(one, self.cookies))

    async def listen(self, count: int) -> list[float]:
        """Open ``count`` streams and read the first state of each."""

        async def one(headers: dict[str, str]) -> float:
            began = time.perf_counter()
            stream = await self.http.get(f"{self.url}/events", headers=headers)
            self.streams.append(stream)
            await _state(stream)
            return time.perf_counter() - began

        return await asyncio.gather(*map(one, self.cookies[:count]))

    async def hear(self, status: str, round_: int) -> list[float]:
        """When each stream sent a round's ``status``, by ``time.time``, which processes share."""
        wanted = (f'"status":"{status}"'.encode(), f'"round":{round_},'.encode())

        async def one(stream: aiohttp.ClientResponse) -> float:
            while True:
                state = await _state(stream)
                if all(part in state for part in wanted):
                    return time.time()

        return await asyncio.gather(*map(one, self.streams))

    async def rush(self, round_: int, joining: int, waves: int) -> tuple[int, int]:
        """All vote at once, ``waves`` times, while others join: votes saved, and joins."""
        async with self._reading():
            joins = asyncio.create_task(self.join(joining))
            saved = 0
            for _ in range(waves):
                saved += (await self.vote(round_))[1]
            return saved, len(await joins)

    @contextlib.asynccontextmanager
    async def _reading(self) -> AsyncIterator[None]:
        """Read what the streams send, as a page does."""

        async def one(stream: aiohttp.ClientResponse) -> None:
            while await stream.content.readany():
                pass

        tasks = [asyncio.create_task(one(stream)) for stream in self.streams]
        yield
        for task in tasks:
            task.cancel()

    def hang_up(self) -> None:
        for stream in self.streams:
            stream.close()
        self.streams.clear()


async def _state(stream: aiohttp.ClientResponse) -> bytes:
    while line := await stream.content.readline():
        if line.startswith(b'data: {"'):
            return line
    raise EOFError


def crowd(port: int, count: int, code: str, pipe: Connection) -> None:
    """The client process: runs the commands it receives and sends back what it measured."""

    async def run() -> None:
        phones = Crowd(port, count, code)
        loop = asyncio.get_running_loop()
        while True:
            name, *values = await loop.run_in_executor(None, pipe.recv)
            if name == "stop":
                await phones.http.close()
                return
            if name == "hang_up":
                phones.hang_up()
                pipe.send(None)
                continue
            if name == "hear":
                listening = asyncio.create_task(phones.hear(*values))
                await asyncio.sleep(0)
                pipe.send("ready")
                pipe.send(await asyncio.wait_for(listening, LONGEST))
                continue
            pipe.send(await asyncio.wait_for(getattr(phones, name)(*values), LONGEST))

    asyncio.run(run())


class Phones:
    """Starts a crowd in another process and sends it commands."""

    def __init__(self, port: int, count: int, code: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=crowd, args=(port, count, code, other), daemon=True)
        self._process.start()

    def tell(self, *words: Any) -> None:
        self._pipe.send(words)

    def answer(self) -> Any:
        if not self._pipe.poll(LONGEST):
            raise SystemExit("the crowd did not answer in time")
        return self._pipe.recv()

    @property
    def done(self) -> bool:
        """Whether an answer has come."""
        return self._pipe.poll()

    def do(self, *words: Any) -> Any:
        self.tell(*words)
        return self.answer()

    def stop(self) -> None:
        self.tell("stop")
        self._process.join(5)
