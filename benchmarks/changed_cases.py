"""Random edits of a case held against random runs and sessions: told as far as they fit, no more.

    python benchmarks/changed_cases.py --edits 20000 --seed 1 [--case FILE]

For each edit that still loads, runs are played on the case as it was, cut short anywhere, and told
and played on in the edited one: debriefs in every form, the views, the reports of a room. Told: how
many edits loaded, how many runs and sessions were held against them, and what broke the promise
(with its seed, for --only).
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
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--edits", type=int, default=1000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--case", type=Path, default=SMALL)
    words.add_argument("--only", type=int, help="one edit, by its seed")
    given = words.parse_args()
    data = data_of(given.case)
    scenario = loaded(data, given.case).scenario
    assert scenario is not None
    old = Case.of(scenario)
    seeds = range(given.seed, given.seed + given.edits) if given.only is None else (given.only,)
    valid = held = 0
    broken = []
    began = time.monotonic()
    for seed in seeds:
        dice = random.Random(seed)
        new = loaded(edited(data, dice, dice.randrange(1, 5)), given.case).scenario
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
            except Exception:  # noqa: BLE001 - every one is what is looked for
                broken.append(seed)
                traceback.print_exc(limit=-3)
                break
            held += 1
    print(
        f"{len(seeds)} edits, {valid} of them load, {len(seeds) - valid} skipped; {held} runs and"
        f" {held} sessions held, {len(broken)} broken {broken[:10]};"
        f" {time.monotonic() - began:.0f} s"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
