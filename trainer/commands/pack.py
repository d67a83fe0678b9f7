"""``trainer pack``: a case as one file to hand on."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import say, warn
from trainer.errors import titled

if TYPE_CHECKING:
    from trainer.case.loader import Loaded
    from trainer.case.model import Scenario

HELP = "pack a case into one file that others can install"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case's id, id@version or path")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write it (default: ID-VERSION.case.zip in this folder)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Pack a case that passes the check; the same scenario always gives the same bytes."""
    from trainer.case.reading.diagnostics import render
    from trainer.packs.writing import write_pack

    loaded = _load(arguments.case)
    for diagnostic in loaded.diagnostics:
        warn(render(diagnostic))
    if loaded.scenario is None:
        warn("trainer: Not packed: the case has errors. Mend them, then pack it again.")
        return 1
    with titled("Not packed:"):
        output = write_pack(loaded, arguments.output)
    say(f"Packed {loaded.scenario.id} {loaded.scenario.version}: {output}")
    _warn_of_licences(loaded.scenario)
    return 0


def _load(name: str) -> Loaded:
    from trainer.case.library.cases import find_case, scenario_folders
    from trainer.case.loader import load

    return load(find_case(name, scenario_folders(os.environ)), warnings=True)


def _warn_of_licences(scenario: Scenario) -> None:
    from trainer.packs.words import adaptations_note, forbids_adaptations

    for source in scenario.sources:
        if forbids_adaptations(source):
            warn(f"The source {adaptations_note(source)}")
