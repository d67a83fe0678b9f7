"""The projector's keys while a room votes: key to paint, with phones and without.

`trainer group` runs in a real pseudo-terminal, as a facilitator starts it. A key is pressed about
every 200 ms: to the day's page, to its end and up again, and back; help open and closed. The clock
stops when words of where the key leads have come out of the terminal; a count that ticks does not
stop it. First with a vote open and no phones; then the same keys while 600 phones, each with its
stream, vote at once time after time, and in each rush 300 more join. The phones are in a process
of their own, on the same cores.

    python benchmarks/group_screen.py               the page in its own thread, as it is
    python benchmarks/group_screen.py --main-loop   the page in the loop of the screen
"""

from __future__ import annotations

import argparse
import itertools
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from first_paint import Terminal
from group_crowd import Phones

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine.state import begin
from trainer.engine.views import next_question
from trainer.group.saved import read

CASE = Path(__file__).parents[1] / "scenarios" / "anti-mda5-ild.yaml"
VOTERS, JOINING = 600, 300
BETWEEN = 0.2
AIM = 50
HELP = "What you can do now"
END, HOME = b"\x1b[F", b"\x1b[H"

MAIN_LOOP = """
import gc
from trainer.__main__ import main
from trainer.group import web
from trainer.group.web import addresses
from trainer.group.web.server import Site
from trainer.tui.group.app import GroupApp

class Here:
    steer_url = ""

    def __init__(self, session, host, port, lan, *_):
        self.session, self.host, self.port, self.lan = session, host, port, lan
        self.join_url = addresses.url(host, port)
        self.urls = [self.join_url]
        self.devices = 0
        gc.collect()
        gc.freeze()

    async def up(self):
        await Site(self.session, self.host, self.lan).start(self.port)

    def stop(self):
        pass

web.Server = Here
mounted = GroupApp.on_mount

def on_mount(self):
    mounted(self)
    self.run_worker(self.server.up())

GroupApp.on_mount = on_mount
main()
"""


class Screen:
    """The projector: presses a key and waits for what it leads to."""

    def __init__(self, words: list[str], question: str, day: str) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.terminal = Terminal(words, env)
        # Help lies over the page it tells of: once it is closed the question is painted again.
        self.keys: Iterator[tuple[str, bytes, str]] = itertools.cycle(
            [
                ("page", b"d", day),
                ("scroll", END, "Asked today"),
                ("scroll", HOME, day),
                ("page", b"n", question),
                ("help", b"?", HELP),
                ("help", b"?", question),
            ]
        )

    def press(self, key: bytes, text: str) -> float:
        """Seconds from ``key`` until ``text`` has come out."""
        self.take_in(0.0)
        before, began = len(self.terminal.said), time.perf_counter()
        os.write(self.terminal.end, key)
        while text.encode() not in self.terminal.said[before:]:
            self.terminal.read(0.5)
            if time.perf_counter() - began > 5:
                raise SystemExit(f"{key!r} did not lead to {text!r} in 5 s")
        return time.perf_counter() - began

    def press_next(self) -> tuple[str, float]:
        """The next key's kind and its time, and what comes after it, to the next key's turn."""
        began = time.perf_counter()
        kind, key, text = next(self.keys)
        took = self.press(key, text)
        self.take_in(max(0.0, began + BETWEEN - time.perf_counter()))
        return kind, took

    def take_in(self, seconds: float) -> None:
        """Read what comes for so long, that the terminal does not fill up."""
        end = time.perf_counter() + seconds
        while self.terminal.read(max(0.0, end - time.perf_counter())):
            pass


def measure(main_loop: bool, keys: int, rushes: int, waves: int, folder: Path) -> None:
    case = Case.of(load(CASE).scenario)  # type: ignore[arg-type]
    asked = next_question(case, begin(case))
    assert asked is not None
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    script = folder / "main_loop.py"
    script.write_text(MAIN_LOOP, "utf-8")
    start = [str(script)] if main_loop else ["-m", "trainer"]
    screen = Screen(
        [sys.executable, *start, "group", str(CASE), "--lan", "--host", "127.0.0.1",
         "--port", str(port), "--saves", str(folder / "saves")],
        asked.prompt[:16], case.scenario.patient.summary[:16],
    )  # fmt: skip
    try:
        screen.terminal.until("code")
        screen.terminal.settle()
        screen.press(b"n", asked.prompt[:16])
        screen.press(b"v", "Close vote")
        screen.take_in(1.0)
        [screen.press_next() for _ in range(6)]  # each page once: the first fills caches
        quiet = [screen.press_next() for _ in range(keys)]
        journal = next((folder / "saves").rglob("*.journal"))
        phones = Phones(port, VOTERS, read(journal)[0].code)
        phones.tell("join")
        wait(screen, phones)
        phones.tell("listen", VOTERS)
        wait(screen, phones)
        busy, votes, lasted = [], 0, 0.0
        for _ in range(rushes):
            began = time.perf_counter()
            phones.tell("rush", 1, JOINING, waves)
            while not phones.done:
                busy.append(screen.press_next())
            saved, joined = phones.answer()
            lasted += time.perf_counter() - began
            if saved != VOTERS * waves or joined != JOINING:
                raise SystemExit(f"of {VOTERS * waves} votes {saved} were acknowledged")
            votes += saved
            screen.take_in(0.5)
        phones.stop()
    finally:
        screen.terminal.close()
    where = "the loop of the screen" if main_loop else "its own thread"
    print(f"The page in {where}; milliseconds; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{votes / lasted:.0f} votes a second, {rushes * JOINING} joins\n")
    told("no phones", quiet)
    told("votes and joins", busy)


def wait(screen: Screen, phones: Phones) -> None:
    while not phones.done:
        screen.take_in(0.1)
    phones.answer()


def told(name: str, pressed: list[tuple[str, float]]) -> None:
    for kind in ("scroll", "page", "help", ""):
        times = [took for of, took in pressed if kind in ("", of)]
        cut = statistics.quantiles(times, n=100, method="inclusive")
        row = "  ".join(f"{1000 * t:5.0f}" for t in (cut[49], cut[94], max(times)))
        aim = f"  <= {AIM}: {'yes' if 1000 * cut[94] <= AIM else 'NO'}" if not kind else ""
        print(f"{name:16}{kind or 'all':7}{len(times):3} keys  p50, p95, max {row}{aim}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--main-loop", action="store_true", help="the page in the screen's loop")
    parser.add_argument("--keys", type=int, default=60, help="without phones")
    parser.add_argument("--rushes", type=int, default=4, help="300 join in each; 2,000 may be in")
    parser.add_argument("--waves", type=int, default=6, help="votes of all in a rush")
    given = parser.parse_args()
    if not (1 <= given.rushes <= 4 and 1 <= given.waves <= 10 and 4 <= given.keys <= 500):
        parser.error("--rushes 1 to 4, --waves 1 to 10, --keys 4 to 500")
    # On a disk, not in memory: what is acknowledged has been written and synced.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        measure(given.main_loop, given.keys, given.rushes, given.waves, Path(folder))


if __name__ == "__main__":
    main()
