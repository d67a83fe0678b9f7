"""Strangers try to keep a room out: wrong codes, requests without a cookie, idle connections.

    python benchmarks/group_attack.py

While it lasts so many phones come by the picture's link and then vote, each on a new connection.
Exits 1 unless all of them do. The session is a process of its own, on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any

import aiohttp

PATIENCE = 4
"""Seconds a person looks at a page that does not come, and then tries no more."""


class Session:
    """``trainer group --headless``, driven line by line."""

    def __init__(self, saves: str) -> None:
        words = ["group", "anti-mda5-ild", "--headless", "--lan", "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "trainer", *words, "--port", "0", "--saves", saves],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.first = self.line()

    def line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def do(self, action: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{action}\n")
        self._process.stdin.flush()
        return self.line()

    def end(self) -> None:
        self._process.communicate()


class Attack:
    """What strangers do, until it is cancelled."""

    def __init__(self, url: str, port: int, given: argparse.Namespace) -> None:
        self._url, self._port, self._given = url, port, given
        self.sent = {"wrong codes": 0, "requests": 0, "idle": 0}

    async def run(self) -> None:
        kinds = [self._idle(), *(self._flood() for _ in range(40)), self._codes()]
        await asyncio.gather(*kinds)

    async def _idle(self) -> None:
        kept: list[asyncio.StreamWriter] = []
        while True:
            while len(kept) < self._given.idle:
                with contextlib.suppress(OSError):
                    kept.append((await asyncio.open_connection("127.0.0.1", self._port))[1])
                    self.sent["idle"] += 1
            await asyncio.sleep(0.2)
            kept = [one for one in kept if not one.transport.is_closing()]

    async def _flood(self) -> None:
        async with aiohttp.ClientSession() as http:
            while self.sent["requests"] < self._given.requests:
                self.sent["requests"] += 1
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    async with http.get(self._url) as answer:
                        await answer.read()

    async def _codes(self) -> None:
        async with aiohttp.ClientSession() as http:
            tries: set[asyncio.Task[None]] = set()
            while True:
                one = asyncio.create_task(self._code(http, f"{self.sent['wrong codes']:06}"))
                tries.add(one)
                one.add_done_callback(tries.discard)
                await asyncio.sleep(1 / self._given.codes)

    async def _code(self, http: aiohttp.ClientSession, code: str) -> None:
        self.sent["wrong codes"] += 1
        with contextlib.suppress(aiohttp.ClientError, OSError):
            async with http.post(f"{self._url}join", data={"code": code}) as answer:
                await answer.read()


async def phone(link: str, url: str) -> tuple[bool, bool, float]:
    """Whether one came in, and voted, each by a new connection; and how long both took."""
    jar = aiohttp.CookieJar(unsafe=True)
    began = time.monotonic()
    came = await tried(lambda http: http.get(link), jar, lambda _: len(jar) > 0)
    vote = {"decision": "phenotype", "round": 1, "pick": ["cadm"]}
    voted = came and await tried(
        lambda http: http.post(f"{url}vote", json=vote), jar, lambda status: status == 200
    )
    return came, voted, time.monotonic() - began


async def tried(send: Any, jar: aiohttp.CookieJar, done: Any) -> bool:
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
        client = aiohttp.ClientSession(cookie_jar=jar, timeout=timeout)
        async with client as http, send(http) as answer:
            await answer.read()
            return bool(done(answer.status))
    return False


async def measured(given: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as saves:
        session = Session(saves)
        first = session.first
        url, link = first["urls"][0], first.get("join_url", first["url"])
        session.do("open")
        attack = Attack(url, first["port"], given)
        attacking = asyncio.create_task(attack.run())
        enough = {"wrong codes": 100, "requests": min(2000, given.requests), "idle": given.idle}
        while any(attack.sent[kind] < count for kind, count in enough.items()):
            await asyncio.sleep(0.1)
        phones = await asyncio.gather(*(phone(link, url) for _ in range(given.phones)))
        while attack.sent["requests"] < given.requests:
            await asyncio.sleep(0.1)
        attacking.cancel()
        await asyncio.gather(attacking, return_exceptions=True)
        votes = await asyncio.to_thread(session.do, "close")
        session.end()
    came, voted = sum(p[0] for p in phones), sum(p[1] for p in phones)
    took = sorted(p[2] for p in phones)
    print(f"attack: {attack.sent}")
    print(f"came in {came} of {given.phones}, voted {voted}; counted {votes['votes']};")
    print(f"in and voted within {took[len(took) // 2]:.1f} s (half), {took[-1]:.1f} s (all)")
    return bool(came == voted == votes["votes"] == given.phones)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=40)
    parser.add_argument("--codes", type=float, default=40, help="wrong codes a second")
    parser.add_argument("--requests", type=int, default=24_000, help="without a cookie")
    parser.add_argument("--idle", type=int, default=5_200, help="idle connections")
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, given.idle + 1000), hard))
    return 0 if asyncio.run(measured(given)) else 1


if __name__ == "__main__":
    sys.exit(main())
