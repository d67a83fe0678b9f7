"""Kill processes (-9) at random moments while they save; check that nothing acknowledged is lost.

    python benchmarks/kill_store.py --kills 200

Half of the killed processes append to a run, the others create runs. After each kill, every run's
file itself (not only its last good copy) must be whole, open again at once, and hold every
acknowledged event and at most the one being written; no temporary file may be left. Exits 1 at the
first failure.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from trainer.store.files import read_tables
from trainer.store.records import RunRecord
from trainer.store.runs import RunStore

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NEW = RunRecord(
    scenario="killed",
    title="Killed while saving",
    scenario_version="1",
    scenario_hash="0",
    scenario_path="killed.yaml",
)
WHY = "because the culture grew β-haemolytic streptococci " * 4


def append(store: RunStore, run: str, say: Callable[[str], None]) -> None:
    """Append events to `run` for ever, and call `say` with each number once it is acknowledged."""
    with closing(store.open(run)) as opened:
        say("open")
        while True:
            number = len(opened.record.events)
            opened.save(
                opened.record.extended([{"number": number, "why": WHY}], {"day": number}, NOW)
            )
            say(str(number))


def create(store: RunStore, say: Callable[[str], None]) -> None:
    """Create runs for ever, and call `say` with each name once it is acknowledged."""
    say("open")
    while True:
        with closing(store.adopt(store.draft(NEW, NOW))) as opened:
            say(opened.record.run)


def killed(victim: Callable[[Callable[[str], None]], None], after: float) -> list[str]:
    """The words that `victim` acknowledged before it was killed, `after` seconds from the first."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)

        def say(word: str) -> None:
            os.write(writing, f"{word}\n".encode())

        try:
            victim(say)
        finally:
            os._exit(1)
    os.close(writing)
    output = b""
    deadline = None
    while True:
        wait = None if deadline is None else max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([reading], [], [], wait)
        if not ready:
            break
        chunk = os.read(reading, 65536)
        if not chunk:
            raise AssertionError("the victim ended by itself")
        output += chunk
        if deadline is None:
            deadline = time.monotonic() + after
        if time.monotonic() >= deadline:
            break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(reading, 65536):
        output += chunk
    os.close(reading)
    return output.decode().split()[1:]


def check(store: RunStore, run: str, least: int, most: int) -> int:
    """Check that a run holds events without gaps, `least` to `most` of them; return how many."""
    read_tables(store.folder / "runs" / f"{run}.json")
    with closing(store.open(run)) as opened:
        assert opened.notices == (), opened.notices
        numbers = [event["number"] for event in opened.record.events]
    assert numbers == list(range(len(numbers))), numbers
    assert least <= len(numbers) <= most, (least, len(numbers), most)
    return len(numbers)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else random.randrange(1_000_000)
    chance = random.Random(seed)
    acknowledged = leftovers = 0
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder))
        with closing(store.adopt(store.draft(NEW, NOW))) as opened:
            run = opened.record.run
        events = 0
        for kill in range(args.kills):
            after = chance.uniform(0.0, 0.02)
            if kill % 2 == 0:
                numbers = killed(partial(append, store, run), after)
                acknowledged += len(numbers)
                leftovers += any(store.folder.rglob("*.tmp"))
                events = check(store, run, events + len(numbers), events + len(numbers) + 1)
                if events > 300:  # start again, so that the file is no larger than a long run's
                    store.delete(run)
                    with closing(store.adopt(store.draft(NEW, NOW))) as opened:
                        run, events = opened.record.run, 0
            else:
                created = killed(partial(create, store), after)
                acknowledged += len(created)
                leftovers += any(store.folder.rglob("*.tmp"))
                listing = store.summaries()
                assert listing.notices == (), listing.notices
                names = {summary.run for summary in listing.runs}
                assert names.issuperset(created), set(created) - names
                for name in names - {run}:
                    check(store, name, 0, 0)
                    store.delete(name)
            assert not list(store.folder.rglob("*.tmp")), "temporary files are left"
    print(
        f"{args.kills} kills (seed {seed}): {acknowledged} acknowledged saves, none lost, "
        f"no file broken; {leftovers} kills left a temporary file, all cleared"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
