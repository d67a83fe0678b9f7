"""How many random runs a second `trainer simulate` draws and scores on one core.

    python benchmarks/simulate_speed.py --runs 20000

A run has random answers to all decisions and random orders on random days, some of them standing,
and is scored on all six axes. Rates are per second of processor time, as medians of several rounds.
They are compared with the same runs through the engine and the real scoring, which must give the
same scores.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from trainer.author.simulate.play import Outcome, answers_of
from trainer.author.simulate.players import Dice, random_runs
from trainer.author.simulate.tables import Tables
from trainer.case.compiled import Case
from trainer.case.loader import load

SHIPPED = Path(__file__).parent.parent / "scenarios" / "anti-mda5-ild.yaml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=Path, default=SHIPPED)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    scenario = load(args.case).scenario
    assert scenario is not None
    case = Case.of(scenario)
    fast, cold, compiling = [], [], []
    for seed in range(args.rounds):
        start = time.perf_counter()
        tables = Tables(case)
        compiling.append(time.perf_counter() - start)
        # The first runs are slower, because they also fill the table of orders placed.
        cold.append(2000 / random_runs(tables, 2000, seed).seconds)
        fast.append(args.runs / random_runs(tables, args.runs, seed).seconds)
    dice = Dice(tables, 0)
    plays = [dice.play() for _ in range(500)]
    start = time.process_time()
    real = [tuple(Outcome(case, answers_of(case, play)).scores.values()) for play in plays]
    slow = len(plays) / (time.process_time() - start)
    assert real == [tables.score(play) for play in plays]
    print(
        f"{scenario.id}: {statistics.median(fast):,.0f} runs a second"
        f" (the first 2,000: {statistics.median(cold):,.0f}), {min(fast):,.0f} at the least;"
        f" tables made in {1000 * statistics.median(compiling):.1f} ms;"
        f" through the engine {slow:,.0f} a second, the same scores"
    )


if __name__ == "__main__":
    main()
