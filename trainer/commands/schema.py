"""``trainer schema``: the JSON Schema of a scenario file."""

from __future__ import annotations

import argparse

from trainer.commands import say_json

HELP = "print the JSON Schema of the scenario format, for editors and other tools"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes no arguments."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Print the schema."""
    from trainer.case.model import Scenario

    schema = Scenario.model_json_schema()
    say_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:case-trainer:scenario:1",
            **schema,
        }
    )
    return 0
