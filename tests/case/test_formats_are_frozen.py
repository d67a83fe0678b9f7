"""Files of a frozen format are read, played and scored as on the day the format was frozen.

What was recorded that day is in tests/data/format-1 and format-2; see the READMEs there.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from narrower import narrower

from trainer.answers import POLICIES, by_policy, events_of, read_answers
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.case.schema import scenario_schema
from trainer.engine.state import replay
from trainer.scoring.scores import SCORING, headline

DATA = Path(__file__).parents[1] / "data"
FORMATS = ("format-1", "format-2")
CASES = [
    path
    for name in FORMATS
    for path in sorted((DATA / name).glob("*.yaml"))
    if not path.stem.endswith(".random")
]


def _case(file: Path) -> Case:
    loaded = load(file)
    assert loaded.scenario is not None, [d.message for d in loaded.diagnostics]
    return Case.of(loaded.scenario)


def _name(file: Path) -> str:
    return f"{file.parent.name}-{file.stem}"


@pytest.mark.parametrize("file", CASES, ids=_name)
def test_it_plays_to_the_same_scores(file: Path) -> None:
    """Rules of scoring of a later version have a record of their own."""
    every = json.loads(file.with_name(f"scores-{SCORING}.json").read_text("utf-8"))
    recorded = every[file.stem]
    assert set(recorded) <= set(POLICIES)
    case = _case(file)
    for policy in recorded:
        # A random play draws from the catalogue, which grows: the one of that day is kept.
        answers = (
            read_answers(file.with_suffix(".random.yaml"))
            if policy == "random"
            else by_policy(case, policy)
        )
        told = headline(case, replay(case, events_of(case, answers)))
        assert told == pytest.approx(recorded[policy], abs=1e-3), policy


@pytest.mark.parametrize("file", CASES, ids=_name)
def test_it_plays_at_random(file: Path) -> None:
    case = _case(file)
    for seed in range(5):
        state = replay(case, events_of(case, by_policy(case, "random", seed)))
        assert state.finished


def _recorded_schema(name: str = "format-1") -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((DATA / name / "schema.json").read_text("utf-8"))
    return schema


@pytest.mark.parametrize("name", FORMATS)
def test_the_schema_lets_through_what_it_let_through(name: str) -> None:
    assert narrower(_recorded_schema(name), scenario_schema()) == []


def _defs(schema: dict[str, Any], name: str) -> dict[str, Any]:
    part: dict[str, Any] = schema["$defs"][name]
    return part


def _renamed(schema: dict[str, Any]) -> None:
    text = json.dumps(schema).replace('#/$defs/Option"', '#/$defs/Choice"')
    schema.update(json.loads(text))
    schema["$defs"]["Choice"] = schema["$defs"].pop("Option")


NARROWED: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "a key of a case is gone": (".spoilers", lambda s: s["properties"].pop("spoilers")),
    "a key of a part is gone": (
        ".decisions[].options[].hindsight",
        lambda s: _defs(s, "Option")["properties"].pop("hindsight"),
    ),
    "a key is needed now": (
        ".decisions[].options[].hindsight",
        lambda s: _defs(s, "Option")["required"].append("hindsight"),
    ),
    "a new key is needed": (
        ".review",
        lambda s: s["required"].append("review"),
    ),
    "a word is gone": (
        ".options[].judgement",
        lambda s: _defs(s, "Option")["properties"]["judgement"]["enum"].pop(),
    ),
    "a default is another": (
        ".weight",
        lambda s: _defs(s, "Watch")["properties"]["weight"].update(default=2.0),
    ),
    "fewer are allowed": (
        ".options",
        lambda s: _defs(s, "OneQuestion")["properties"]["options"].update(maxItems=6),
    ),
    "more are wanted": (".tags", lambda s: s["properties"]["tags"].update(minItems=1)),
    "a single one needs a list": (
        ".patient.cite",
        lambda s: _defs(s, "Patient")["properties"]["cite"]["anyOf"].pop(),
    ),
    "a kind is gone": (
        ".findings[]",
        lambda s: s["properties"]["findings"]["items"]["oneOf"].pop(),
    ),
    "a number is text": (
        ".minutes",
        lambda s: s["properties"].update(minutes={"type": "string", "default": None}),
    ),
    "another pattern": (".id", lambda s: s["properties"]["id"].update(pattern="^[a-z]+$")),
    "names are bound": (
        ".locators",
        lambda s: _defs(s, "Source")["properties"]["locators"].update(
            propertyNames={"pattern": "^[A-Z]"}
        ),
    ),
}


@pytest.mark.parametrize("what", NARROWED)
def test_a_narrower_schema_is_found(what: str) -> None:
    where, narrow = NARROWED[what]
    schema = copy.deepcopy(scenario_schema())
    narrow(schema)
    found = narrower(_recorded_schema(), schema)
    assert any(where in place for place in found), found


@pytest.mark.parametrize(
    "widen",
    [
        lambda s: s["properties"].update(mood={"type": "string"}),
        lambda s: _defs(s, "Option")["required"].remove("why"),
        lambda s: _defs(s, "Option")["properties"]["judgement"]["enum"].append("heroic"),
        lambda s: _defs(s, "OneQuestion")["properties"]["options"].update(maxItems=20),
        lambda s: _defs(s, "Clock")["properties"].update(first_day={"type": "number"}),
        _renamed,
    ],
)
def test_a_wider_schema_is_no_trouble(widen: Callable[[dict[str, Any]], Any]) -> None:
    schema = copy.deepcopy(scenario_schema())
    widen(schema)
    assert narrower(_recorded_schema(), schema) == []
