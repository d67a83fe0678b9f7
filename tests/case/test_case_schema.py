"""The printed JSON Schema agrees with the loader; the core loads no interface."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from trainer.case.model import Scenario
from trainer.case.reading.yaml12 import parse


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
    for text in (shipped, minimal):
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
