"""Times saving and listing runs, with few and with many past runs.

    python benchmarks/store_times.py --runs 10000

Prints milliseconds: of an append (median, 95th percentile, most), and of a listing that is cold,
warm, and just after one save.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from trainer.store.files import encode
from trainer.store.records import RunRecord, to_document
from trainer.store.runs import RunStore

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NEW = RunRecord(
    scenario="timed",
    title="A run that is timed",
    scenario_version="1",
    scenario_hash="0" * 64,
    scenario_path="scenarios/timed.yaml",
)


def event(number: int) -> dict[str, object]:
    """An event of about the size the engine writes."""
    return {
        "kind": "decision_locked",
        "at": "2026-11-23T09:00:00Z",
        "day": number,
        "decision": f"decision-{number}",
        "picked": ["blood-culture", "ceftriaxone"],
        "confidence": 70,
        "why": "fever and a new murmur",
    }


def past_runs(store: RunStore, count: int) -> None:
    """Write `count` finished runs of 60 events, without waiting for the disk."""
    (store.folder / "runs").mkdir(parents=True, exist_ok=True)
    with closing(store.adopt(store.draft(NEW, NOW))) as opened:
        opened.save(
            opened.record.extended(
                [event(number) for number in range(60)], {"status": "finished"}, NOW
            )
        )
        record: RunRecord = opened.record
    for number in range(count - 1):
        copy = replace(record, run=f"timed-20261123-p{number:05}")
        text = encode({"run": {"1": to_document(copy)}})
        (store.folder / "runs" / f"{copy.run}.json").write_bytes(text)
        (store.folder / "runs" / f"{copy.run}.json.bak").write_bytes(b"{}")


def milliseconds(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def appends(store: RunStore, count: int) -> list[float]:
    """Milliseconds of each of `count` appends of one event to a new run."""
    with closing(store.adopt(store.draft(NEW, NOW))) as opened:

        def append(number: int) -> None:
            opened.save(opened.record.extended([event(number)], {"day": number}, NOW))

        return [milliseconds(partial(append, number)) for number in range(count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=None, help="on the disk to be measured")
    args = parser.parse_args()
    for count in (10, args.runs):
        folder = Path(tempfile.mkdtemp(dir=args.folder))
        try:
            store = RunStore(folder)
            past_runs(store, count)
            times = sorted(appends(store, 200))
            print(
                f"{count} past runs: append median {statistics.median(times):.2f} ms, "
                f"95th {times[190]:.2f} ms, most {times[-1]:.2f} ms"
            )
            cold = milliseconds(store.summaries)
            warm = statistics.median(milliseconds(store.summaries) for _ in range(5))
            with closing(store.open(store.summaries().runs[0].run)) as opened:
                opened.save(opened.record.extended([event(0)], {}, NOW))
            changed = milliseconds(store.summaries)
            print(
                f"{count} past runs: listing cold {cold:.0f} ms, warm {warm:.0f} ms, "
                f"after one save {changed:.0f} ms"
            )
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
