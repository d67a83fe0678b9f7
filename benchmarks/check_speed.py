"""What checking a scenario costs over reading it with libyaml and pydantic alone.

    python benchmarks/check_speed.py

The floor is yaml.compose (CSafeLoader) of the same text and Scenario.model_validate of the same
data. Both are run in turn; medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from big_case import big_case

from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.yaml12 import parse

SHIPPED = Path(__file__).parent.parent / "scenarios" / "anti-mda5-ild.yaml"


def milliseconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=31)
    args = parser.parse_args()
    texts = {"made up": big_case(), "shipped": SHIPPED.read_text("utf-8")}
    for name, text in texts.items():
        loaded = load_text(text, Path(name))
        assert loaded.scenario is not None, loaded.diagnostics[:3]
        data, _ = parse(text)
        whole, compose, validate, parsing = [], [], [], []
        for _ in range(args.repeat):
            whole.append(milliseconds(lambda t=text: load_text(t, Path("case.yaml"))))
            compose.append(milliseconds(lambda t=text: yaml.compose(t, yaml.CSafeLoader)))
            validate.append(milliseconds(lambda d=data: Scenario.model_validate(d)))
            parsing.append(milliseconds(lambda t=text: parse(t)))
        floor = statistics.median(c + v for c, v in zip(compose, validate, strict=True))
        total = statistics.median(whole)
        print(
            f"{name} ({len(text.encode()) / 1000:.0f} KB): ratio {total / floor:.2f};"
            f" load_text {total:.1f} ms, floor {floor:.1f} ms"
            f" (compose {statistics.median(compose):.1f}, model {statistics.median(validate):.1f});"
            f" of load_text, parse with positions {statistics.median(parsing):.1f} ms"
        )


if __name__ == "__main__":
    main()
