"""``trainer schema``: the JSON Schema of a scenario file."""

from __future__ import annotations

import argparse

from trainer.commands import say_json

HELP = "print the JSON Schema of the scenario format, for editors and other tools"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes no arguments."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Print the schema."""
    from trainer.case.schema import scenario_schema

    say_json(scenario_schema())
    return 0
