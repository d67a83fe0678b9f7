"""Checks damaged scenario files: the check must give findings, never a traceback, and be fast.

    python benchmarks/fuzz_check.py --count 100000 --seed 1 --processes 2

Files are changed by line, by block, by scalar and by byte, then read by the loader as in `trainer
check`, and each finding is rendered. Prints how many files were read and how many had no findings,
the failures (with the seed of the file, for --only), and the slowest files.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.fuzz.mutations import mutated
from trainer.case.loader import load
from trainer.case.reading.diagnostics import render
from trainer.case.rules.example import example
from trainer.errors import Unreadable

SHIPPED = Path(__file__).parent.parent / "scenarios" / "anti-mda5-ild.yaml"
LIMIT = 1.0
written: list[str] = []


def watch_writes(event: str, args: tuple[object, ...]) -> None:
    """Record every file opened for writing: the check must not write any."""
    if event != "open" or "__pycache__" in str(args[0]):
        return
    mode, flags = str(args[1] or ""), args[2] if isinstance(args[2], int) else 0
    if set(mode) & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(str(args[0]))


def check(raw: bytes, path: Path) -> str:
    """The outcome for one file: 'fine', 'found', 'unreadable', or 'silent' (without a reason).

    Raises an exception if the check breaks its promise.
    """
    path.write_bytes(raw)
    written.clear()
    try:
        loaded = load(path, warnings=True)
    except Unreadable as refusal:
        return "unreadable" if str(refusal) else "silent"
    for d in loaded.diagnostics:
        assert min(d.line, d.column) >= 1
        assert d.message
        assert d.code in render(d)
    errors = any(d.severity == "error" for d in loaded.diagnostics)
    assert (loaded.scenario is None) == errors, "refused without a reason, or kept with an error"
    assert not written, f"wrote {written}"
    return "found" if loaded.diagnostics else "fine"


def work(
    job: tuple[int, int, float, str],
) -> tuple[Counter[str], list[str], list[tuple[float, int, int]]]:
    first, count, until, folder = job
    path = Path(folder) / f"case-{os.getpid()}.yaml"
    texts = [example()] * 29 + [SHIPPED.read_text("utf-8")]
    """Check ``count`` files from seed ``first`` on: outcomes, failures, and the five slowest."""
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    slow: list[tuple[float, int, int]] = []
    for seed in range(first, first + count):
        if time.monotonic() > until:
            outcomes["not reached"] += first + count - seed
            break
        dice = random.Random(seed)
        raw = mutated(dice.choice(texts), dice)
        start = time.process_time()  # leaves out other work on the machine
        try:
            outcomes[check(raw, path)] += 1
        except Exception:  # noqa: BLE001 - any exception is a failure to report
            broken.append(f"seed {seed}: {traceback.format_exc(limit=-3)}")
        slow.append((time.process_time() - start, seed, len(raw)))
    return outcomes, broken[:20], sorted(slow, reverse=True)[:5]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--minutes", type=float, default=30.0, help="stop after this long")
    parser.add_argument(
        "--only", type=int, help="check only the file of this seed; it is written to ./fuzz.yaml"
    )
    args = parser.parse_args()
    if args.only is not None:
        args.seed, args.count, args.processes = args.only, 1, 1
        dice = random.Random(args.only)
        texts = [example()] * 29 + [SHIPPED.read_text("utf-8")]
        Path("fuzz.yaml").write_bytes(mutated(dice.choice(texts), dice))
    until = time.monotonic() + args.minutes * 60
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    slow: list[tuple[float, int, int]] = []
    step = min(500, args.count)
    with tempfile.TemporaryDirectory() as folder:
        jobs = [
            (s, min(step, args.seed + args.count - s), until, folder)
            for s in range(args.seed, args.seed + args.count, step)
        ]
        with multiprocessing.Pool(args.processes, sys.addaudithook, (watch_writes,)) as pool:
            for result in pool.imap_unordered(work, jobs):
                outcomes += result[0]
                broken += result[1]
                slow = sorted([*slow, *result[2]], reverse=True)[:5]
    count = sum(outcomes.values()) - outcomes["not reached"] + len(broken)
    print(f"{count} files: {dict(outcomes)}")
    for seconds, seed, size in slow:
        print(f"slowest: {seconds * 1000:.0f} ms, seed {seed}, {size} bytes")
    print(f"{len(broken)} broke the promise.")
    for text in broken[:10]:
        print(text)
    return 1 if broken or slow[0][0] > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
