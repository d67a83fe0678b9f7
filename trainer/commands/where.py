"""``trainer where``: the folders in use."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from trainer.commands import learner, saves_argument, say

HELP = "say where runs are saved, for whom, and where cases come from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    saves_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Name the folders, and why those; the learner, and the id that the name labels."""
    from trainer.case.library.cases import scenario_folders
    from trainer.files.places import cases_folder, saves_folder
    from trainer.store.learners import known_id
    from trainer.store.runs import RunStore

    place = saves_folder(arguments.saves, os.environ, Path.cwd())
    say(f"saves: {place.path}")
    say(f"    {place.reason}")
    name = learner(arguments)
    say(f"learner: {name}")
    say(f"    id {known_id(RunStore(place.path), name) or 'none yet: it comes with the first run'}")
    installed = cases_folder(os.environ, Path.cwd())
    say(f"installed cases: {installed.path}")
    say(f"    {installed.reason}")
    for folder in scenario_folders(os.environ):
        if folder != installed.path:
            say(f"cases: {folder}")
    return 0
