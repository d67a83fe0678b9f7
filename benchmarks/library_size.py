"""Times listing 1,000 scenarios, with and without an index, against only looking at the files.

    python benchmarks/library_size.py --cases 1000

The floor is os.scandir with a stat of each file. A cold listing reads every head and writes the
index; a warm one reads the index.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from big_case import big_case

from trainer.case.library.cases import heads


def milliseconds(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def look(folder: Path) -> int:
    """The least work that a library must do: find the files; returns their size in bytes."""
    with os.scandir(folder) as entries:
        return sum(e.stat().st_size for e in entries if e.name.endswith(".yaml"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--findings", type=int, default=200)
    parser.add_argument("--decisions", type=int, default=30)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, index = Path(name) / "scenarios", Path(name) / "index.json"
        folder.mkdir()
        for n in range(args.cases):
            text = big_case(f"case-{n:04}", args.findings, args.decisions, title=f"Case {n}")
            (folder / f"case-{n:04}.yaml").write_text(text, "utf-8")
        size = look(folder) / args.cases / 1000
        cold = milliseconds(lambda: heads([folder], index))
        assert all(head.ok for head in heads([folder], index))
        warm, floor = [], []
        for _ in range(21):
            warm.append(milliseconds(lambda: heads([folder], index)))
            floor.append(milliseconds(lambda: look(folder)))
        (folder / "case-0000.yaml").touch()
        changed = milliseconds(lambda: heads([folder], index))
    low, usual = statistics.median(floor), statistics.median(warm)
    print(
        f"{args.cases} cases of {size:.0f} KB: ratio warm {usual / low:.1f}, cold {cold / low:.0f};"
        f" warm {usual:.1f} ms, cold {cold:.0f} ms, one file changed {changed:.0f} ms,"
        f" scandir and stat {low:.1f} ms"
    )


if __name__ == "__main__":
    main()
