"""``trainer where``: the folders in use."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from trainer.commands import saves_argument, say

HELP = "say where runs are saved and where cases come from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    saves_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Name the folders, and why those."""
    from trainer.case.library.cases import scenario_folders
    from trainer.files.places import cases_folder, saves_folder

    place = saves_folder(arguments.saves, os.environ, Path.cwd())
    say(f"saves: {place.path}")
    say(f"    {place.reason}")
    installed = cases_folder(os.environ, Path.cwd())
    say(f"installed cases: {installed.path}")
    say(f"    {installed.reason}")
    for folder in scenario_folders(os.environ):
        if folder != installed.path:
            say(f"cases: {folder}")
    return 0
