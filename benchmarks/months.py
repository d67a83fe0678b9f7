"""What months cost: home, progress and the next question with 10 runs, with 1,000, and merged.

    python benchmarks/months.py --repeat 5

Three saves: one learner with 10 runs, one with 1,000, and 300 learners with 30 runs each in one
folder. Runs are of the shipped cases, played at random, a run a day. Each command is a process of
its own, in processor time; the first, which judges every run, is given apart. Home and the page of
progress are painted in a pseudo-terminal: home in time and in processor time from the start, the
page in processor time from its key, pressed once home has come to rest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from first_paint import Terminal

from trainer.answers import by_policy, events_of
from trainer.case.library.cases import heads, own_folder
from trainer.case.library.head import CaseHead
from trainer.case.loader import load
from trainer.history import history, progress_of
from trainer.review import due_of, vignette
from trainer.session import Session
from trainer.store.runs import RunStore

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
DIFFERENT = 5
"""Plays of each case; the others are copies with times and names of their own."""


def plays(folder: Path) -> list[bytes]:
    """The files of some finished runs of each shipped case."""
    store = RunStore(folder)
    for path in sorted(own_folder().glob("*.yaml")):
        loaded = load(path)
        for seed in range(DIFFERENT):
            session = Session.start(loaded, store, "me", "study", seed)
            session.do(*events_of(session.case, by_policy(session.case, "random", seed)))
            session.close()
    return [path.read_bytes() for path in sorted((folder / "runs").glob("*.json"))]


def fill(saves: Path, files: list[bytes], learner: str, count: int) -> None:
    """Give a learner ``count`` runs, the latest a month ago."""
    runs = saves / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        document = json.loads(files[number % len(files)])
        run = document["run"]["1"]
        at = (NOW - timedelta(days=30 + count - number)).isoformat(timespec="milliseconds")
        at = at.replace("+00:00", "Z")
        name = f"{run['scenario']}-{learner}-{number}"
        run |= {"run": name, "learner": learner, "created": at, "updated": at}
        run["events"] = [event | {"at": at} for event in run["events"]]
        (runs / f"{name}.json").write_text(json.dumps(document), "utf-8")


def command(saves: Path, *words: str) -> float:
    """Milliseconds of processor time of a command, which other work on the machine hardly moves."""
    env = {**os.environ, "TRAINER_NOW": NOW.isoformat()}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "trainer", *words, "--saves", str(saves)],
        env=env, check=True, capture_output=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def screens(saves: Path, env: dict[str, str]) -> tuple[float, float, float]:
    """Milliseconds to the first paint of home, processor time of that, and of the progress page."""
    words = [sys.executable, "-m", "trainer", "play", "--saves", str(saves)]
    terminal = Terminal(words, env)
    try:
        painted = terminal.until("Two days")
        home = processor_time(terminal.child)
        terminal.settle(1.5)
        for _ in range(10):  # a key that comes just as home changes is dropped
            rested = processor_time(terminal.child)
            os.write(terminal.end, b"f")
            for _ in range(20):
                terminal.read(0.1)
                if b"Progress of" in terminal.said:
                    return painted, home, processor_time(terminal.child) - rested
    finally:
        terminal.close()
    raise RuntimeError("the page of progress was not painted")


def processor_time(process: int) -> float:
    """Milliseconds that a process has taken so far, in steps of ten."""
    status = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(status[11]) + int(status[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def next_question(saves: Path, cases: list[CaseHead]) -> tuple[float, float, float]:
    """Milliseconds of processor time: the history, what is due by it, and a vignette of it."""
    begun = time.process_time()
    told = history(RunStore(saves), "me", cases)
    read = time.process_time()
    due = due_of(told)
    found = time.process_time()
    vignette(told, due[0], 1)  # the case is parsed once a sitting
    parsed = time.process_time()
    vignette(told, due[0], 2)
    shown = time.process_time()
    return (read - begun) * 1000, (found - read) * 1000, (shown - parsed) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--learners", type=int, default=300, help="in the merged folder")
    args = parser.parse_args()
    os.environ["TRAINER_NOW"] = NOW.isoformat()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = plays(folder / "played")
        sizes = {"10 runs": folder / "ten", "1,000 runs": folder / "thousand"}
        fill(sizes["10 runs"], files, "me", 10)
        fill(sizes["1,000 runs"], files, "me", 1000)
        if args.learners:
            sizes["merged"] = folder / "merged"
            for number in range(args.learners):
                fill(sizes["merged"], files, "me" if not number else f"learner{number}", 30)
        first = {what: command(saves, "progress") for what, saves in sizes.items()}
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        env |= {"TRAINER_NOW": NOW.isoformat()}
        times: dict[str, dict[str, list[float]]] = {}
        for _ in range(args.repeat):
            for what, saves in sizes.items():
                mine = times.setdefault(what, {})
                names = ("home", "home's processor time", "page of progress")
                for name, took in zip(names, screens(saves, env), strict=True):
                    mine.setdefault(name, []).append(took)
                for name, *others in (("progress",), ("review", "--format", "json")):
                    mine.setdefault(name, []).append(command(saves, name, *others))
        for what, saves in sizes.items():
            few = times["10 runs"]
            said = [f"first progress {first[what]:.0f} ms"]
            for each, taken in times[what].items():
                middle, ratio = statistics.median(taken), min(taken) / min(few[each])
                least = f"least {min(taken):.0f}, {ratio:.2f}"
                said.append(
                    f"{each} {middle:.0f} ms, {middle / statistics.median(few[each]):.2f} ({least})"
                )
            cases = heads([own_folder()], None)
            asked = [next_question(saves, cases) for _ in range(args.repeat)]
            read, found, shown = (statistics.median(part) for part in zip(*asked, strict=True))
            said.append(f"history {read:.1f}, due {found:.1f}, next question {shown:.1f} ms")
            said.append(f"the first question {min(map(sum, asked)):.1f} ms at least")
            told = history(RunStore(saves), "me", cases)
            assert progress_of(told).everything.share.n
            print(f"{what}: {'; '.join(said)}")


if __name__ == "__main__":
    main()
