"""Writes down what format 1 is: run once, from the top of the repository, when it is frozen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from trainer.answers import by_policy, events_of, read_answers, write_answers
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.case.schema import scenario_schema
from trainer.engine.state import replay
from trainer.scoring.scores import SCORING, headline

HERE = Path(__file__).parent
SCENARIOS = Path(__file__).parents[3] / "scenarios"
POLICIES = ("reported", "first", "longest", "none", "random")
"""The robots of that day."""
CASES = ("anti-mda5-ild", "two-days-of-fever", "fever-and-stiff-neck")


def _write(name: str, text: str) -> None:
    with (HERE / name).open("x", encoding="utf-8") as file:
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


def record_scores() -> None:
    """What the files of that day score by the rules of today: once a version of the rules."""
    scores = {}
    for name in CASES:
        scenario = load(HERE / f"{name}.yaml").scenario
        assert scenario is not None, f"{name} has errors"
        case = Case.of(scenario)
        answers = {p: by_policy(case, p) for p in POLICIES if p != "random"}
        answers["random"] = read_answers(HERE / f"{name}.random.yaml")
        scores[name] = {
            policy: headline(case, replay(case, events_of(case, answers[policy])))
            for policy in POLICIES
        }
    _write(f"scores-{SCORING}.json", json.dumps(scores, indent=2) + "\n")


def record() -> None:
    """All of it. A file that is there already stops it."""
    scores: dict[str, dict[str, dict[str, float | None]]] = {}
    for name in CASES:
        file = SCENARIOS / f"{name}.yaml"
        _write(file.name, file.read_text("utf-8"))
        scenario = load(file).scenario
        assert scenario is not None, f"{file} has errors"
        case = Case.of(scenario)
        _write(f"{name}.random.yaml", write_answers(by_policy(case, "random")))
        scores[name] = {
            policy: headline(case, replay(case, events_of(case, by_policy(case, policy))))
            for policy in POLICIES
        }
    _write(f"scores-{SCORING}.json", json.dumps(scores, indent=2) + "\n")
    _write("schema.json", json.dumps(_bare(scenario_schema()), indent=1) + "\n")


if __name__ == "__main__":
    record()
