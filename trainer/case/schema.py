"""The JSON Schema of the scenario format, for editors and other tools."""

from __future__ import annotations

from typing import Any

from trainer.case.model import FORMAT, Scenario

SCHEMA_ID = f"urn:case-trainer:scenario:{FORMAT}"


def scenario_schema() -> dict[str, Any]:
    """The schema, with which an editor can complete keys and mark errors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Scenario.model_json_schema(),
    }
