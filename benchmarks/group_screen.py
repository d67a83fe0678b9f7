"""Times the projector's keys while a room votes: key to paint, with phones and without.

`trainer group` runs in a real pseudo-terminal, as a facilitator starts it. A key is pressed about
every 200 ms: to the day's page, to its end and up again, and back; help is opened and closed. The
clock stops when a text of the expected page appears in the output; a ticking count does not stop
it. First a vote is open without phones. Then the same keys are pressed while 600 phones, each with
a stream, vote at once repeatedly, and 300 more join in each rush. The phones run in a process of
their own, on the same cores.

    python benchmarks/group_screen.py               the page in its own thread, as in the program
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

class MainLoopServer:
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

    def screen_first(self):
        pass

    def stop(self):
        pass

web.Server = MainLoopServer
original = GroupApp.on_mount

def on_mount(self):
    original(self)
    self.run_worker(self.server.up())

GroupApp.on_mount = on_mount
main()
"""


class Screen:
    """The projector: presses keys and waits for the page that each leads to."""

    def __init__(self, words: list[str], question: str, day: str) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.terminal = Terminal(words, env)
        # Help covers the question's page; once it is closed the question is painted again.
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
        """Seconds from ``key`` until ``text`` is in the output."""
        self.take_in(0.0)
        before, began = len(self.terminal.output), time.perf_counter()
        os.write(self.terminal.end, key)
        while text.encode() not in self.terminal.output[before:]:
            self.terminal.read(0.5)
            if time.perf_counter() - began > 5:
                raise SystemExit(f"{key!r} did not lead to {text!r} in 5 s")
        return time.perf_counter() - began

    def press_next(self) -> tuple[str, float]:
        """Press the next key, then wait until the one after it is due: its kind and seconds."""
        began = time.perf_counter()
        kind, key, text = next(self.keys)
        seconds = self.press(key, text)
        self.take_in(max(0.0, began + BETWEEN - time.perf_counter()))
        return kind, seconds

    def take_in(self, seconds: float) -> None:
        """Read output for so long, so that the terminal's buffer does not fill up."""
        end = time.perf_counter() + seconds
        while self.terminal.read(max(0.0, end - time.perf_counter())):
            pass


def measure(main_loop: bool, keys: int, rushes: int, waves: int, folder: Path) -> None:
    case = Case.of(load(CASE).scenario)  # type: ignore[arg-type]
    question = next_question(case, begin(case))
    assert question is not None
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = folder / "main_loop.py"
    script.write_text(MAIN_LOOP, "utf-8")
    start = [str(script)] if main_loop else ["-m", "trainer"]
    screen = Screen(
        [sys.executable, *start, "group", str(CASE), "--lan", "--host", "127.0.0.1",
         "--port", str(port), "--saves", str(folder / "saves")],
        question.prompt[:16], case.scenario.patient.summary[:16],
    )  # fmt: skip
    try:
        screen.terminal.until("code")
        screen.terminal.settle()
        screen.press(b"n", question.prompt[:16])
        screen.press(b"v", "Close vote")
        screen.take_in(1.0)
        [screen.press_next() for _ in range(6)]  # shows each page once, to fill caches
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
    print_times("no phones", quiet)
    print_times("votes and joins", busy)


def wait(screen: Screen, phones: Phones) -> None:
    while not phones.done:
        screen.take_in(0.1)
    phones.answer()


def print_times(name: str, presses: list[tuple[str, float]]) -> None:
    for kind in ("scroll", "page", "help", ""):
        times = [seconds for key_kind, seconds in presses if kind in ("", key_kind)]
        if len(times) < 2:  # as with one rush and one wave
            print(f"{name:16}{kind or 'all':7}{len(times):3} keys  too few")
            continue
        cut = statistics.quantiles(times, n=100, method="inclusive")
        row = "  ".join(f"{1000 * t:5.0f}" for t in (cut[49], cut[94], max(times)))
        aim = f"  <= {AIM}: {'yes' if 1000 * cut[94] <= AIM else 'NO'}" if not kind else ""
        print(f"{name:16}{kind or 'all':7}{len(times):3} keys  p50, p95, max {row}{aim}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--main-loop", action="store_true", help="the page in the screen's loop")
    parser.add_argument("--keys", type=int, default=60, help="keys pressed without phones")
    parser.add_argument("--rushes", type=int, default=4, help="300 join in each; 2,000 fit in all")
    parser.add_argument("--waves", type=int, default=6, help="votes of each phone in a rush")
    args = parser.parse_args()
    if not (1 <= args.rushes <= 4 and 1 <= args.waves <= 10 and 4 <= args.keys <= 500):
        parser.error("--rushes 1 to 4, --waves 1 to 10, --keys 4 to 500")
    # On a real disk, as /tmp may be in memory: votes are synced before they are acknowledged.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        measure(args.main_loop, args.keys, args.rushes, args.waves, Path(folder))


if __name__ == "__main__":
    main()
