"""Replays random runs and sessions on randomly edited cases, which must keep exactly what fits.

    python benchmarks/changed_cases.py --edits 20000 --seed 1 [--case FILE]

For each edit that still loads, runs of the unedited case, cut short at random, are shown and played
on in the edited one: debriefs in every form, the views, the reports of a room. Prints how many
edits loaded, how many runs and sessions were replayed, and the failures, with seeds for --only.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.changed.edits import SMALL, data_of, edited, loaded
from tests.changed.held import assert_session_told, assert_told, assert_unchanged_fits
from tests.changed.plays import random_run, random_session
from trainer.case.compiled import Case
from trainer.engine.state import Mode

RUNS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=Path, default=SMALL)
    parser.add_argument("--only", type=int, help="one edit, by its seed")
    args = parser.parse_args()
    data = data_of(args.case)
    scenario = loaded(data, args.case).scenario
    assert scenario is not None
    old = Case.of(scenario)
    seeds = range(args.seed, args.seed + args.edits) if args.only is None else (args.only,)
    valid = replayed = 0
    broken = []
    began = time.monotonic()
    for seed in seeds:
        dice = random.Random(seed)
        new = loaded(edited(data, dice, dice.randrange(1, 5)), args.case).scenario
        if new is None:
            continue
        valid += 1
        case = Case.of(new)
        for _ in range(RUNS):
            try:
                mode: Mode = dice.choice(("study", "exam"))
                run = random_run(old, dice, mode)
                assert_unchanged_fits(old, run, mode)
                assert_told(case, run, dice, mode)
                assert_session_told(case, random_session(old, dice), dice)
            except Exception:  # noqa: BLE001 - any exception is a failure to report
                broken.append(seed)
                traceback.print_exc(limit=-3)
                break
            replayed += 1
    print(
        f"{len(seeds)} edits, {valid} of them load, {len(seeds) - valid} skipped; {replayed} runs"
        f" and {replayed} sessions replayed, {len(broken)} broken {broken[:10]};"
        f" {time.monotonic() - began:.0f} s"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
