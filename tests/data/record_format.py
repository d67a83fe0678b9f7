"""Writes down what a format is: run once, from the top of the repository, when it is frozen.

    python tests/data/record_format.py format-2 CASE...

With ``--scores`` only what the files of that day score by the rules of today: once a version of the
rules. A file that is there already stops it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trainer.answers import by_policy, events_of, read_answers, write_answers
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.case.schema import scenario_schema
from trainer.engine.state import replay
from trainer.scoring.scores import SCORING, headline

DATA = Path(__file__).parent
SCENARIOS = DATA.parents[1] / "scenarios"
POLICIES = ("reported", "first", "longest", "none", "random")


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def _bare(part: Any, names: bool = False) -> Any:
    """Without words for people; under ``names`` keys are names and not words of the schema."""
    if isinstance(part, list):
        return [_bare(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _bare(value, key in ("properties", "$defs") and not names)
        for key, value in part.items()
        if names or key not in ("description", "title", "examples")
    }


def record_scores(folder: Path, cases: Sequence[str]) -> None:
    """What the files in ``folder`` score by the rules of today."""
    scores = {}
    for name in cases:
        scenario = load(folder / f"{name}.yaml").scenario
        assert scenario is not None, f"{name} has errors"
        case = Case.of(scenario)
        answers = {p: by_policy(case, p) for p in POLICIES if p != "random"}
        answers["random"] = read_answers(folder / f"{name}.random.yaml")
        scores[name] = {
            policy: headline(case, replay(case, events_of(case, answers[policy])))
            for policy in POLICIES
        }
    _write(folder / f"scores-{SCORING}.json", json.dumps(scores, indent=2) + "\n")


def record(folder: Path, cases: Sequence[str]) -> None:
    """All of it."""
    folder.mkdir(exist_ok=True)
    for name in cases:
        file = SCENARIOS / f"{name}.yaml"
        _write(folder / file.name, file.read_text("utf-8"))
        scenario = load(file).scenario
        assert scenario is not None, f"{file} has errors"
        _write(
            folder / f"{name}.random.yaml", write_answers(by_policy(Case.of(scenario), "random"))
        )
    record_scores(folder, cases)
    _write(folder / "schema.json", json.dumps(_bare(scenario_schema()), indent=1) + "\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder")
    options.add_argument("cases", nargs="+")
    options.add_argument("--scores", action="store_true")
    chosen = options.parse_args()
    (record_scores if chosen.scores else record)(DATA / chosen.folder, chosen.cases)


if __name__ == "__main__":
    main()
