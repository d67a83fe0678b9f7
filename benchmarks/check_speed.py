"""The cost of checking a scenario, compared with reading it.

    python benchmarks/check_speed.py

Prints three ratios of medians; the runs take turns. The first two are for load_text with warnings,
as in `trainer check`: over yaml.load (CSafeLoader) with Scenario.model_validate, the least that
reading a file costs any program; and over our own parser, which keeps positions and is faster, with
the same validation. The third is for load_text as in play, over yaml.compose with that validation.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml
from big_case import big_case

from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.reading.yaml12 import parse_all

SHIPPED = Path(__file__).parent.parent / "scenarios" / "anti-mda5-ild.yaml"
PATH = Path("case.yaml")


def milliseconds(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of `work`, which leave out other work on the machine."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=31)
    args = parser.parse_args()
    texts = {"made up": big_case(), "shipped": SHIPPED.read_text("utf-8")}
    for name, text in texts.items():
        loaded = load_text(text, PATH)
        assert loaded.scenario is not None, loaded.diagnostics[:3]
        data = parse_all(text).data
        works: dict[str, Callable[[], object]] = {
            "check": partial(load_text, text, PATH, warnings=True),
            "parse": partial(parse_all, text),
            "model": partial(Scenario.model_validate, data),
            "load": partial(load_text, text, PATH),
            "yaml": partial(yaml.load, text, yaml.CSafeLoader),
            "compose": partial(yaml.compose, text, yaml.CSafeLoader),
        }
        took: dict[str, list[float]] = {key: [] for key in works}
        for _ in range(args.repeat):
            for key, work in works.items():
                took[key].append(milliseconds(work))
        ms = {key: statistics.median(times) for key, times in took.items()}
        plain = ms["check"] / (ms["yaml"] + ms["model"])
        checked = ms["check"] / (ms["parse"] + ms["model"])
        loaded_at = ms["load"] / (ms["compose"] + ms["model"])
        print(
            f"{name} ({len(text.encode()) / 1000:.0f} KB):"
            f" check / yaml.load and validate {plain:.2f};"
            f" check / parse and validate {checked:.2f};"
            f" load / compose and validate {loaded_at:.2f};"
            f" ms: {', '.join(f'{key} {value:.1f}' for key, value in ms.items())}"
        )


if __name__ == "__main__":
    main()
