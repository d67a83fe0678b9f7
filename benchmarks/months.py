"""Times home, progress and the next review question after months: 10 runs, 1,000, and merged.

    python benchmarks/months.py --repeat 5

There are three folders of saves: one learner with 10 runs, one with 1,000, and 300 learners with 30
runs each in one folder. Runs are of the shipped cases, played at random, one a day. Each command
runs in a process of its own and is measured in processor time; the first, which judges every run,
is printed apart. Home and the page of progress are painted in a pseudo-terminal: home is timed from
the start, also in processor time; the page in processor time from its key, once home has settled.
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
from itertools import pairwise
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
"""Different plays of each case; all other runs are copies of them with other times and names."""


def plays(folder: Path) -> list[bytes]:
    """The contents of the files of some finished runs of each shipped case."""
    store = RunStore(folder)
    for path in sorted(own_folder().glob("*.yaml")):
        loaded = load(path)
        for seed in range(DIFFERENT):
            session = Session.start(loaded, store, "me", "study", seed)
            session.do(*events_of(session.case, by_policy(session.case, "random", seed)))
            session.close()
    return [path.read_bytes() for path in sorted((folder / "runs").glob("*.json"))]


def fill(saves: Path, files: list[bytes], learner: str, count: int) -> None:
    """Give a learner ``count`` runs, one a day, the last a month ago."""
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
    """Milliseconds of processor time of a command; other work on the machine hardly affects it."""
    env = {**os.environ, "TRAINER_NOW": NOW.isoformat()}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "trainer", *words, "--saves", str(saves)],
        env=env, check=True, capture_output=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def screens(saves: Path, env: dict[str, str]) -> tuple[float, float, float]:
    """Milliseconds to the first paint of home, the same in processor time, and of the page."""
    words = [sys.executable, "-m", "trainer", "play", "--saves", str(saves)]
    terminal = Terminal(words, env)
    try:
        painted = terminal.until("Two days")
        home = processor_time(terminal.child)
        terminal.settle(1.5)
        for _ in range(10):  # press again: a key that comes while home changes is dropped
            rested = processor_time(terminal.child)
            os.write(terminal.end, b"f")
            for _ in range(20):
                terminal.read(0.1)
                if b"Progress of" in terminal.output:
                    return painted, home, processor_time(terminal.child) - rested
    finally:
        terminal.close()
    raise RuntimeError("the page of progress was not painted")


def processor_time(process: int) -> float:
    """Milliseconds of processor time of a process so far, in steps of ten."""
    status = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(status[11]) + int(status[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def next_question(saves: Path, cases: list[CaseHead]) -> tuple[float, float, float]:
    """Milliseconds of processor time for the history, the list of what is due, and a vignette."""
    times = [time.process_time()]
    past = history(RunStore(saves), "me", cases)
    times.append(time.process_time())
    due = due_of(past)
    times.append(time.process_time())
    vignette(past, due[0], 1)  # not measured: it parses the case, once a sitting
    times.append(time.process_time())
    vignette(past, due[0], 2)
    times.append(time.process_time())
    read, listed, _, shown = ((b - a) * 1000 for a, b in pairwise(times))
    return read, listed, shown


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
        first = {size: command(saves, "progress") for size, saves in sizes.items()}
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        env |= {"TRAINER_NOW": NOW.isoformat()}
        times: dict[str, dict[str, list[float]]] = {}
        for _ in range(args.repeat):
            for size, saves in sizes.items():
                by_name = times.setdefault(size, {})
                names = ("home", "home's processor time", "page of progress")
                for name, ms in zip(names, screens(saves, env), strict=True):
                    by_name.setdefault(name, []).append(ms)
                for name, *options in (("progress",), ("review", "--format", "json")):
                    by_name.setdefault(name, []).append(command(saves, name, *options))
        for size, saves in sizes.items():
            few = times["10 runs"]
            parts = [f"first progress {first[size]:.0f} ms"]
            for name, ms_list in times[size].items():
                middle, ratio = statistics.median(ms_list), min(ms_list) / min(few[name])
                least = f"least {min(ms_list):.0f}, {ratio:.2f}"
                parts.append(
                    f"{name} {middle:.0f} ms, {middle / statistics.median(few[name]):.2f} ({least})"
                )
            cases = heads([own_folder()], None)
            rounds = [next_question(saves, cases) for _ in range(args.repeat)]
            read, listed, shown = (statistics.median(part) for part in zip(*rounds, strict=True))
            parts.append(f"history {read:.1f}, due {listed:.1f}, next question {shown:.1f} ms")
            parts.append(f"the first question {min(map(sum, rounds)):.1f} ms at least")
            assert progress_of(history(RunStore(saves), "me", cases)).everything.share.n
            print(f"{size}: {'; '.join(parts)}")


if __name__ == "__main__":
    main()
