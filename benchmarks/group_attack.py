"""Strangers try to block a room: wrong codes, requests without a cookie, idle connections.

    python benchmarks/group_attack.py

During the attack, phones join by the QR code's link and vote, each on a new connection. Exits 1
unless all of them succeed. The session runs in a process of its own, on the same machine.
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
"""Seconds that a person waits for a page before giving up."""


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
        values: dict[str, Any] = json.loads(self._process.stdout.readline())
        return values

    def do(self, action: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{action}\n")
        self._process.stdin.flush()
        return self.line()

    def end(self) -> None:
        self._process.communicate()


class Attack:
    """The requests and connections of strangers, until it is cancelled."""

    def __init__(self, url: str, port: int, args: argparse.Namespace) -> None:
        self._url, self._port, self._args = url, port, args
        self.sent = {"wrong codes": 0, "requests": 0, "idle": 0}

    async def run(self) -> None:
        kinds = [self._idle(), *(self._flood() for _ in range(40)), self._codes()]
        await asyncio.gather(*kinds)

    async def _idle(self) -> None:
        writers: list[asyncio.StreamWriter] = []
        while True:
            while len(writers) < self._args.idle:
                with contextlib.suppress(OSError):
                    writers.append((await asyncio.open_connection("127.0.0.1", self._port))[1])
                    self.sent["idle"] += 1
            await asyncio.sleep(0.2)
            writers = [writer for writer in writers if not writer.transport.is_closing()]

    async def _flood(self) -> None:
        async with aiohttp.ClientSession() as http:
            while self.sent["requests"] < self._args.requests:
                self.sent["requests"] += 1
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    async with http.get(self._url) as answer:
                        await answer.read()

    async def _codes(self) -> None:
        async with aiohttp.ClientSession() as http:
            tries: set[asyncio.Task[None]] = set()
            while True:
                attempt = asyncio.create_task(self._code(http, f"{self.sent['wrong codes']:06}"))
                tries.add(attempt)
                attempt.add_done_callback(tries.discard)
                await asyncio.sleep(1 / self._args.codes)

    async def _code(self, http: aiohttp.ClientSession, code: str) -> None:
        self.sent["wrong codes"] += 1
        with contextlib.suppress(aiohttp.ClientError, OSError):
            async with http.post(f"{self._url}join", data={"code": code}) as answer:
                await answer.read()


async def phone(link: str, url: str) -> tuple[bool, bool, float]:
    """Whether a phone joined and voted, each on a new connection, and the seconds for both."""
    jar = aiohttp.CookieJar(unsafe=True)
    began = time.monotonic()
    joined = await succeeds(lambda http: http.get(link), jar, lambda _: len(jar) > 0)
    vote = {"decision": "phenotype", "round": 1, "pick": ["cadm"]}
    voted = joined and await succeeds(
        lambda http: http.post(f"{url}vote", json=vote), jar, lambda status: status == 200
    )
    return joined, voted, time.monotonic() - began


async def succeeds(send: Any, jar: aiohttp.CookieJar, done: Any) -> bool:
    """Send a request once, within ``PATIENCE``; whether ``done`` accepts the answer's status."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
        client = aiohttp.ClientSession(cookie_jar=jar, timeout=timeout)
        async with client as http, send(http) as answer:
            await answer.read()
            return bool(done(answer.status))
    return False


async def measured(args: argparse.Namespace) -> bool:
    """Run the attack and the phones, and print the results; whether all phones voted."""
    with tempfile.TemporaryDirectory() as saves:
        session = Session(saves)
        first = session.first
        url, link = first["urls"][0], first.get("join_url", first["url"])
        session.do("open")
        attack = Attack(url, first["port"], args)
        attacking = asyncio.create_task(attack.run())
        enough = {"wrong codes": 100, "requests": min(2000, args.requests), "idle": args.idle}
        while any(attack.sent[kind] < count for kind, count in enough.items()):
            await asyncio.sleep(0.1)
        phones = await asyncio.gather(*(phone(link, url) for _ in range(args.phones)))
        while attack.sent["requests"] < args.requests:
            await asyncio.sleep(0.1)
        attacking.cancel()
        await asyncio.gather(attacking, return_exceptions=True)
        votes = await asyncio.to_thread(session.do, "close")
        session.end()
    joined, voted = sum(p[0] for p in phones), sum(p[1] for p in phones)
    seconds = sorted(p[2] for p in phones)
    half = seconds[len(seconds) // 2]
    print(f"attack: {attack.sent}")
    print(f"joined {joined} of {args.phones}, voted {voted}; counted {votes['votes']};")
    print(f"joined and voted within {half:.1f} s (half), {seconds[-1]:.1f} s (all)")
    return bool(joined == voted == votes["votes"] == args.phones)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=40)
    parser.add_argument("--codes", type=float, default=40, help="wrong codes a second")
    parser.add_argument("--requests", type=int, default=24_000, help="without a cookie")
    parser.add_argument("--idle", type=int, default=5_200, help="idle connections")
    args = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, args.idle + 1000), hard))
    return 0 if asyncio.run(measured(args)) else 1


if __name__ == "__main__":
    sys.exit(main())
