"""The printed JSON Schema agrees with the loader; the core loads no interface."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from trainer.case.model import Scenario
from trainer.case.reading.yaml12 import parse
from trainer.case.schema import scenario_schema
from trainer.values.described import keys


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = Scenario.model_json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    return float(value) if isinstance(value, Decimal) else value


def test_it_accepts_what_the_loader_accepts(
    validator: Draft202012Validator, shipped: str, minimal: str
) -> None:
    newer = (Path(__file__).parent / "format-2.yaml").read_text("utf-8")
    for text in (shipped, minimal, newer):
        errors = [
            f"{e.json_path}: {e.message}" for e in validator.iter_errors(as_json(parse(text)[0]))
        ]
        assert errors == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A cough", "title: A cough\ntitel: A cough"),
        ("  age: 50", "  age: 50\n  aeg: 50"),
        ("    analyte: ferritin", "    analyte: ferritin\n    analite: x"),
        ("title: A cough\n", ""),
        ("age: 50", "age: old"),
        ("sex: female", "sex: mael"),
        ("kind: image", "kind: imagge"),
        ("value: 121.30", "value: about ten"),
        ("cite: made-up p1", "cite: made-up"),
        ("cite: made-up p1", "cite: []"),
        ("id: minimal", "id: Not A Slug"),
    ],
)
def test_it_refuses_what_the_loader_refuses(
    validator: Draft202012Validator, minimal: str, old: str, new: str
) -> None:
    assert old in minimal
    data = as_json(parse(minimal.replace(old, new, 1))[0])
    assert not validator.is_valid(data)


@pytest.mark.parametrize("module", ["trainer.case.loader", "trainer.store.runs"])
def test_the_core_loads_no_interface(module: str) -> None:
    code = (
        f"import sys, {module};"
        "print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _keys() -> list[tuple[str, str, dict[str, Any]]]:
    schema = scenario_schema()
    parts = {"Scenario": schema, **schema["$defs"]}
    return [
        (name, key, field)
        for name, part in parts.items()
        for key, field in part.get("properties", {}).items()
    ]


def test_every_key_has_a_meaning_and_an_example_that_fits_it() -> None:
    schema = scenario_schema()
    keys = _keys()
    assert len(keys) > 300
    assert [f"{n}.{k}" for n, k, field in keys if not field.get("description")] == []
    assert [f"{n}.{k}" for n, k, field in keys if not field.get("examples")] == []
    wrong = [
        f"{name}.{key}: {error.message}"
        for name, key, field in keys
        for example in field["examples"]
        for error in Draft202012Validator({**field, "$defs": schema["$defs"]}).iter_errors(example)
    ]
    assert wrong == []


def test_no_entry_of_the_list_of_keys_is_idle() -> None:
    """Each is of a key there is, and says something that nothing else says in its place."""
    described = {(n, k): field["description"] for n, k, field in _keys()}
    names = {k for _, k in described} | {f"{n}.{k}" for n, k in described}
    assert keys().keys() <= names
    for name, entry in keys().items():
        if "means" in entry:
            assert entry["means"] in [
                text for (n, k), text in described.items() if name in (k, f"{n}.{k}")
            ], name


def test_what_came_with_format_2_says_so() -> None:
    since = {f"{n}.{k}" for n, k, field in _keys() if field.get("since") == 2}
    assert {"Window.cite", "Option.dose", "Scenario.reasonable", "PickedOrder.every"} <= since
    recorded = json.loads((Path(__file__).parents[1] / "data/format-1/schema.json").read_text())
    old = {"Scenario": recorded, **recorded["$defs"]}
    for name, key, field in _keys():
        if name in old:
            assert (key not in old[name]["properties"]) == (field.get("since") == 2), key
