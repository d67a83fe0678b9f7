"""Times a room at its busiest over loopback: votes, reconnects, and changes sent to all phones.

The phones are an aiohttp client in a process of its own; the session, its journal on disk and the
page run in this one. The acknowledged votes are compared with the session's state and its journal.

    python benchmarks/group_load.py               the page in its own thread, as in the program
    python benchmarks/group_load.py --main-loop   the page in one loop with a busy screen
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import chain
from pathlib import Path
from typing import Any

from aiohttp import web
from group_crowd import Phones

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.group import moves
from trainer.group.saved import read
from trainer.group.session import GroupSession
from trainer.group.web import Server
from trainer.group.web.server import Site
from trainer.store.room.journal import Header, RoomJournal

CASE = Path(__file__).parents[1] / "scenarios" / "anti-mda5-ild.yaml"
CODE = "ABCDEF"
AIMS = {600: 200, 1000: 300}
"""The most milliseconds that a vote should take (p95), by phones; slower is allowed up to
``OVER_BARE`` times a bare post."""
OVER_BARE = 1.5
NEWS, RECONNECTS = 250, 5000
"""The most milliseconds for a change to reach all streams (p95), and for all reconnects."""


def measure(count: int, folder: Path, page: Any, rows: list[list[str]]) -> None:
    """Measure one crowd: joins, votes in three rounds, changes sent to streams, reconnects."""
    path = folder / f"journal-{count}"
    case = Case.of(load(CASE).scenario)  # type: ignore[arg-type]
    header = Header("load", CODE, case.scenario.id, "1", "h", str(CASE), time.time())
    session = GroupSession(case, header, RoomJournal.begin(path, header))
    with page(session) as port:
        phones = Phones(port, count, CODE)
        rows.append(row(f"{count} joins", phones.do("join")))
        with bare() as bare_port:
            # Like the votes: the first round on new connections, the other two on open ones.
            post_rounds: list[list[float]] = []
            cpu_of_posts = []
            for _ in range(3):
                start = time.process_time()
                post_rounds.append(phones.do("bare", bare_port))
                cpu_of_posts.append((time.process_time() - start) / count)
        phones.do("listen", count)  # as in real use, each phone has a stream while it votes
        vote_rounds: list[list[float]] = []
        cpu_of_votes: list[float] = []
        for number in (1, 2, 3):
            phones.tell("hear", "open", number)
            phones.answer()
            session.do(moves.open_vote)
            phones.answer()  # a voter sees the question on the page before voting
            start = time.process_time()
            times, saved = phones.do("vote", number)
            cpu_of_votes.append((time.process_time() - start) / count)
            vote_rounds.append(times)
            check(session, path, number, count, saved)
            session.do(lambda _, s: moves.close_vote(s))
        for way, rounds in (("connecting", slice(1)), ("connected", slice(1, 3))):
            posts, votes = list(chain(*post_rounds[rounds])), list(chain(*vote_rounds[rounds]))
            rows.append(row(f"{count} bare posts, {way}", posts))
            aim = AIMS.get(count) and max(AIMS[count], OVER_BARE * 1000 * p95(posts))
            rows.append(row(f"{count} votes, {way}", votes, aim))
            rows.append(["", "", f"{p95(votes) / p95(posts):.1f} x", "", ""])
        # The CPU time of this process: page, session and journal. Other work affects it less.
        post_cpu, vote_cpu = 1e6 * min(cpu_of_posts), 1e6 * min(cpu_of_votes)
        rows.append([f"  CPU {vote_cpu:.0f} µs a vote, {post_cpu:.0f} a bare post", *[""] * 4])
        phones.do("hang_up")
        streams = min(count, 600)
        phones.do("listen", streams)
        delays: list[float] = []
        for number in (4, 5):
            for status, move in (("open", moves.open_vote), ("closed", close)):
                phones.tell("hear", status, number)
                phones.answer()
                began = time.time()
                session.do(move)
                delays += [heard - began for heard in phones.answer()]
        rows.append(row(f"{streams} streams hear", delays, NEWS))
        phones.do("hang_up")
        began = time.perf_counter()
        streams = min(count, 500)
        times = phones.do("listen", streams)
        rows.append(row(f"{streams} reconnects", times))
        whole = time.perf_counter() - began
        rows.append([f"{streams} reconnects, all", "", "", ms(whole), verdict(whole, RECONNECTS)])
        phones.stop()
    session.journal.close()


def close(_: Any, state: Any) -> Any:
    return moves.close_vote(state)


def check(session: GroupSession, path: Path, number: int, count: int, saved: int) -> None:
    """End the program if a vote of the round is lost or doubled, in memory or on disk."""
    votes = session.state.rounds["phenotype"][number - 1].votes
    _, events = read(path)
    voters = [
        e.event.participant for e in events if e.event.kind == "vote" and e.event.round == number
    ]
    if not len(votes) == saved == len(voters) == len(set(voters)) == count:
        raise SystemExit(
            f"round {number}: {count} sent, {saved} acknowledged as saved, {len(votes)} counted,"
            f" {len(voters)} in the journal, by {len(set(voters))} phones"
        )


@contextlib.contextmanager
def bare() -> Iterator[int]:
    """Serve an aiohttp application that only parses JSON, in a thread: the least any page costs."""

    async def answer(request: web.Request) -> web.Response:
        await request.json()
        return web.json_response({"ok": True})

    async def serve() -> None:
        app = web.Application()
        app.router.add_post("/", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        ready.set_result(runner.addresses[0][1])
        while not end.is_set():
            await asyncio.sleep(0.05)
        await runner.cleanup()

    ready: Future[int] = Future()
    end = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    yield ready.result()
    end.set()
    thread.join()


@contextlib.contextmanager
def own_thread(session: GroupSession) -> Iterator[int]:
    server = Server(session)
    yield server.port
    server.stop()


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[94]


def row(name: str, seconds: list[float], aim: float | None = None) -> list[str]:
    cut = statistics.quantiles(seconds, n=100, method="inclusive")
    met = verdict(cut[94], aim) if aim else ""
    return [name, ms(cut[49]), ms(cut[94]), ms(max(seconds)), met]


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f}"


def verdict(seconds: float, aim: float) -> str:
    return f"<= {aim:.0f}: {'yes' if 1000 * seconds <= aim else 'NO'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voters", type=int, nargs="+", default=[600, 1000, 2000])
    parser.add_argument("--main-loop", action="store_true")
    args = parser.parse_args()
    if min(args.voters) < 2:
        parser.error("--voters: two at least")
    rows: list[list[str]] = []
    # On a real disk, as /tmp may be in memory: votes are synced before they are acknowledged.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for count in args.voters:
            measure(count, Path(folder), main_loop if args.main_loop else own_thread, rows)
    where = "the main loop, with a busy screen" if args.main_loop else "its own thread"
    print(f"The page in {where}; milliseconds; load of the machine {os.getloadavg()[0]:.1f}\n")
    print_table([["what", "p50", "p95", "max", "aim"], *rows])


@contextlib.contextmanager
def main_loop(session: GroupSession) -> Iterator[int]:
    """Serve the page in one loop with a screen that repaints for 15 ms ten times a second."""
    port: Future[int] = Future()
    end = threading.Event()

    async def both() -> None:
        site = Site(session, "127.0.0.1", lan=False)
        port.set_result(await site.start(0))
        while not end.is_set():
            busy = time.perf_counter() + 0.015
            while time.perf_counter() < busy:
                json.dumps({"a": list(range(50))})
            await asyncio.sleep(0.1)
        await site.close()

    thread = threading.Thread(target=lambda: asyncio.run(both()), daemon=True)
    thread.start()
    yield port.result()
    end.set()
    thread.join()


def print_table(rows: list[list[str]]) -> None:
    widths = [max(len(r[c]) for r in rows) for c in range(len(rows[0]))]
    for r in rows:
        cells = [
            r[0].ljust(widths[0]),
            *(v.rjust(w) for v, w in zip(r[1:4], widths[1:4], strict=True)),
        ]
        print("  ".join([*cells, r[4]]).rstrip())


if __name__ == "__main__":
    main()
